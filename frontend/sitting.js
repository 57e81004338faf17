// The page of a sitting: saves what is typed by itself, keeps it on this computer while it can't, and knows its keys.
// The same page works without this file, with a Save button at each entry.
import { waitingOf } from "./waiting.js";

const PAUSE_MS = 1200; // of the typist, before what was typed is saved
const LONGEST_MS = 5000; // while somebody types on and on
const RETRY_MS = 3000;
const LOOK_MS = 10000;
const PATIENCE_MS = 10000;
const MOST_SENT = 100; // changes of one entry that may have arrived without an answer

const page = document.querySelector("[data-sitting]");
const tab = crypto.randomUUID?.() ?? String(Math.random());
const find = (selector, of = page) => of.querySelector(selector);
const all = (selector, of = page) => [...of.querySelectorAll(selector)];
const field = (form, name) => form?.querySelector(`[name="${name}"]`); // `form.elements.item` is a method
const newId = () => {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, "$1-$2-$3-$4-$5");
};

const entries = new Map(); // entry id -> how it stands here
const adrift = []; // changes that wait and have no form: another tab's text of the same entry
const others = "BroadcastChannel" in globalThis ? new BroadcastChannel(`sitting-${page.dataset.sitting}`) : null;
let store = null;
let since = page.dataset.now;
let token = find("[name=csrfmiddlewaretoken]")?.value ?? "";
let reached = true; // whether the last call arrived
let signedOut = false;
let savedAt = "";

// What is said

function say() {
  const waits = [...entries.values()].filter((one) => one.dirty).length + adrift.length;
  const status = find("[data-status]");
  const many = waits === 1 ? "1 change waits" : `${waits} changes wait`;
  const where = store ? "on this computer" : "in this window only: keep it open";
  let words = savedAt ? `All saved at ${savedAt}` : "All saved";
  if (waits && (!reached || signedOut)) words = `${many} ${where}`;
  else if (waits) words = "Saving …";
  else if (!reached) words = "No connection. Nothing waits.";
  status.hidden = false;
  if (status.textContent !== words) status.textContent = words;
  for (const one of all("[data-online]")) {
    if ("disabled" in one) one.disabled = !reached;
  }
}

function problem(words, link) {
  const place = find("[data-problem]");
  place.hidden = !words;
  place.textContent = words;
  if (link) place.append(" ", Object.assign(document.createElement("a"), link));
}

// One entry

function adopt(block) {
  const form = find("form.wm-entry__form", block);
  const id = block.dataset.entry;
  if (!form) {
    entries.delete(id);
    return null;
  }
  const one = {
    id, block, form, version: Number(block.dataset.version), change: null, sent: [],
    dirty: false, busy: false, timer: 0, first: 0, keeps: `${id}:${tab}`, from: [], touched: false, told: null,
  };
  entries.set(id, one);
  form.addEventListener("input", (event) => {
    if (event.target.name === "chosen") one.touched = true;
    typed(one);
  });
  form.addEventListener("focusout", (event) => leave(one, event.relatedTarget));
  form.addEventListener("submit", (event) => {
    if (event.submitter?.formAction && event.submitter.hasAttribute("formaction")) {
      if (one.dirty) {
        event.preventDefault();
        save(one).then(() => !one.dirty && event.submitter.click());
      }
      return;
    }
    event.preventDefault();
    save(one);
  });
  for (const button of all(".wm-entry__save", form)) button.hidden = true;
  grow(find("textarea", form));
  return one;
}

function grow(area) {
  area.rows = Math.max(2, Math.min(14, area.value.split("\n").length + Math.floor(area.value.length / 70)));
}

function wordsOf(one) {
  const data = new FormData(one.form);
  const words = Object.fromEntries([...data].filter(([name]) => name !== "csrfmiddlewaretoken"));
  if (!one.touched) delete words.chosen;
  return { ...words, version: one.version, change: one.change, sent: one.sent.slice(-MOST_SENT).join(" "), touched: one.touched };
}

function typed(one) {
  grow(find("textarea", one.form));
  one.change = newId();
  one.dirty = true;
  one.first ||= Date.now();
  keep(one);
  clearTimeout(one.timer);
  one.timer = setTimeout(() => save(one), Date.now() - one.first > LONGEST_MS ? 0 : PAUSE_MS);
  say();
}

let keeping = Promise.resolve();
function keep(one) {
  if (!store) return;
  const words = wordsOf(one);
  keeping = keeping.then(() => one.dirty && store.put(one.keeps, words)).catch(() => {});
}

function forget(ids) {
  if (!store) return;
  keeping = keeping.then(() => Promise.all(ids.map((id) => store.remove(id)))).catch(() => {});
}

async function post(words) {
  const data = new URLSearchParams();
  for (const [name, value] of Object.entries(words)) if (name !== "touched" && value !== null) data.set(name, value);
  data.set("csrfmiddlewaretoken", token);
  return fetch(page.dataset.save, {
    method: "POST", body: data, redirect: "manual", credentials: "same-origin",
    headers: { Accept: "application/json" }, signal: AbortSignal.timeout(PATIENCE_MS),
  });
}

// Sends one change; the answer, or null if it did not arrive and waits.
async function sent(words) {
  let answer;
  try {
    answer = await post(words);
    if (answer.status === 403 && (await freshToken())) answer = await post(words);
  } catch {
    reached = false;
    return null;
  }
  if (answer.type === "opaqueredirect" || answer.status === 403) {
    reached = true;
    signedOut = true;
    problem("You are signed out. What you typed waits on this computer.", { href: page.dataset.login, textContent: "Sign in" });
    return null;
  }
  if (answer.status >= 500) {
    reached = false;
    return null;
  }
  reached = true;
  signedOut = false;
  const told = await answer.json().catch(() => ({}));
  if (answer.ok || answer.status === 409) {
    problem("");
    return { ...told, clash: answer.status === 409 || told.clash };
  }
  problem(told.why ?? "This was not saved. It waits on this computer.");
  return null;
}

async function save(one) {
  clearTimeout(one.timer);
  if (!one.dirty || one.busy) return;
  if (!find("textarea", one.form).value.trim() && !one.version) {
    one.dirty = false; // an empty new entry is nothing yet
    forget([one.keeps]);
    say();
    return;
  }
  one.busy = true;
  const change = one.change;
  const words = wordsOf(one);
  const touched = one.touched;
  if (!one.sent.includes(change)) one.sent.push(change);
  say();
  const told = await sent(words);
  one.busy = false;
  if (told) arrived(one, told, change, touched);
  else {
    keep(one);
    one.timer = setTimeout(() => save(one), RETRY_MS);
  }
  say();
}

function arrived(one, told, change, touched) {
  one.first = 0;
  savedAt = new Date().toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
  others?.postMessage("saved");
  const still = one.change === change;
  if (!told.clash) {
    one.version = told.version;
    one.block.dataset.version = told.version;
    one.sent = [];
    if (still && touched) one.touched = false;
  }
  if (!still) {
    one.timer = setTimeout(() => save(one), PAUSE_MS);
    return;
  }
  one.dirty = false;
  forget([one.keeps, ...one.from]);
  one.from = [];
  if (told.clash || !find("[data-understood]", one.block)) swap(one.block, told);
  else shown(one, told);
}

// What the record made of it: how far it goes, what was understood, and the buttons that only a kept entry has.
function shown(one, told) {
  const select = find("[name=chosen]", one.form);
  if (!one.touched && select) {
    if (told.police) for (const option of all("option", select)) option.disabled = option.value !== "confidential";
    select.value = told.marking;
  }
  one.block.classList.toggle("wm-entry--closed", told.marking === "confidential");
  const lead = find("[name=kind]", one.form).value === "action" ? "Understood" : "In the notes";
  find("[data-understood]", one.block).textContent = told.understood ? `${lead}: ${told.understood}` : "";
  if (one.form.contains(document.activeElement)) one.told = told;
  else swap(one.block, told);
}

// Whoever leaves an entry has paused: it is saved, and gets the buttons that only a kept one has.
function leave(one, to) {
  if (one.form.contains(to)) return;
  if (one.dirty) save(one);
  else if (one.told) setTimeout(() => !one.dirty && one.block.isConnected && swap(one.block, one.told));
}

function swap(block, told) {
  const made = document.createElement("template");
  made.innerHTML = told.html;
  const fresh = made.content.querySelector("[data-entry]");
  const within = block.contains(document.activeElement) ? document.activeElement.name : "";
  block.replaceWith(fresh);
  adopt(fresh);
  if (within) find(`[name="${within}"]`, fresh)?.focus();
  say();
}

function saveAll() {
  for (const one of entries.values()) save(one);
  sendAdrift();
}

async function sendAdrift() {
  for (const one of [...adrift]) {
    const told = await sent(one.words);
    if (!told) return;
    adrift.splice(adrift.indexOf(one), 1);
    forget([one.id]);
    const block = find(`[data-entry="${told.entry}"]`);
    if (block && !entries.get(told.entry)?.dirty) swap(block, told);
  }
  say();
}

// What others saved

async function freshToken() {
  try {
    const answer = await fetch(page.dataset.changes, { redirect: "manual", credentials: "same-origin" });
    if (!answer.ok) return false;
    token = (await answer.json()).token;
    for (const box of all("[name=csrfmiddlewaretoken]", document)) box.value = token;
    return true;
  } catch {
    return false;
  }
}

let looking = false;
async function look() {
  if (looking || document.hidden) return;
  looking = true;
  try {
    const asked = `${page.dataset.changes}?since=${encodeURIComponent(since)}`;
    const answer = await fetch(asked, {
      redirect: "manual", credentials: "same-origin", signal: AbortSignal.timeout(PATIENCE_MS),
    });
    reached = true;
    if (answer.ok) take(await answer.json());
    else if (answer.type === "opaqueredirect") {
      signedOut = true;
      problem("You are signed out. What you typed waits on this computer.", { href: page.dataset.login, textContent: "Sign in" });
    }
  } catch {
    reached = false;
  }
  looking = false;
  if (reached && !signedOut) saveAll();
  say();
}

function take(told) {
  if (signedOut) problem("");
  signedOut = false;
  since = told.now;
  token = told.token;
  for (const box of all("[name=csrfmiddlewaretoken]", document)) box.value = token;
  find("[data-state]").textContent = told.state[0].toUpperCase() + told.state.slice(1);
  find("[data-quorum]").textContent = told.quorum;
  for (const id of told.struck) {
    if (!entries.get(id)?.dirty) {
      find(`[data-entry="${id}"]`)?.remove();
      entries.delete(id);
    }
  }
  for (const entry of told.entries) {
    const one = entries.get(entry.entry);
    const block = find(`[data-entry="${entry.entry}"]`);
    if (one && (one.dirty || one.busy)) continue; // its own save brings the answer, or both texts
    if (block && Number(block.dataset.version) === entry.version && !entry.clash) continue;
    if (block) swap(block, entry);
    else {
      const made = document.createElement("template");
      made.innerHTML = entry.html;
      const fresh = made.content.querySelector("[data-entry]");
      find(`[data-item="${entry.item}"] [data-entries]`)?.append(fresh);
      adopt(fresh);
    }
  }
}

// New entries

const LABELS = { paragraph: "Paragraph", decision: "Decision", action: "Action", "nil return": "Nil return" };
const HINTS = {
  action: "Who does what by when, in one line. For example: Insp to enquire about the wall by 1 Dec",
  "nil return": "What there was none of, who says so, for when. For example: No demand locations, police, 1 to 31 Oct",
};

function create(section, kind, given) {
  const block = find("[data-blank]").content.firstElementChild.cloneNode(true);
  const id = given?.entry ?? newId();
  block.dataset.entry = id;
  block.id = `entry-${id}`;
  const form = find("form", block);
  field(form, "entry").value = id;
  field(form, "item").value = section.dataset.item;
  field(form, "kind").value = kind;
  const area = find("textarea", form);
  area.id = `text-${id}`;
  const label = find(".wm-entry__label", form);
  label.htmlFor = area.id;
  label.textContent = LABELS[kind];
  if (HINTS[kind]) find("[data-understood]", form).textContent = HINTS[kind];
  if (kind !== "paragraph") find("[data-said]", form).remove();
  find("[data-entries]", section).append(block);
  const one = adopt(block);
  if (given) fill(one, given);
  return one;
}

function fill(one, words) {
  for (const name of ["text", "said_by", "chosen", "matter"]) {
    const box = field(one.form, name);
    if (box && words[name] !== undefined) box.value = words[name];
  }
  one.version = Number(words.version);
  one.change = words.change;
  one.sent = words.sent ? words.sent.split(" ") : [];
  one.sent.push(words.change); // it may have arrived without our being told
  one.touched = Boolean(words.touched);
  one.dirty = true;
  grow(find("textarea", one.form));
}

// Which item is spoken of

const sections = all("[data-item]");
let here = 0;

function go(to, { focus = true } = {}) {
  here = Math.max(0, Math.min(sections.length - 1, to));
  sections.forEach((section, place) => (section.hidden = place !== here));
  for (const link of all("[data-to]")) {
    if (link.dataset.to === sections[here].id) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
  history.replaceState(null, "", `#${sections[here].id}`);
  if (focus) find("h2", sections[here]).focus();
}

function comeTo(hash) {
  const target = hash ? document.getElementById(hash) : null;
  const section = target?.closest("[data-item]");
  const panel = target?.closest("[data-panel]");
  if (panel) panel.open = true;
  go(section ? sections.indexOf(section) : 0, { focus: false });
  if (target && (section || panel)) {
    const within = target.matches("[data-entry]") ? find("textarea, a, button", target) : find("h2, summary", target);
    within?.focus();
  }
}

// Keys

const KEYS = "wardmote-single-keys";
let last = null; // the entry that somebody was in

function lastEntry() {
  const kept = last && entries.get(last);
  if (kept && sections[here].contains(kept.block)) return kept;
  return [...entries.values()].filter((one) => sections[here].contains(one.block)).pop();
}

function remark(by) {
  const select = field(lastEntry()?.form, "chosen");
  if (!select) return;
  const options = [...select.options].filter((option) => !option.disabled);
  const place = options.indexOf(select.selectedOptions[0]) + by;
  if (!options[place]) return;
  select.value = options[place].value;
  select.dispatchEvent(new Event("input", { bubbles: true }));
  find("[data-status]").textContent = `Marking: ${select.value}`;
}

const DOES = {
  j: () => go(here + 1),
  k: () => go(here - 1),
  p: () => begin("paragraph"),
  d: () => begin("decision"),
  a: () => begin("action"),
  n: () => begin("nil return"),
  "+": () => remark(1),
  "-": () => remark(-1),
  v: () => find('a[href$="/decide/"]', lastEntry()?.block ?? sections[here])?.click(),
  u: () => find(".wm-entry__keep", lastEntry()?.block ?? sections[here])?.click(),
  w: () => {
    const panel = find("[data-panel=room]");
    panel.open = true;
    find("summary", panel).focus();
  },
  X: () => find("[data-close-key]")?.focus(), // a meeting that was closed by a slip would not open again
};

function begin(kind) {
  if (!find(`[data-new="${kind}"]`, sections[here])) return;
  find("textarea", create(sections[here], kind).form).focus();
}

function onKey(event) {
  if (event.key === "Escape" && event.target.matches("input, textarea, select")) {
    find("h2", sections[here]).focus();
    return;
  }
  if (event.ctrlKey || event.altKey || event.metaKey || !find("#use-keys")?.checked) return;
  if (event.target.matches("input, textarea, select")) return;
  if (Object.hasOwn(DOES, event.key)) {
    event.preventDefault();
    DOES[event.key]();
  }
}

// The start

async function begun() {
  for (const block of all("[data-entry]")) adopt(block);
  for (const one of all("[data-plain]")) one.remove();
  for (const one of all("[data-add], [data-keys-list]")) one.hidden = false;
  for (const button of all("[data-new]")) button.addEventListener("click", () => begin(button.dataset.new));
  for (const link of all("[data-to]")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      go(sections.findIndex((section) => section.id === link.dataset.to));
    });
  }
  comeTo(location.hash.slice(1));
  const box = find("#use-keys");
  if (box) {
    box.checked = localStorage.getItem(KEYS) !== "off";
    box.addEventListener("change", () => localStorage.setItem(KEYS, box.checked ? "on" : "off"));
  }
  document.addEventListener("keydown", onKey);
  page.addEventListener("focusin", (event) => {
    const block = event.target.closest("[data-entry]");
    if (block) last = block.dataset.entry;
  });
  find("[data-close]")?.addEventListener("submit", (event) => {
    if (![...entries.values()].some((one) => one.dirty) && !adrift.length) return;
    event.preventDefault();
    problem("Something is not saved yet. Nothing was closed. Try again when all is saved.");
    saveAll();
  });
  const needsConnection = (event) => {
    if (reached) return;
    event.preventDefault();
    problem("There is no connection. Nothing was noted. Try again when it is back.");
  };
  page.addEventListener("submit", (event) => event.target.matches(".wm-entry__form") || needsConnection(event));
  page.addEventListener("click", (event) => event.target.closest("a[data-online]") && needsConnection(event));
  addEventListener("online", look);
  addEventListener("offline", () => {
    reached = false;
    say();
  });
  document.addEventListener("visibilitychange", () => (document.hidden ? saveAll() : look()));
  others?.addEventListener("message", look);
  setInterval(look, LOOK_MS);
  say();
  store = await waitingOf(page.dataset.person, page.dataset.sitting).catch(() => null);
  for (const { id, words } of (await store?.all()) ?? []) again(id, words);
  // What was typed before the store was there is kept now.
  for (const one of entries.values()) if (one.dirty) keep(one);
  saveAll();
  say();
}

// A change that waited: into its form, or by itself if another text of the same entry stands there already.
function again(id, words) {
  const known = entries.get(words.entry);
  const section = sections.find((one) => one.dataset.item === words.item);
  if (known?.dirty || (!known && find(`[data-entry="${words.entry}"]`)) || !section) {
    adrift.push({ id, words });
    return;
  }
  const one = known ?? create(section, words.kind, words);
  if (known) fill(one, words);
  one.from.push(id);
}

if (page) begun();
