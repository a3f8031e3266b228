import type { Failure } from "./check.js";
import { codePoints } from "./code-points.js";
import { likely } from "./likely.js";

/** How much of an unknown member's name is repeated, in characters. */
const NAME_LIMIT = 64;
/** How many unknown members are named. */
const NAMES_LIMIT = 5;

/** What was expected and what was found, in words, without the value itself. */
export function messageOf({ keyword, params }: Failure, found: unknown): string {
  const { limit } = params;
  switch (keyword) {
    case "type":
      return `expected ${types(params.type)}, found ${kindOf(found)}`;
    case "enum":
      return `expected one of ${(params.allowedValues as unknown[]).map(word).join(", ")}, found ${another(found)}${meant(params.allowedValues as unknown[], found)}`;
    case "const":
      return `expected ${word(params.allowedValue)}, found ${another(found)}`;
    case "minLength":
      return `expected at least ${String(limit)} character${limit === 1 ? "" : "s"}, found ${codePoints(found as string)}`;
    case "maxLength":
      return `expected at most ${String(limit)} characters, found ${codePoints(found as string)}`;
    case "pattern":
      return `expected ${params.expected ?? `a string that matches \`${String(params.pattern)}\``}, found another string`;
    case "format":
      return `expected ${params.expected ?? `a string in the format ${String(params.format)}`}, found another string`;
    case "minimum":
      return `expected at least ${String(limit)}, found a lesser number`;
    case "maximum":
      return `expected at most ${String(limit)}, found a greater number`;
    case "exclusiveMinimum":
      return `expected more than ${String(limit)}, found ${String(limit)} or a lesser number`;
    case "exclusiveMaximum":
      return `expected less than ${String(limit)}, found ${String(limit)} or a greater number`;
    case "multipleOf":
      return `expected a multiple of ${String(params.multipleOf)}, found another number`;
    case "required":
      return `expected the member ${word(params.missingProperty)}, which is missing`;
    case "additionalProperties":
      return `expected only members that the schema names, found ${named(params.unknown as string[], params.known as string[])}`;
    case "minItems":
      return `expected at least ${String(limit)} items, found ${(found as unknown[]).length}`;
    case "maxItems":
      return `expected at most ${String(limit)} items, found ${(found as unknown[]).length}`;
    case "uniqueItems":
      return "expected distinct items, found two that are equal";
    default:
      return `expected what \`${keyword}\` asks for, found ${kindOf(found)}`;
  }
}

/** The first of some members' names, and which known ones were likely meant. */
function named(names: readonly string[], known: readonly string[]): string {
  const shown = [...names]
    .sort()
    .slice(0, NAMES_LIMIT)
    .map((name) => nameInWords(name) + didYouMean(likely(name, known)));
  if (names.length > NAMES_LIMIT) shown.push(`${names.length - NAMES_LIMIT} more`);
  return shown.join(", ");
}

const ESCAPES: Readonly<Record<string, string>> = {
  "\0": "\\0", "\t": "\\t", "\n": "\\n", "\r": "\\r", "'": "\\'", '"': '\\"', "\\": "\\\\",
};

function nameInWords(name: string): string {
  const characters = [...name];
  const shown = characters
    .slice(0, NAME_LIMIT)
    .join("")
    .replace(/['"\\]|(?! )[\p{C}\p{Z}\p{Grapheme_Extend}]/gu, escaped);
  return `\`${shown}${characters.length > NAME_LIMIT ? "…" : ""}\``;
}

function escaped(character: string): string {
  return ESCAPES[character] ?? `\\u{${character.codePointAt(0)!.toString(16)}}`;
}

/** The word of an enumeration that was likely meant. */
function meant(words: readonly unknown[], found: unknown): string {
  const known = words.filter((word) => typeof word === "string");
  return typeof found === "string" ? didYouMean(likely(found, known)) : "";
}

function didYouMean(word: string | undefined): string {
  return word === undefined ? "" : ` (did you mean \`${word}\`?)`;
}

function types(expected: unknown): string {
  return [expected].flat().sort().map(String).map(type).join(" or ");
}

function type(name: string): string {
  if (name === "null") return name;
  return /^[aio]/.test(name) ? `an ${name}` : `a ${name}`;
}

/** The kind of a value that was found. */
function kindOf(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "an array";
  if (typeof value === "object") return "an object";
  if (typeof value === "number" && !Number.isInteger(value)) return "a number with a fraction or an exponent";
  return `a ${typeof value}`;
}

/** The kind of a value where another one of the same kind was expected. */
function another(value: unknown): string {
  return typeof value === "string" ? "another string" : kindOf(value);
}

function word(value: unknown): string {
  return `\`${typeof value === "string" ? value : JSON.stringify(value)}\``;
}
