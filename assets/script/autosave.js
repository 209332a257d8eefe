// Drafts that save themselves; without a line they wait on this device and lose nothing.
import { csrfToken, onEach, quietly, say } from "./page.js";

const PREFIX = "motcua-draft:";
const WEEK = 7 * 24 * 60 * 60 * 1000;
const SKIP = new Set(["csrfmiddlewaretoken"]);

function store() {
  try {
    return window.localStorage;
  } catch {
    return null; // a browser may forbid it
  }
}

function read(key) {
  try {
    return JSON.parse(store()?.getItem(PREFIX + key) ?? "null");
  } catch {
    return null;
  }
}

function keep(key, values, submitted = false) {
  try {
    store()?.setItem(PREFIX + key, JSON.stringify({ at: Date.now(), values, submitted }));
  } catch {
    // full or forbidden: the server's copy must do
  }
}

function forget(key) {
  store()?.removeItem(PREFIX + key);
}

function keyOf(form) {
  return form.dataset.autosaveKey || form.dataset.autosave;
}

/** Return the form's values as pairs, without files, passwords and the token. */
function valuesOf(form) {
  const secret = new Set([...form.querySelectorAll("input[type=password]")].map((one) => one.name));
  return [...new FormData(form)].filter(([name, value]) => typeof value === "string" && !SKIP.has(name) && !secret.has(name));
}

function restore(form, values) {
  const wanted = new Map();
  for (const [name, value] of values) wanted.set(name, [...(wanted.get(name) ?? []), value]);
  let changed = false;
  for (const control of form.elements) {
    if (!control.name || SKIP.has(control.name) || ["file", "password", "hidden", "submit", "button"].includes(control.type)) continue;
    const given = wanted.get(control.name) ?? [];
    if (control.type === "checkbox" || control.type === "radio") {
      const checked = given.includes(control.value);
      changed ||= checked !== control.checked;
      control.checked = checked;
    } else if (given.length > 0) {
      const value = given.shift();
      changed ||= value !== control.value;
      control.value = value;
    }
  }
  return changed;
}

function start(form) {
  const key = keyOf(form);
  const words = form.querySelector("[data-saved]");
  let known = JSON.stringify(valuesOf(form));
  let busy = false;
  let again = false;
  let leaving = false;
  let retry;

  function tell(state, values) {
    if (!words) return;
    const phrase = { saved: "saySaved", saving: "saySaving", offline: "sayOffline", restored: "sayRestored", session: "saySession" }[state];
    words.dataset.state = state;
    words.textContent = say(words.dataset[phrase], values);
  }

  function wait(state) {
    tell(state);
    clearTimeout(retry);
    if (state === "offline") retry = setTimeout(save, 5000);
  }

  async function save({ last = false } = {}) {
    const values = valuesOf(form);
    const text = JSON.stringify(values);
    if (text === known || leaving) return;
    if (busy) {
      again = true;
      return;
    }
    keep(key, values);
    busy = true;
    if (!last) tell("saving");
    try {
      const answer = await fetch(form.dataset.autosave, {
        method: "POST",
        body: new URLSearchParams(values),
        headers: { "X-CSRFToken": csrfToken(), "X-Requested-With": "autosave", Accept: "application/json" },
        redirect: "manual",
        keepalive: last,
      });
      if (answer.ok) {
        known = text;
        if (JSON.stringify(valuesOf(form)) === text) forget(key);
        const time = new Intl.DateTimeFormat("vi-VN", { hour: "2-digit", minute: "2-digit", timeZone: "Asia/Ho_Chi_Minh" }).format(new Date());
        tell("saved", { time });
      } else if (answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403) {
        wait("session");
      } else if (answer.status === 409 || answer.status === 422) {
        // 409: kept, and written elsewhere, too; 422: not kept. The server says it in words.
        known = text;
        if (answer.status === 409) forget(key);
        if (words) {
          words.dataset.state = "told";
          words.textContent = await answer.text();
        }
      } else {
        wait("offline");
      }
    } catch {
      wait("offline");
    } finally {
      busy = false;
      if (again) {
        again = false;
        save();
      }
    }
  }

  const soon = quietly(save, 1200);
  form.addEventListener("input", soon);
  form.addEventListener("change", soon);
  window.addEventListener("online", () => save());
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") save({ last: true });
  });
  form.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    leaving = true;
    keep(key, valuesOf(form), true);
  });
  window.addEventListener("pageshow", () => {
    leaving = false;
  });

  const kept = read(key);
  if (!kept) return;
  const [how] = performance.getEntriesByType("navigation");
  // after a successful submission the page moves on; one that comes back by "back" or "reload" may have failed
  if (kept.submitted && how?.type === "navigate") {
    forget(key);
  } else if (restore(form, kept.values)) {
    form.dispatchEvent(new Event("change", { bubbles: true }));
    tell("restored");
  }
}

/** Forget what arrived, what is old, and everything when somebody signs out. */
function tidy() {
  const here = new Set([...document.querySelectorAll("form[data-autosave]")].map((form) => PREFIX + keyOf(form)));
  const all = store();
  for (const name of Object.keys(all ?? {})) {
    if (!name.startsWith(PREFIX)) continue;
    const kept = read(name.slice(PREFIX.length));
    if (!kept || Date.now() - kept.at > WEEK || (kept.submitted && !here.has(name))) all.removeItem(name);
  }
  document.addEventListener("submit", (event) => {
    if (event.target instanceof HTMLFormElement && event.target.action.endsWith("/sign-out/")) {
      for (const name of Object.keys(store() ?? {})) if (name.startsWith(PREFIX)) store().removeItem(name);
    }
  });
}

export function autosave() {
  onEach("form[data-autosave]", start);
  tidy();
}
