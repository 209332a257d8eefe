// Small tools shared by the behaviours.

/** Run `start` on every element that matches, now and after htmx or a poll has brought new ones. */
export function onEach(selector, start) {
  const seen = new WeakSet();
  const look = (root) => {
    const found = root.matches?.(selector) ? [root] : [];
    for (const element of [...found, ...root.querySelectorAll(selector)]) {
      if (!seen.has(element)) {
        seen.add(element);
        start(element);
      }
    }
  };
  look(document.documentElement);
  new MutationObserver((changes) => {
    for (const change of changes) {
      for (const node of change.addedNodes) if (node instanceof Element) look(node);
    }
  }).observe(document.documentElement, { childList: true, subtree: true });
}

/** Return the token that Django asks of a request that changes something. */
export function csrfToken() {
  const field = document.querySelector("input[name=csrfmiddlewaretoken]");
  return field?.value ?? document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? "";
}

/** Call `run` once nothing has happened for `wait` milliseconds. */
export function quietly(run, wait) {
  let timer;
  return (...given) => {
    clearTimeout(timer);
    timer = setTimeout(() => run(...given), wait);
  };
}

/** Tell whether keys pressed now belong to a field. */
export function isTyping(event) {
  const at = event.target;
  return at instanceof Element && (at.closest("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]") !== null);
}

/** Return text without tones and in lower case, as people type when in a hurry. */
export function fold(text) {
  return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[đĐ]/g, "d").toLowerCase().trim();
}

/** Fill a phrase: say("Saved at {time}", {time: "10:32"}). */
export function say(phrase, values = {}) {
  return (phrase ?? "").replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

const ICON = "http://www.w3.org/2000/svg";

/** Draw an icon from path data. */
export function icon(path) {
  const svg = document.createElementNS(ICON, "svg");
  svg.setAttribute("class", "mc-icon");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const line = document.createElementNS(ICON, "path");
  line.setAttribute("d", path);
  svg.append(line);
  return svg;
}

/** Make an element with a class and text. */
export function make(tag, className, text) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text) element.textContent = text;
  return element;
}
