// Finds the places of JSON Pointers in a text. It reads what the validators reject as far as it is
// JSON, and says where it stops being so.

export interface Range {
  readonly start: number;
  readonly end: number;
}

export interface Place extends Range {
  /** Where the value's name starts, or the value itself where it has none. */
  readonly nameStart: number;
  /** The names of an object's members, in order, those that stand twice included. */
  readonly members: readonly (Range & { readonly name: string })[];
}

export interface Located {
  readonly places: ReadonlyMap<string, Place>;
  /** Where the text stops being JSON that is nested at most 128 deep. */
  readonly fault: number | undefined;
}

export function locate(text: string, pointers: Iterable<string>): Located {
  return new Locator(text, wantedOf(pointers)).locate();
}

const MAX_DEPTH = 128;
const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
const WORDS = ["true", "false", "null"];

/** A tree of the names on the way to what is wanted. */
interface Wanted {
  pointer?: string;
  readonly inner: Map<string, Wanted>;
}

function wantedOf(pointers: Iterable<string>): Wanted {
  const root: Wanted = { inner: new Map() };
  for (const pointer of pointers) {
    let node = root;
    for (const name of namesOf(pointer)) {
      const next = node.inner.get(name) ?? { inner: new Map() };
      node.inner.set(name, next);
      node = next;
    }
    node.pointer = pointer;
  }
  return root;
}

export const namesOf = (pointer: string): string[] =>
  pointer
    .split("/")
    .slice(1)
    .map((name) => name.replaceAll("~1", "/").replaceAll("~0", "~"));

class Fault extends Error {}

class Locator {
  #at = 0;
  readonly #places = new Map<string, Place>();

  constructor(
    readonly text: string,
    readonly wanted: Wanted,
  ) {}

  locate(): Located {
    try {
      this.#value(this.wanted, 0, undefined);
      this.#space();
      if (this.#at < this.text.length) throw new Fault();
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      return { places: this.#places, fault: this.#at };
    }
    return { places: this.#places, fault: undefined };
  }

  #value(wanted: Wanted | undefined, depth: number, nameStart: number | undefined): void {
    this.#space();
    const start = this.#at;
    const first = this.text[start];
    const pointer = wanted?.pointer;
    const members: (Range & { name: string })[] = [];
    const place = { start, end: start + 1, nameStart: nameStart ?? start, members };
    // It is noted before it is read: what follows may be cut off.
    if (pointer !== undefined && !this.#places.has(pointer)) this.#places.set(pointer, place);
    if (first === "{") this.#object(wanted, depth + 1, pointer === undefined ? undefined : members);
    else if (first === "[") this.#array(wanted, depth + 1);
    else this.#scalar(first);
    place.end = this.#at;
  }

  #object(
    wanted: Wanted | undefined,
    depth: number,
    members: (Range & { name: string })[] | undefined,
  ): void {
    this.#open(depth);
    if (this.#closes("}")) return;
    for (;;) {
      this.#space();
      const start = this.#at;
      this.#string();
      const end = this.#at;
      const isAskedFor = members !== undefined || wanted !== undefined;
      const name = isAskedFor ? (JSON.parse(this.text.slice(start, end)) as string) : "";
      members?.push({ start, end, name });
      this.#space();
      this.#take(":");
      this.#value(wanted?.inner.get(name), depth, start);
      if (this.#closes("}")) return;
      this.#take(",");
    }
  }

  #array(wanted: Wanted | undefined, depth: number): void {
    this.#open(depth);
    if (this.#closes("]")) return;
    for (let index = 0; ; index += 1) {
      this.#value(wanted?.inner.get(String(index)), depth, undefined);
      if (this.#closes("]")) return;
      this.#take(",");
    }
  }

  #open(depth: number): void {
    if (depth > MAX_DEPTH) throw new Fault();
    this.#at += 1;
  }

  #closes(bracket: string): boolean {
    this.#space();
    if (this.text[this.#at] !== bracket) return false;
    this.#at += 1;
    return true;
  }

  #take(character: string): void {
    if (this.text[this.#at] !== character) throw new Fault();
    this.#at += 1;
  }

  #scalar(first: string | undefined): void {
    if (first === '"') return this.#string();
    const word = WORDS.find((candidate) => this.text.startsWith(candidate, this.#at));
    const token = word ?? this.#match(NUMBER);
    if (token === undefined || !(word || Number.isFinite(Number(token)))) throw new Fault();
    this.#at += token.length;
  }

  #string(): void {
    this.#take('"');
    for (;;) {
      const unit = this.text.charCodeAt(this.#at);
      if (unit === 0x22) break;
      if (unit === 0x5c || isSurrogate(unit)) this.#character();
      else if (unit >= 0x20) this.#at += 1;
      else throw new Fault();
      if (this.#at >= this.text.length) throw new Fault();
    }
    this.#at += 1;
  }

  /** An escape or a surrogate, and the low surrogate that must follow a high one. */
  #character(): void {
    const first = this.#unit();
    if (isSurrogate(first.code)) {
      const second = first.code < 0xdc00 ? this.#unit(first.length) : undefined;
      if (!second || second.code < 0xdc00 || second.code > 0xdfff) throw new Fault();
      this.#at += second.length;
    }
    this.#at += first.length;
  }

  #unit(ahead = 0): { code: number; length: number } {
    const at = this.#at + ahead;
    if (this.text[at] !== "\\") return { code: this.text.charCodeAt(at), length: 1 };
    const escape = this.#match(ESCAPE, at);
    if (escape === undefined) throw new Fault();
    return { code: escape[1] === "u" ? parseInt(escape.slice(2), 16) : 0, length: escape.length };
  }

  #match(pattern: RegExp, at = this.#at): string | undefined {
    pattern.lastIndex = at;
    return pattern.exec(this.text)?.[0];
  }

  #space(): void {
    for (;;) {
      const unit = this.text.charCodeAt(this.#at);
      if (unit !== 0x20 && unit !== 0x0a && unit !== 0x0d && unit !== 0x09) return;
      this.#at += 1;
    }
  }
}

const isSurrogate = (unit: number) => unit >= 0xd800 && unit <= 0xdfff;
