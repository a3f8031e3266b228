// Lines and columns of a text, counted from 1 and in characters, as the command line counts them.

export class Lines {
  readonly #starts: number[] = [0];
  /** The position asked for last: from one violation to the next it is seldom far. */
  #last = { offset: 0, line: 1, column: 1 };

  constructor(readonly text: string) {
    for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) this.#starts.push(at + 1);
  }

  position(offset: number): { line: number; column: number } {
    const line = this.#lineAt(offset);
    const start = this.#starts[line - 1] ?? 0;
    const known = this.#last.line === line && this.#last.offset <= offset;
    let { offset: at, column } = known ? this.#last : { offset: start, column: 1 };
    for (; at < offset; at += 1) {
      if ((this.text.charCodeAt(at) & 0xfc00) !== LOW_SURROGATE) column += 1;
    }
    this.#last = { offset, line, column };
    return { line, column };
  }

  #lineAt(offset: number): number {
    let low = 0;
    let high = this.#starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return low + 1;
  }
}

/** The second half of a character that is one column all the same. */
const LOW_SURROGATE = 0xdc00;
