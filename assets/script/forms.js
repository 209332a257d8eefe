// Parts that show when they are needed, rows that repeat, days, and one submission per press.
import { onEach } from "./page.js";

function valuesOf(form, name) {
  return [...form.elements]
    .filter((control) => control.name === name && !control.disabled)
    .filter((control) => !["checkbox", "radio"].includes(control.type) || control.checked)
    .map((control) => control.value)
    .filter((value) => value !== "");
}

/** Tell whether "path=a|b & other!=c & third=*" holds. */
function holds(form, condition) {
  return condition.split("&").every((part) => {
    const [, name, sign, wanted] = part.trim().match(/^(.+?)(!?=)(.*)$/) ?? [];
    if (!name) return true;
    const values = valuesOf(form, name);
    const found = wanted === "*" ? values.length > 0 : wanted.split("|").some((one) => values.includes(one));
    return sign === "=" ? found : !found;
  });
}

function showWhen(part) {
  const form = part.closest("form");
  if (!form) return;
  const look = () => {
    const shown = holds(form, part.dataset.shownWhen);
    part.hidden = !shown;
    for (const control of part.querySelectorAll("input, select, textarea")) {
      if (!shown && !control.disabled) {
        control.disabled = true;
        control.dataset.asleep = "";
      } else if (shown && "asleep" in control.dataset) {
        control.disabled = false;
        delete control.dataset.asleep;
      }
    }
  };
  form.addEventListener("input", look);
  form.addEventListener("change", look);
  look();
}

function repeat(group) {
  const rows = group.querySelector("[data-repeat-rows]");
  const template = group.querySelector("template[data-repeat-template]");
  if (!template) return; // the server adds the row
  const all = () => rows.querySelectorAll("[data-repeat-row]");
  const most = Number(group.dataset.repeatMax || Infinity);
  const adder = group.querySelector("[data-repeat-add]");
  let next = all().length;
  const look = () => {
    adder.hidden = all().length >= most;
  };
  adder.addEventListener("click", (event) => {
    event.preventDefault();
    const holder = document.createElement("div");
    holder.innerHTML = template.innerHTML.replaceAll("__n__", String(next++));
    const row = holder.firstElementChild;
    rows.append(row);
    row.querySelector("input, select, textarea")?.focus();
    row.dispatchEvent(new Event("change", { bubbles: true }));
    look();
  });
  rows.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-repeat-remove]");
    if (!button) return;
    event.preventDefault();
    const row = button.closest("[data-repeat-row]");
    const form = row.closest("form");
    row.remove();
    (all()[all().length - 1]?.querySelector("input, select, textarea") ?? adder).focus();
    form?.dispatchEvent(new Event("change", { bubbles: true }));
    look();
  });
  look();
}

/** 05031990, 5.3.1990 and 5/3/1990 all become 05/03/1990. */
function asDay(text) {
  const plain = text.trim();
  const whole = plain.match(/^(\d{2})(\d{2})(\d{4})$/) ?? plain.match(/^(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})$/);
  return whole ? `${whole[1].padStart(2, "0")}/${whole[2].padStart(2, "0")}/${whole[3]}` : text;
}

const sent = new WeakMap();

function guard() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || !(form instanceof HTMLFormElement) || form.method === "get") return;
    const button = event.submitter;
    if (button && !("once" in button.dataset)) return;
    if (sent.has(form)) {
      event.preventDefault();
      return;
    }
    sent.set(form, button);
    setTimeout(() => button?.setAttribute("aria-disabled", "true"), 0); // later, or its name would not be sent
    setTimeout(() => release(form), 10_000); // an answer that is a download leaves the page standing
  });
  window.addEventListener("pageshow", () => document.querySelectorAll("form").forEach(release));
}

function release(form) {
  sent.get(form)?.removeAttribute("aria-disabled");
  sent.delete(form);
}

export function forms() {
  onEach("[data-shown-when]", showWhen);
  onEach("[data-repeat]", repeat);
  document.addEventListener("focusout", (event) => {
    if (event.target instanceof HTMLInputElement && "date" in event.target.dataset) {
      const day = asDay(event.target.value);
      if (day !== event.target.value) {
        event.target.value = day;
        event.target.dispatchEvent(new Event("change", { bubbles: true }));
      }
    }
  });
  guard();
}
