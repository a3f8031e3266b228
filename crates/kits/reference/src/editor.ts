// The text area with line numbers and marks. Only what is in view is drawn, so that a payload of
// several megabytes costs as much as a small one.

import { element } from "./element.ts";
import { Lines } from "./lines.ts";
import type { Range } from "made-package/locate";

/** A longer line is not marked: drawing it again would cost more than the mark is worth. */
const LONGEST_MARKED_LINE = 5_000;

export class Editor {
  readonly area = element<HTMLTextAreaElement>("payload");
  readonly #numbers = element("numbers");
  readonly #marks = element("marks");
  #lines = new Lines("");
  #ranges: readonly Range[] = [];

  constructor() {
    this.area.addEventListener("scroll", () => this.#draw());
    new ResizeObserver(() => this.#draw()).observe(this.area);
  }

  get lines(): Lines {
    return this.#lines;
  }

  /** Takes over what the reader has typed: marks of the text before are gone. */
  refresh(): void {
    this.#lines = new Lines(this.area.value);
    this.#ranges = [];
    this.#draw();
  }

  mark(ranges: readonly Range[]): void {
    this.#ranges = ranges;
    this.#draw();
  }

  /** Selects a range and brings it into view. */
  select({ start, end }: Range): void {
    const { area } = this;
    const line = this.#lines.indexAt(start);
    const { start: lineStart } = this.#lines.range(line);
    area.focus({ preventScroll: true });
    area.setSelectionRange(start, end);
    area.scrollTop = Math.max(0, line * this.#lineHeight - area.clientHeight / 3);
    const column = (start - lineStart) * this.#characterWidth;
    area.scrollLeft = column < area.clientWidth * 0.8 ? 0 : column - area.clientWidth / 2;
    area.closest(".editor")?.scrollIntoView({ block: "nearest" });
  }

  get #lineHeight(): number {
    return parseFloat(getComputedStyle(this.area).lineHeight);
  }

  /** Near enough for scrolling: all letters of the font are half as wide as high. */
  get #characterWidth(): number {
    return parseFloat(getComputedStyle(this.area).fontSize) * 0.6;
  }

  #draw(): void {
    const { area } = this;
    const height = this.#lineHeight;
    const first = Math.floor(area.scrollTop / height);
    const count = Math.ceil(area.clientHeight / height) + 1;
    const last = Math.min(first + count, this.#lines.count);
    const rest = area.scrollTop - first * height;
    const faulty = new Set(this.#ranges.map(({ start }) => this.#lines.indexAt(start)));

    this.#numbers.replaceChildren(
      ...Array.from({ length: last - first }, (_, index) => number(first + index, faulty.has(first + index))),
    );
    this.#marks.replaceChildren(
      ...Array.from({ length: last - first }, (_, index) => this.#line(first + index)),
    );
    this.#numbers.style.setProperty("--up", `${-rest}px`);
    this.#marks.style.setProperty("--up", `${-rest}px`);
    this.#marks.style.setProperty("--left", `${-area.scrollLeft}px`);
  }

  #line(index: number): HTMLElement {
    const line = document.createElement("div");
    const { start, end } = this.#lines.range(index);
    const inLine = this.#ranges.filter((range) => range.start <= end && range.end > start);
    if (inLine.length === 0 || end - start > LONGEST_MARKED_LINE) return line;
    let drawn = start;
    for (const range of inLine.toSorted((a, b) => a.start - b.start)) {
      if (range.end <= drawn) continue;
      const from = Math.max(range.start, drawn);
      const to = Math.min(range.end, end);
      const mark = document.createElement("mark");
      // A fault at the end of a line, or of the text, has no letter to stand under.
      mark.textContent = this.#lines.text.slice(from, to) || " ";
      line.append(this.#lines.text.slice(drawn, from), mark);
      drawn = Math.max(to, drawn);
    }
    return line;
  }
}

function number(index: number, isFaulty: boolean): HTMLElement {
  const made = document.createElement("div");
  made.textContent = String(index + 1);
  made.classList.toggle("faulty", isFaulty);
  return made;
}
