import { Fault, Reader, textOf } from "../runtime/ijson.js";
import { join } from "../runtime/pointer.js";
import { isExact } from "./number.js";

/** The member that holds the seal, and is not sealed. */
const MEMBER = "content_hash";

/** What a document says of its own seal. `absent`: the document alone cannot tell whether it was changed. */
export type SealState = "matches" | "broken" | "absent";

/** Why a document cannot be sealed. */
export class SealError extends Error {
  /** @param pointer The JSON Pointer (RFC 6901) of the place. */
  constructor(
    message: string,
    readonly pointer: string,
    /** Whether it is a number that no double holds exactly. */
    readonly isInexact = false,
  ) {
    super(message);
    this.name = "SealError";
  }
}

/**
 * The RFC 8785 form of a document without its own `content_hash`: what is hashed.
 *
 * @throws {SealError} where the document has no seal: it is no I-JSON (RFC 7493), no object, or has a number that
 * no IEEE double holds exactly.
 */
export function canonical(text: string | Uint8Array): string {
  return formOf(documentOf(text));
}

/**
 * The seal of a document, whatever seal it bears: the SHA-256 of its canonical form, in hexadecimal digits.
 *
 * @throws {SealError} as {@link canonical}.
 */
export async function seal(text: string | Uint8Array): Promise<string> {
  return digest(canonical(text));
}

/**
 * Holds a document against the seal that it bears.
 *
 * @throws {SealError} as {@link canonical}.
 */
export async function verifySeal(text: string | Uint8Array): Promise<SealState> {
  const document = documentOf(text);
  const borne = Object.hasOwn(document, MEMBER) ? document[MEMBER] : null;
  const expected = await digest(formOf(document));
  if (borne === null) return "absent";
  return borne === expected ? "matches" : "broken";
}

async function digest(form: string): Promise<string> {
  const bytes = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(form));
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

type Members = Readonly<Record<string, unknown>>;

function documentOf(source: string | Uint8Array): Members {
  try {
    const document = new ExactReader(textOf(source)).document();
    if (isObject(document)) return document;
  } catch (error) {
    if (error instanceof Fault) throw new SealError(error.violation.message, error.violation.pointer);
    throw error;
  }
  throw new SealError("expected an object", "");
}

const isObject = (value: unknown): value is Members =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Refuses numbers that are not what their text says. */
class ExactReader extends Reader {
  constructor(private readonly source: string) {
    super(source);
  }

  protected override value(): unknown {
    this.peek();
    const start = this.at;
    const value = super.value();
    if (typeof value === "number" && this.path[0] !== MEMBER && !isExact(this.source.slice(start, this.at))) {
      const expected = "expected a number that a double holds exactly, and an integer within ±(2^53 - 1)";
      throw new SealError(expected, this.path.reduce<string>(join, ""), true);
    }
    return value;
  }
}

function formOf(document: Members): string {
  const { [MEMBER]: _, ...sealed } = document;
  return written(sealed);
}

function written(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(written).join(",")}]`;
  if (!isObject(value)) return JSON.stringify(value);
  // Strings are compared by their UTF-16 code units, which is the order of RFC 8785.
  const names = Object.keys(value).sort((one, other) => (one < other ? -1 : 1));
  return `{${names.map((name) => `${JSON.stringify(name)}:${written(value[name])}`).join(",")}}`;
}
