// Hides every entry and field that does not hold all words of the query.

import { element } from "./element.ts";

interface Entry {
  readonly section: HTMLElement;
  /** What is said of the entry itself, apart from its fields. */
  readonly text: string;
  readonly fields: readonly { readonly row: HTMLElement; readonly text: string }[];
}

/** The keywords of the schema, which the page says in words. */
const keywordsOf = ({ dataset }: HTMLElement) => (dataset["keywords"] ?? "").toLowerCase();

const textOf = (node: Element | null) => (node?.textContent ?? "").toLowerCase();

export function startSearch(): void {
  const input = element<HTMLInputElement>("query");
  const status = element("found");
  const entries = [...document.querySelectorAll<HTMLElement>(".entry")].map(entryOf);

  const search = () => {
    const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    document.body.classList.toggle("searching", words.length > 0);
    const found = entries.reduce(
      (sum, entry) => {
        const { types, fields } = filter(entry, words);
        return { types: sum.types + types, fields: sum.fields + fields };
      },
      { types: 0, fields: 0 },
    );
    for (const group of document.querySelectorAll<HTMLElement>(".contract > .group")) {
      group.hidden = !group.querySelector(".entry:not([hidden])");
    }
    status.textContent = words.length === 0 ? "" : sentence(found);
    highlight(words);
  };
  const clear = () => {
    input.value = "";
    search();
  };

  input.addEventListener("input", search);
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape") clear();
  });
  document.addEventListener("keydown", (event) => {
    const isTyping = (event.target as Element).closest("input, select, [contenteditable]");
    if (event.key !== "/" || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    input.focus();
    input.select();
  });
  // A link leads to a place among all that there is, not among what was found; the browser goes there afterwards.
  document.addEventListener("click", ({ target }) => {
    if (input.value !== "" && (target as Element).closest("a[href^='#']")) clear();
  });
  // So does an address that is typed, or gone back to.
  addEventListener("hashchange", () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target || target.checkVisibility()) return;
    clear();
    target.scrollIntoView();
  });
}

function entryOf(section: HTMLElement): Entry {
  const rows = [...section.querySelectorAll<HTMLElement>(".fields tbody tr")];
  const parts = [...section.children].filter((part) => !part.matches("table, .facts, .example, .uses"));
  return {
    section,
    text: [...parts.map(textOf), keywordsOf(section)].join(" "),
    fields: rows.map((row) => ({ row, text: `${textOf(row)} ${keywordsOf(row)}` })),
  };
}

function filter(
  { section, text, fields }: Entry,
  words: readonly string[],
): { types: number; fields: number } {
  const holds = (candidate: string) => words.every((word) => candidate.includes(word));
  const isItself = holds(text);
  const matching = fields.filter((field) => holds(field.text));
  for (const field of fields)
    field.row.hidden = !matching.includes(field) && !(isItself && matching.length === 0);
  section.hidden = !isItself && matching.length === 0;
  section.classList.toggle("by-field", !isItself);
  return { types: section.hidden ? 0 : 1, fields: matching.length };
}

function sentence({ types, fields }: { types: number; fields: number }): string {
  if (types === 0) return "Nothing is found. Fewer letters find more.";
  const several = (number: number, noun: string) => `${number} ${noun}${number === 1 ? "" : "s"}`;
  return `${several(fields, "field")} in ${several(types, "entry").replace("entrys", "entries")}`;
}

/** Marks the words themselves, where the browser can do so without touching the document. */
function highlight(words: readonly string[]): void {
  if (!("highlights" in CSS)) return;
  const ranges: Range[] = [];
  const walker = document.createTreeWalker(document.querySelector(".contract") as Node, NodeFilter.SHOW_TEXT);
  while (words.length > 0 && walker.nextNode()) {
    const text = walker.currentNode as Text;
    const lower = text.data.toLowerCase();
    for (const word of words) {
      for (let at = lower.indexOf(word); at >= 0; at = lower.indexOf(word, at + word.length)) {
        const range = new Range();
        range.setStart(text, at);
        range.setEnd(text, Math.min(at + word.length, text.length));
        ranges.push(range);
      }
    }
  }
  CSS.highlights.set("found", new Highlight(...ranges));
}
