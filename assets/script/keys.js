// The keyboard of the workspace: an inbox without a mouse, and Ctrl K to anywhere.
import { fold, isTyping, quietly } from "./page.js";

const OFF = "motcua-keys-off";

function switchedOff() {
  try {
    return localStorage.getItem(OFF) === "1";
  } catch {
    return false;
  }
}

function rows() {
  return [...document.querySelectorAll("[data-inbox] [data-inbox-row]")];
}

function move(step) {
  const all = rows();
  if (all.length === 0) return;
  const at = all.findIndex((row) => row.classList.contains("is-active") || row.contains(document.activeElement));
  const next = all[Math.min(Math.max(at + step, 0), all.length - 1)];
  for (const row of all) row.classList.toggle("is-active", row === next);
  next.querySelector("a").focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
}

function select() {
  const row = rows().find((one) => one.classList.contains("is-active") || one.contains(document.activeElement));
  row?.querySelector("input[type=checkbox]")?.click();
}

function boxes() {
  return [...document.querySelectorAll("[data-inbox-row] input[type=checkbox], .mc-review__row input[type=checkbox]")];
}

// The boxes that belong to the form of a bar; without a bar, all of them.
function boxesOf(bar) {
  const form = bar?.closest("form");
  return form ? boxes().filter((box) => box.form === form) : boxes();
}

function chooseAll(wanted, bar) {
  for (const box of boxesOf(bar)) {
    if (box.checked !== wanted) box.click();
  }
}

// Tells how many are chosen, to eyes and ears, and keeps the box of all of them in step.
function count() {
  for (const place of document.querySelectorAll("[data-chosen-count]")) {
    const chosen = boxesOf(place).filter((box) => box.checked).length;
    const words = chosen === 1 ? place.dataset.chosenOne : place.dataset.chosenMany.replace("{n}", chosen);
    place.textContent = chosen === 0 ? "" : words;
  }
  for (const whole of document.querySelectorAll("[data-choose-all]")) {
    const all = boxesOf(whole);
    const chosen = all.filter((box) => box.checked).length;
    whole.checked = chosen > 0 && chosen === all.length;
    whole.indeterminate = chosen > 0 && chosen < all.length;
  }
}

// g, then a letter: only where the menu or the lists of the page lead.
const PLACES = {
  i: "/workspace/",
  t: "/desk/",
  d: "/workspace/dossiers/",
  r: "/workspace/reception/",
  s: "/workspace/sign/",
};
const PATIENCE = 1500;
let waitingForPlace = 0;

function go(letter) {
  const path = PLACES[letter];
  const there = path && [...document.querySelectorAll(".mc-bar a[href], .mc-work__side a[href]")].some((link) => link.pathname === path);
  if (there) location.assign(path);
}

const ACTS = {
  j: () => move(1),
  k: () => move(-1),
  x: select,
  a: () => chooseAll(!boxes().every((box) => box.checked)),
  g: () => {
    waitingForPlace = Date.now();
  },
  "/": () => document.querySelector("[data-search]")?.focus(),
  "?": () => document.getElementById("key-hints")?.showModal(),
};

function pressed(event) {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
    const dialog = document.querySelector("[data-go]");
    if (dialog && !dialog.open) {
      event.preventDefault();
      dialog.showModal();
    }
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event) || switchedOff()) return;
  if (document.querySelector("dialog[open]")) return;
  if (Date.now() - waitingForPlace < PATIENCE) {
    waitingForPlace = 0;
    event.preventDefault();
    go(event.key);
    return;
  }
  const act = ACTS[event.key];
  const button = act ? null : document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (act ?? button) {
    event.preventDefault();
    if (act) act();
    else button.click();
  }
}

function goAnywhere(dialog) {
  const input = dialog.querySelector("input");
  const list = dialog.querySelector("[role=listbox]");
  const none = dialog.querySelector(".mc-go__none");
  const own = [...list.children];
  let round = 0;
  const shown = () => [...list.children].filter((option) => !option.hidden);
  const choose = (option) => {
    for (const one of list.children) one.setAttribute("aria-selected", String(one === option));
    if (option) {
      input.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else {
      input.removeAttribute("aria-activedescendant");
    }
  };
  const look = () => {
    const words = fold(input.value).split(/\s+/);
    for (const option of own) option.hidden = !words.every((word) => fold(option.textContent).includes(word));
    none.hidden = shown().length > 0;
    choose(shown()[0]);
  };
  const ask = quietly(async () => {
    const text = input.value.trim();
    const mine = ++round;
    if (!dialog.dataset.goSearch || text.length < 2) return;
    const address = new URL(dialog.dataset.goSearch, location.href);
    address.searchParams.set("q", text);
    try {
      const answer = await fetch(address, { headers: { "X-Requested-With": "suggest" } });
      if (!answer.ok || mine !== round) return;
      const found = new DOMParser().parseFromString(await answer.text(), "text/html").querySelectorAll("a");
      for (const old of list.querySelectorAll("[data-found]")) old.remove();
      [...found].forEach((link, nth) => {
        const option = document.createElement("li");
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        option.id = `go-found-${nth}`;
        option.dataset.found = "";
        link.tabIndex = -1;
        option.append(link);
        list.append(option);
      });
      none.hidden = shown().length > 0;
      if (!list.querySelector("[aria-selected=true]")) choose(shown()[0]);
    } catch {
      // the menu is still there
    }
  }, 180);
  input.addEventListener("input", () => {
    for (const old of list.querySelectorAll("[data-found]")) old.remove();
    look();
    ask();
  });
  input.addEventListener("keydown", (event) => {
    const all = shown();
    const at = all.findIndex((option) => option.getAttribute("aria-selected") === "true");
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      choose(all[(at + (event.key === "ArrowDown" ? 1 : all.length - 1)) % all.length]);
    } else if (event.key === "Enter") {
      event.preventDefault();
      all[Math.max(at, 0)]?.querySelector("a")?.click();
    }
  });
  dialog.addEventListener("toggle", () => {
    if (!dialog.open) return;
    input.value = "";
    look();
    input.focus();
  });
}

export function keys() {
  document.addEventListener("keydown", pressed);
  if (boxes().length > 0) {
    document.addEventListener("change", count);
    for (const whole of document.querySelectorAll("[data-choose-all]")) {
      whole.addEventListener("change", () => chooseAll(whole.checked, whole));
    }
    window.addEventListener("pageshow", count);
    count();
  }
  for (const dialog of document.querySelectorAll("[data-go]")) goAnywhere(dialog);
  for (const box of document.querySelectorAll("[data-keys-switch]")) {
    box.checked = !switchedOff();
    box.addEventListener("change", () => {
      try {
        localStorage.setItem(OFF, box.checked ? "0" : "1");
      } catch {
        // nothing to remember it in
      }
    });
  }
}
