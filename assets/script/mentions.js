// Completes a name after @ in a comment; without it one writes the name, or chooses from a list.
const LONGEST = 40;

function wordAt(field) {
  const before = field.value.slice(0, field.selectionStart);
  const at = before.lastIndexOf("@");
  if (at < 0 || before.length - at > LONGEST || before.slice(at).includes("\n")) return null;
  return { at, text: before.slice(at + 1) };
}

function begin(form) {
  const field = form.querySelector("textarea");
  const list = document.createElement("ul");
  list.className = "mc-mentions";
  list.id = `${field.id}-mentions`;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", field.labels[0]?.textContent ?? "@");
  list.hidden = true;
  field.after(list);
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", list.id);
  let round = 0;
  let wait = 0;

  const close = () => {
    list.hidden = true;
    field.removeAttribute("aria-activedescendant");
  };
  const choose = (option) => {
    for (const one of list.children) one.setAttribute("aria-selected", String(one === option));
    field.setAttribute("aria-activedescendant", option.id);
  };
  const take = (option) => {
    const word = wordAt(field);
    if (!word) return;
    const end = word.at + 1 + word.text.length;
    field.setRangeText(`@${option.dataset.mention} `, word.at, end, "end");
    close();
    field.focus();
  };
  const ask = async () => {
    const word = wordAt(field);
    const mine = ++round;
    if (!word || word.text.endsWith(" ")) {
      close();
      return;
    }
    const address = new URL(form.dataset.mentions, location.href);
    address.searchParams.set("q", word.text);
    try {
      const answer = await fetch(address, { headers: { "X-Requested-With": "suggest" } });
      if (!answer.ok || mine !== round) return;
      const found = new DOMParser().parseFromString(await answer.text(), "text/html").querySelectorAll("li");
      list.replaceChildren(...[...found].slice(0, 10));
    } catch {
      return;
    }
    [...list.children].forEach((option, nth) => {
      option.setAttribute("role", "option");
      option.id = `${list.id}-${nth}`;
      option.addEventListener("mousedown", (event) => {
        event.preventDefault();
        take(option);
      });
    });
    list.hidden = list.children.length === 0;
    if (list.hidden) close();
    else choose(list.firstElementChild);
  };
  field.addEventListener("input", () => {
    clearTimeout(wait);
    wait = setTimeout(ask, 150);
  });
  field.addEventListener("blur", close);
  field.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    const all = [...list.children];
    const at = all.findIndex((option) => option.getAttribute("aria-selected") === "true");
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      choose(all[(at + (event.key === "ArrowDown" ? 1 : all.length - 1)) % all.length]);
    } else if (event.key === "Enter" || event.key === "Tab") {
      take(all[Math.max(at, 0)]);
    } else if (event.key === "Escape") {
      close();
    } else {
      return;
    }
    event.preventDefault();
  });
}

export function mentions() {
  for (const form of document.querySelectorAll("form[data-mentions]")) begin(form);
}
