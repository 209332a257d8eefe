// Sheets with script: keys move, cells copied from a sheet are pasted, formulas follow what is typed.
const MOVES = { Enter: [1, 0], ArrowDown: [1, 0], ArrowUp: [-1, 0] };

for (const grid of document.querySelectorAll("[data-grid]")) {
  const rows = () => [...grid.tBodies[0].rows];
  const place = (input) => {
    const cell = input.closest("td");
    return [rows().indexOf(cell.parentElement), cell.cellIndex];
  };
  const inputAt = (row, column) => rows()[row]?.cells[column]?.querySelector("input");

  grid.addEventListener("keydown", (event) => {
    if (!event.target.matches(".rp-input") || event.isComposing) return;
    const move = MOVES[event.key];
    if (!move) return;
    event.preventDefault();
    let [row, column] = place(event.target);
    if (row < 0) return;
    const step = event.key === "Enter" && event.shiftKey ? -1 : move[0];
    for (row += step; row >= 0 && row < rows().length; row += step) {
      const next = inputAt(row, column);
      if (next) {
        next.focus();
        next.select();
        return;
      }
    }
  });

  grid.addEventListener("paste", (event) => {
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (!/[\t\n]/.test(text.trim()) || !event.target.matches(".rp-input")) return;
    event.preventDefault();
    const [row, column] = place(event.target);
    text.replace(/\r?\n$/, "").split(/\r?\n/).forEach((line, down) =>
      line.split("\t").forEach((value, right) => {
        const into = inputAt(row + down, column + right);
        if (into) into.value = value.trim();
      }));
    event.target.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

for (const form of document.querySelectorAll("form[data-computed]")) {
  let timer;
  let asked = 0;

  const show = ({ values, faults }) => {
    for (const [id, [own, together]] of Object.entries(values)) {
      const output = document.querySelector(`#${CSS.escape(id)} > output`);
      if (output) output.textContent = own || "–";
      const both = form.querySelector(`[data-together="${id}"]`);
      if (both) both.textContent = together || "–";
    }
    for (const place of form.querySelectorAll("[data-fault]")) {
      const words = faults[place.dataset.fault] ?? "";
      place.textContent = words;
      place.closest("td").classList.toggle("rp-cell--wrong", words !== "");
      const field = document.getElementById(place.dataset.fault);
      if (field?.matches("input")) field.setAttribute("aria-invalid", String(words !== ""));
    }
  };

  const compute = async () => {
    const nth = ++asked;
    const body = new URLSearchParams([...new FormData(form)].filter(([, value]) => typeof value === "string"));
    try {
      const answer = await fetch(form.dataset.computed, { method: "POST", body, headers: { Accept: "application/json" } });
      if (answer.ok && nth === asked) show(await answer.json());
    } catch {
      // without a line the formulas wait; what is typed is kept by the autosave
    }
  };

  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(compute, 500);
  });
}
