// What waits on this computer until it is saved: sealed with a key that the browser keeps and never gives out.
const NAME = "wardmote-sittings";

function asked(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

async function opened() {
  const request = indexedDB.open(NAME, 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore("keys");
    request.result.createObjectStore("changes", { keyPath: "id" });
  };
  return asked(request);
}

async function keyOf(base) {
  const found = await asked(base.transaction("keys").objectStore("keys").get("key"));
  if (found) return found;
  const made = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  // Another tab may have been quicker: the first key stays.
  const keys = base.transaction("keys", "readwrite").objectStore("keys");
  const first = await asked(keys.get("key"));
  if (first) return first;
  await asked(keys.put(made, "key"));
  return made;
}

// The store of one person and one sitting; nothing if this browser can't keep anything safely.
export async function waitingOf(person, sitting) {
  if (!globalThis.crypto?.subtle || !globalThis.indexedDB) return null;
  const base = await opened();
  const key = await keyOf(base);
  const changes = (mode) => base.transaction("changes", mode).objectStore("changes");
  return {
    async put(id, words) {
      const iv = crypto.getRandomValues(new Uint8Array(12));
      const plain = new TextEncoder().encode(JSON.stringify(words));
      const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, plain);
      await asked(changes("readwrite").put({ id, person, sitting, iv, sealed }));
    },
    async remove(id) {
      await asked(changes("readwrite").delete(id));
    },
    async all() {
      const rows = await asked(changes("readonly").getAll());
      const found = [];
      for (const { id, iv, sealed } of rows.filter((row) => row.person === person && row.sitting === sitting)) {
        try {
          const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv }, key, sealed);
          found.push({ id, words: JSON.parse(new TextDecoder().decode(plain)) });
        } catch {
          // Sealed with a key that this browser has lost: nobody can read it any more.
        }
      }
      return found;
    },
  };
}
