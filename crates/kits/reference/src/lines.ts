// Lines and columns of a text, counted from 1 and in characters, as the command line counts them.

export class Lines {
  readonly #starts: number[] = [0];
  /** The position asked for last: from one violation to the next it is seldom far. */
  #last = { offset: 0, line: 1, column: 1 };

  constructor(readonly text: string) {
    for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) this.#starts.push(at + 1);
  }

  get count(): number {
    return this.#starts.length;
  }

  /** The line of an offset, from 0. */
  indexAt(offset: number): number {
    let low = 0;
    let high = this.#starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return low;
  }

  /** Where a line starts, and where its line break or the text's end is. */
  range(index: number): { start: number; end: number } {
    const start = this.#starts[index] ?? this.text.length;
    const next = this.#starts[index + 1];
    return { start, end: next === undefined ? this.text.length : next - 1 };
  }

  position(offset: number): { line: number; column: number } {
    const index = this.indexAt(offset);
    const { start } = this.range(index);
    const known = this.#last.line === index + 1 && this.#last.offset <= offset;
    let { offset: at, column } = known ? this.#last : { offset: start, column: 1 };
    for (; at < offset; at += 1) {
      if ((this.text.charCodeAt(at) & 0xfc00) !== LOW_SURROGATE) column += 1;
    }
    this.#last = { offset, line: index + 1, column };
    return { line: index + 1, column };
  }
}

/** The second half of a character that is one column all the same. */
const LOW_SURROGATE = 0xdc00;
