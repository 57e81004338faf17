// Every page works without this file. It wakes the GOV.UK components that a page uses, and nothing else.
import {
  Button,
  Checkboxes,
  ErrorSummary,
  ExitThisPage,
  FileUpload,
  NotificationBanner,
  PasswordInput,
  Radios,
  ServiceNavigation,
  SkipLink,
  Tabs,
  createAll,
} from "govuk-frontend";

// The upstream template sets these two classes by an inline script, which our content policy refuses.
document.body.classList.add("js-enabled", "govuk-frontend-supported");

const components = [
  Button,
  Checkboxes,
  ErrorSummary,
  ExitThisPage,
  FileUpload,
  NotificationBanner,
  PasswordInput,
  Radios,
  ServiceNavigation,
  SkipLink,
  Tabs,
];
for (const component of components) createAll(component);

// A passkey that was called off or has run out of time is no fault: say so on the page, not in the console.
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  const place = document.querySelector("[data-passkey-problem]");
  if (place) {
    place.textContent = "The passkey was not used. Nothing was saved. Try again, or choose another way.";
    place.hidden = false;
    place.focus();
  }
});

// One key for one answer: a button says which, and it counts only while the focus is in the same part of the page.
for (const part of document.querySelectorAll("[data-keys]")) {
  part.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.target.matches("input, select, textarea")) return;
    const asked = part.querySelector(".wm-ask--here");
    const key = `[data-key="${CSS.escape(event.key.toLowerCase())}"]`;
    const button = asked?.querySelector(key) ?? part.querySelector(key);
    if (button) {
      event.preventDefault();
      button.click();
    }
  });
}
