// The verdict and the list of violations, as elements.

import { element } from "./element.ts";
import type { Fault } from "./faults.ts";
import type { Range } from "made-package/locate";

/** What the validators list at most. */
const LISTED = 100;

export class Verdict {
  readonly #sentence = element("verdict");
  readonly #faults = element("faults");

  constructor(readonly select: (range: Range) => void) {}

  clear(): void {
    this.#show("", "Paste a payload, or load an example.", []);
  }

  checking(): void {
    this.#sentence.dataset["state"] = "checking";
  }

  show(title: string, faults: readonly Fault[]): void {
    if (faults.length === 0) return this.#show("valid", `Valid: ${title}.`, []);
    const count = faults.length < LISTED ? String(faults.length) : `at least ${LISTED}`;
    const sentence = `Not valid: ${count} violation${faults.length === 1 ? "" : "s"} of ${title}.`;
    this.#show("invalid", sentence, faults);
  }

  #show(state: string, sentence: string, faults: readonly Fault[]): void {
    this.#sentence.dataset["state"] = state;
    this.#sentence.textContent = sentence;
    this.#faults.replaceChildren(...faults.map((fault) => this.#item(fault)));
  }

  #item(fault: Fault): HTMLElement {
    const place = make("button", `Line ${fault.line}, column ${fault.column}`);
    place.type = "button";
    place.className = "place";
    place.addEventListener("click", () => this.select(fault.ranges[0]));
    const keyword = make("a", fault.keyword);
    keyword.className = "keyword";
    keyword.href = `#violation.${fault.keyword}`;
    const field = make("a", fault.anchor);
    field.className = "field";
    field.href = `#${fault.anchor}`;
    const pointer = fault.pointer ? make("code", fault.pointer) : make("span", "the document");
    pointer.className = "pointer";
    const message = make("p", "");
    message.append(...spans(fault.message));
    const item = make("li", "");
    item.append(place, pointer, keyword, message, field);
    return item;
  }
}

export function make<K extends keyof HTMLElementTagNameMap>(name: K, text: string): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}

/** A message with its `code` as elements. */
export const spans = (message: string) =>
  message.split(/`([^`]*)`/).map((part, index) => (index % 2 === 1 ? make("code", part) : part));
