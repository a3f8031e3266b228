import { MAX_DEPTH } from "./depth.js";

/**
 * The value of a text that is I-JSON (RFC 7493) and nested at most {@link MAX_DEPTH} deep; nothing where it is
 * not, or where that is not plain to see. The text has no lone surrogate.
 *
 * `JSON.parse` does the work. What it forgives shows afterwards: of a member that stands twice the text has
 * quotation marks that the value does not ask for; numbers that no double holds and nesting show in the value;
 * surrogates stand alone only where the text escapes them.
 */
export function quickRead(text: string): { readonly value: unknown } | undefined {
  const escapes = text.includes("\\");
  if (escapes && DOUBTFUL.test(text)) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  return quotesFor(value, 0, escapes) === quotesOf(text) ? { value } : undefined;
}

/** A quotation mark or a surrogate, spelled as a number. */
const DOUBTFUL = /\\u(?:0022|[dD][89a-fA-F])/;

/** How many quotation marks a text has. */
function quotesOf(text: string): number {
  let quotes = 0;
  for (let at = text.indexOf('"'); at !== -1; at = text.indexOf('"', at + 1)) quotes++;
  return quotes;
}

/** How many quotation marks it takes to write a value `depth` arrays and objects below the root; NaN where it
 * holds a number that no double holds, or is nested too deep. */
function quotesFor(value: unknown, depth: number, escapes: boolean): number {
  if (typeof value === "string") return quotesAround(value, escapes);
  if (typeof value === "number") return Number.isFinite(value) ? 0 : NaN;
  if (typeof value !== "object" || value === null) return 0;
  if (depth === MAX_DEPTH) return NaN;
  let quotes = 0;
  if (Array.isArray(value)) {
    for (const item of value) quotes += quotesFor(item, depth + 1, escapes);
    return quotes;
  }
  const members = value as Record<string, unknown>;
  // What `JSON.parse` makes inherits nothing that would be seen here.
  for (const name in members) {
    quotes += quotesAround(name, escapes) + quotesFor(members[name], depth + 1, escapes);
  }
  return quotes;
}

function quotesAround(text: string, escapes: boolean): number {
  return escapes && text.includes('"') ? quotesOf(text) + 2 : 2;
}
