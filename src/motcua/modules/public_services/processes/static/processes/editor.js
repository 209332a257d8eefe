// The table editor with script: cells pasted from a sheet land in the table, keys move rows.
for (const form of document.querySelectorAll("[data-table-editor]")) {
  const press = (act) => {
    const button = document.createElement("button");
    button.type = "submit";
    button.name = "act";
    button.value = act;
    button.hidden = true;
    form.append(button);
    button.click();
    button.remove();
  };

  form.addEventListener("paste", (event) => {
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (!text.includes("\t") || event.target.name === "pasted") return;
    event.preventDefault();
    form.elements.pasted.value = text;
    press("paste");
  });

  form.addEventListener("keydown", (event) => {
    const row = event.target.closest("[data-row]")?.dataset.row;
    if (!row) return;
    if (event.key === "Enter" && !event.ctrlKey && event.target.matches("input")) {
      event.preventDefault();
      const next = form.elements[event.target.name.replace(/^row-\d+/, `row-${Number(row) + 1}`)];
      if (next) next.focus();
      else press(`add.${row}`);
    } else if (event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
      event.preventDefault();
      press(`${event.key === "ArrowUp" ? "up" : "down"}.${row}`);
    }
  });
}
