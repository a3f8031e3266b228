import { MAX_DEPTH, TOO_DEEP } from "./depth.js";
import { setMember } from "./member.js";
import { join } from "./pointer.js";
import { quickRead } from "./quick-json.js";
import { hasLoneSurrogate } from "./surrogates.js";
import type { Violation } from "./verdict.js";

/** What a text holds, or why it is no I-JSON document. */
export type Read = { readonly value: unknown } | { readonly fault: Violation };

/**
 * Reads one I-JSON document (RFC 7493): UTF-8 without byte-order mark, no member twice in an object, no
 * lone surrogate, every number within an IEEE double, nested at most {@link MAX_DEPTH} deep.
 *
 * `JSON.parse` keeps the last of two members of one name, lets lone surrogates pass and turns `1e400` into
 * `Infinity`; hence a reader of our own, which takes over where it cannot be seen that nothing of that happened.
 */
export function read(source: string | Uint8Array): Read {
  try {
    const text = textOf(source);
    return quickRead(text) ?? { value: new Reader(text).document() };
  } catch (error) {
    if (error instanceof Fault) return { fault: error.violation };
    throw error;
  }
}

/** Why a text is no I-JSON document. */
export class Fault extends Error {
  constructor(readonly violation: Violation) {
    super(violation.message);
  }
}

/** The characters of a text that may be I-JSON, or a {@link Fault}. */
export function textOf(source: string | Uint8Array): string {
  const text = typeof source === "string" ? source : decoded(source);
  if (text.startsWith("\uFEFF")) {
    throw encodingFault("expected UTF-8 without a byte-order mark, found one");
  }
  if (hasLoneSurrogate(text)) {
    throw encodingFault("expected text that UTF-8 can hold, found a lone surrogate");
  }
  return text;
}

const UTF8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

function decoded(bytes: Uint8Array): string {
  try {
    return UTF8.decode(bytes);
  } catch {
    throw encodingFault("expected UTF-8, found bytes of another encoding");
  }
}

function encodingFault(message: string): Fault {
  return new Fault({ pointer: "", keyword: "encoding", message });
}

const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const HEX = /[0-9a-fA-F]{4}/y;
const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"', "\\": "\\", "/": "/", b: "\b", f: "\f", n: "\n", r: "\r", t: "\t",
};

const isHigh = (unit: number): boolean => (unit & 0xfc00) === 0xd800;
const isLow = (unit: number): boolean => (unit & 0xfc00) === 0xdc00;

const EXPECTED_VALUE = "expected a value";

/** Reads the characters of one document; what they say of places, a subclass may take down. */
export class Reader {
  /** The next character to read. */
  protected at = 0;
  /** The names and positions of the arrays and objects that are open. */
  protected readonly path: (string | number)[] = [];
  private depth = 0;

  constructor(private readonly text: string) {}

  document(): unknown {
    const value = this.value();
    if (this.peek() !== "") throw this.syntax("expected the end of the text, found more");
    return value;
  }

  protected value(): unknown {
    const next = this.peek();
    switch (next) {
      case "{":
        return this.object();
      case "[":
        return this.array();
      case '"':
        return this.string();
      case "t":
        return this.word("true", true);
      case "f":
        return this.word("false", false);
      case "n":
        return this.word("null", null);
      case "":
        throw this.syntax("expected a value, found the end of the text");
      default:
        return this.number();
    }
  }

  private object(): unknown {
    const object: Record<string, unknown> = {};
    this.enter();
    for (let more = this.peek() !== "}"; more; more = this.hasMore("}")) {
      if (this.peek() !== '"') throw this.syntax("expected the name of a member in quotation marks");
      const name = this.name();
      if (Object.hasOwn(object, name)) this.again(name);
      if (this.peek() !== ":") throw this.syntax("expected `:` after the name of a member");
      this.at++;
      this.path.push(name);
      setMember(object, name, this.value());
      this.path.pop();
    }
    this.leave();
    return object;
  }

  /** The name of a member, which starts here. */
  protected name(): string {
    return this.string();
  }

  /** A member of a name that its object has already. */
  protected again(name: string): void {
    const message = "expected every member of the object once, found one twice";
    throw this.fault("duplicateMember", message, [...this.path, name]);
  }

  private array(): unknown {
    const array: unknown[] = [];
    this.enter();
    for (let more = this.peek() !== "]"; more; more = this.hasMore("]")) {
      this.path.push(array.length);
      array.push(this.value());
      this.path.pop();
    }
    this.leave();
    return array;
  }

  private enter(): void {
    if (++this.depth > MAX_DEPTH) throw this.fault("depth", TOO_DEEP);
    this.at++;
  }

  private leave(): void {
    this.at++;
    this.depth--;
  }

  /** Whether a comma follows, which it takes, or what closes the array or object. */
  private hasMore(close: string): boolean {
    const next = this.peek();
    if (next !== "," && next !== close) throw this.syntax(`expected \`,\` or \`${close}\``);
    if (next === ",") this.at++;
    return next === ",";
  }

  private word<T>(word: string, value: T): T {
    if (!this.text.startsWith(word, this.at)) throw this.syntax(EXPECTED_VALUE);
    this.at += word.length;
    return value;
  }

  private number(): number {
    NUMBER.lastIndex = this.at;
    const found = NUMBER.exec(this.text);
    if (found === null) throw this.syntax(EXPECTED_VALUE);
    const number = Number(found[0]);
    if (!Number.isFinite(number)) {
      throw this.fault("syntax", "expected a number that an IEEE double holds, found a greater one", this.path);
    }
    this.at += found[0].length;
    return number;
  }

  private string(): string {
    let result = "";
    let start = ++this.at;
    for (;;) {
      const unit = this.text.charCodeAt(this.at);
      if (unit === 0x22) {
        result += this.text.slice(start, this.at++);
        return result;
      }
      if (unit === 0x5c) {
        result += this.text.slice(start, this.at) + this.escape();
        start = this.at;
      } else if (unit >= 0x20) {
        this.at++;
      } else if (Number.isNaN(unit)) {
        throw this.syntax("expected the end of a string, found the end of the text");
      } else {
        throw this.syntax("expected a control character in a string to be escaped, found it as it is");
      }
    }
  }

  private escape(): string {
    const start = this.at;
    const letter = this.text.charAt(++this.at);
    if (letter !== "u") {
      const character = ESCAPES[letter];
      if (character === undefined) throw this.syntax("expected an escape that JSON knows after `\\`");
      this.at++;
      return character;
    }
    const first = this.hex();
    if (!isHigh(first) && !isLow(first)) return String.fromCharCode(first);
    if (isHigh(first) && this.text.startsWith("\\u", this.at)) {
      this.at++;
      const second = this.hex();
      if (isLow(second)) return String.fromCharCode(first, second);
    }
    this.at = start;
    throw this.syntax("expected surrogates in pairs, found a lone one");
  }

  /** The four digits after the `u` of an escape. */
  private hex(): number {
    HEX.lastIndex = ++this.at;
    const digits = HEX.exec(this.text);
    if (digits === null) throw this.syntax("expected four hexadecimal digits after `\\u`");
    this.at += 4;
    return Number.parseInt(digits[0], 16);
  }

  /** The next character that is not white space, without taking it; empty at the end. */
  protected peek(): string {
    for (;;) {
      const next = this.text.charAt(this.at);
      if (next !== " " && next !== "\n" && next !== "\r" && next !== "\t") return next;
      this.at++;
    }
  }

  private syntax(message: string): Fault {
    return this.fault("syntax", message);
  }

  /** A text that is no JSON has no places within, which a path would lead to; and a long one helps nobody. */
  private fault(
    keyword: "syntax" | "depth" | "duplicateMember",
    message: string,
    path: readonly (string | number)[] = [],
  ): Fault {
    const pointer = path.reduce(join, "");
    const lines = this.text.slice(0, this.at).split("\n");
    const column = [...lines[lines.length - 1]!].length + 1;
    return new Fault({
      pointer,
      keyword,
      message: `at line ${lines.length}, column ${column}: ${message}`,
    });
  }
}
