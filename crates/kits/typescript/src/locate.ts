import { Fault, Reader } from "./ijson.js";

/** A part of a text, in UTF-16 code units as `slice` counts them. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** Where a value stands in a text. */
export interface Place extends Range {
  /** Where the value's name starts, or the value itself where it has none. */
  readonly nameStart: number;
  /** The names of an object's members, in order, those that stand twice included. */
  readonly members: readonly (Range & { readonly name: string })[];
}

/** What was found of the places that were asked for. */
export interface Located {
  /** The places by their JSON Pointers; what the text does not hold is absent. */
  readonly places: ReadonlyMap<string, Place>;
  /** Where the text stops being I-JSON (RFC 7493), if it does. A member that stands twice is no end. */
  readonly fault: number | undefined;
}

/**
 * Finds the values that JSON Pointers (RFC 6901) name in the text of a document, so that an editor can
 * show a violation where it is. It reads what the validators reject, as far as it is JSON.
 */
export function locate(text: string, pointers: Iterable<string>): Located {
  return new Locator(text, wantedOf(pointers)).located();
}

/** The reference tokens of a JSON Pointer, unescaped. */
export function tokensOf(pointer: string): string[] {
  const tokens = pointer.split("/").slice(1);
  return tokens.map((token) => token.replaceAll("~1", "/").replaceAll("~0", "~"));
}

/** A tree of the tokens on the way to what is wanted. */
interface Wanted {
  pointer?: string;
  readonly inner: Map<string, Wanted>;
}

function wantedOf(pointers: Iterable<string>): Wanted {
  const root: Wanted = { inner: new Map() };
  for (const pointer of pointers) {
    let node = root;
    for (const token of tokensOf(pointer)) {
      const next: Wanted = node.inner.get(token) ?? { inner: new Map() };
      node.inner.set(token, next);
      node = next;
    }
    node.pointer = pointer;
  }
  return root;
}

class Locator extends Reader {
  private readonly places = new Map<string, Place>();
  /** The value that is being read. */
  private open: { readonly wanted: Wanted | undefined; readonly members: (Range & { name: string })[] } | undefined;
  /** Where the name of the value starts that is read next. */
  private nameStart: number | undefined;

  constructor(
    text: string,
    private readonly root: Wanted,
  ) {
    super(text);
  }

  located(): Located {
    try {
      this.document();
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      return { places: this.places, fault: this.at };
    }
    return { places: this.places, fault: undefined };
  }

  protected override value(): unknown {
    this.peek();
    const outer = this.open;
    const token = String(this.path[this.path.length - 1]);
    const wanted = outer === undefined ? this.root : outer.wanted?.inner.get(token);
    const members: (Range & { name: string })[] = [];
    const place = { start: this.at, end: this.at + 1, nameStart: this.nameStart ?? this.at, members };
    // It is noted before it is read: what follows may be cut off.
    const pointer = wanted?.pointer;
    if (pointer !== undefined && !this.places.has(pointer)) this.places.set(pointer, place);
    this.nameStart = undefined;
    this.open = { wanted, members };
    const value = super.value();
    this.open = outer;
    place.end = this.at;
    return value;
  }

  protected override name(): string {
    const start = this.at;
    const name = super.name();
    this.open?.members.push({ start, end: this.at, name });
    this.nameStart = start;
    return name;
  }

  /** Whoever looks for a member that stands twice wants to see it. */
  protected override again(): void {}
}
