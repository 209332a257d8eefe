// What every page does: errors, menus, dialogs, copying, answers as one types, parts that refresh.
import { ErrorSummary } from "govuk-frontend/dist/govuk/components/error-summary/error-summary.mjs";
import { onEach, quietly } from "./page.js";

function openDialog(id) {
  const dialog = document.getElementById(id);
  if (dialog instanceof HTMLDialogElement && !dialog.open) dialog.showModal();
}

function clicks() {
  document.addEventListener("click", async (event) => {
    const at = event.target;
    if (!(at instanceof Element)) return;
    const opener = at.closest("[data-dialog-open]");
    if (opener) openDialog(opener.dataset.dialogOpen);
    if (at.closest("[data-dialog-close]")) at.closest("dialog")?.close();
    if (at instanceof HTMLDialogElement && at.open) at.close(); // outside, on the veil
    for (const menu of document.querySelectorAll("details.mc-menu[open]")) if (!menu.contains(at)) menu.open = false;
    const copier = at.closest("[data-copy]");
    if (copier) await copy(copier);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of document.querySelectorAll("details.mc-menu[open]")) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
}

async function copy(button) {
  const words = button.querySelector("span");
  try {
    await navigator.clipboard.writeText(button.dataset.copy);
  } catch {
    const range = document.createRange(); // no clipboard without HTTPS: select, so that Ctrl C does it
    range.selectNodeContents(button.parentElement.querySelector("code"));
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    return;
  }
  const before = words.textContent;
  words.setAttribute("role", "status");
  words.textContent = button.dataset.say;
  setTimeout(() => (words.textContent = before), 3000);
}

function suggest(form) {
  const input = form.querySelector("[data-search]");
  const list = form.querySelector("[data-suggestions]");
  let round = 0;
  const links = () => [...list.querySelectorAll("a")];
  const clear = () => {
    round++;
    list.replaceChildren();
  };
  input.addEventListener("input", quietly(async () => {
    const text = input.value.trim();
    if (text.length < 2) return clear();
    const mine = ++round;
    const address = new URL(form.dataset.suggest, location.href);
    address.searchParams.set("q", text);
    try {
      const answer = await fetch(address, { headers: { "X-Requested-With": "suggest" } });
      const html = answer.ok ? (await answer.text()).trim() : "";
      if (mine === round) list.innerHTML = html;
    } catch {
      clear(); // the plain result page is still there
    }
  }, 180));
  form.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      clear();
      input.focus();
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || links().length === 0) return;
    event.preventDefault();
    const at = links().indexOf(document.activeElement) + step;
    (at < 0 ? input : links()[Math.min(at, links().length - 1)]).focus();
  });
  form.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !form.contains(event.relatedTarget)) clear();
  });
}

function poll(part) {
  const seconds = Number(part.dataset.pollSeconds || 10);
  if ("pollLive" in part.dataset) part.setAttribute("aria-live", "polite");
  const ask = async () => {
    if (!part.isConnected) return;
    if (!document.hidden) {
      try {
        const answer = await fetch(part.dataset.poll, { headers: { "X-Requested-With": "poll" } });
        if (answer.status === 204) return;
        if (answer.ok && !answer.redirected) {
          const html = await answer.text();
          if (html.trim() !== part.dataset.last && !part.contains(document.activeElement)) {
            part.innerHTML = html;
            part.dataset.last = html.trim();
          }
          if (answer.headers.has("Poll-Ended") && part.dataset.last === html.trim()) return;
        }
      } catch {
        // the next round may have a line
      }
    }
    setTimeout(ask, seconds * 1000);
  };
  setTimeout(ask, seconds * 1000);
}

export function pages() {
  document.body.classList.add("govuk-frontend-supported");
  document.documentElement.classList.add("has-script");
  onEach("[data-error-summary]", (element) => new ErrorSummary(element));
  onEach("form[data-suggest]", suggest);
  onEach("[data-poll]", poll);
  // What was refused is mended where it was typed: its dialog stands open again.
  onEach("dialog.mc-dialog:has(.govuk-form-group--error)", (element) => element.open || element.showModal());
  clicks();
}
