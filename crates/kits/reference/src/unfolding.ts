// The buttons that show the members of a named type where it is referred to. They are the rows of the type's own
// table, copied when they are asked for: a type that refers to itself goes on as deep as somebody looks.

export function startUnfolding(): void {
  document.addEventListener("click", ({ target }) => {
    const button = (target as Element).closest<HTMLElement>("[data-unfold]");
    const row = button?.closest("tr");
    if (!button || !row) return;
    const isOpen = button.getAttribute("aria-expanded") === "true";
    button.setAttribute("aria-expanded", String(!isOpen));
    if (isOpen) row.nextElementSibling?.remove();
    else row.after(unfolded(button.dataset["unfold"] ?? "", row.cells.length));
  });
}

/** A row as wide as the table, with what the section of a type says of its members. */
function unfolded(title: string, columns: number): HTMLTableRowElement {
  const row = document.createElement("tr");
  row.className = "unfolded";
  row.setAttribute("role", "row");
  const cell = row.insertCell();
  cell.colSpan = columns;
  cell.setAttribute("role", "cell");
  const section = document.getElementById(title);
  for (const part of section?.querySelectorAll(":scope > .branches, :scope > .fields") ?? []) {
    cell.append(copyOf(part));
  }
  return row;
}

/** A copy that is folded, and that nothing leads to: the links of its fields lead to the type's own section. */
function copyOf(part: Element): Element {
  const copy = part.cloneNode(true) as Element;
  for (const row of copy.querySelectorAll(".unfolded")) row.remove();
  for (const button of copy.querySelectorAll("[data-unfold]")) button.setAttribute("aria-expanded", "false");
  for (const row of copy.querySelectorAll<HTMLElement>("tr")) {
    row.hidden = false;
    row.removeAttribute("id");
    row.removeAttribute("data-required");
  }
  return copy;
}
