import type { Failure } from "./check.js";
import { descend, tokens } from "./pointer.js";

/** The keywords that one value may fail, in the order in which they are told. */
const ORDER = [
  ...["type", "const", "enum", "minLength", "maxLength", "format", "pattern"],
  ...["minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum", "multipleOf"],
  ...["minItems", "maxItems", "uniqueItems", "required", "additionalProperties", "anyOf"],
];

/** What else a value fails that fails a keyword: no number is a word of an enumeration, to begin with. */
const IMPLIED: Readonly<Record<string, readonly string[]>> = {
  type: ["const", "enum"],
  minLength: ["format", "pattern"],
  format: ["pattern"],
};

/** Whether a failure of one value tells already what another failure of the same value does. */
export function tells(before: string, keyword: string): boolean {
  return IMPLIED[before]?.includes(keyword) ?? false;
}

/** The failures in the order of the document; those of one value as {@link ORDER} has them. */
export function inOrder(root: unknown, failures: readonly Failure[]): Failure[] {
  const places = new Map<unknown, ReadonlyMap<string, number>>();
  const placed = failures.map((failure) => ({ failure, place: placeOf(root, failure, places) }));
  placed.sort((left, right) => compare(left.place, right.place) || compareNames(left.failure, right.failure));
  return placed.map(({ failure }) => failure);
}

/** For each step on the way to a value where it stands among its neighbours; then the rank of the keyword. */
function placeOf(root: unknown, failure: Failure, places: Map<unknown, ReadonlyMap<string, number>>): number[] {
  const names = tokens(failure.instancePath);
  const holders = descend(root, names);
  const place = names.map((name, depth) => {
    const holder = holders[depth];
    if (Array.isArray(holder)) return Number(name);
    let known = places.get(holder);
    if (known === undefined) {
      known = new Map(Object.keys(holder as object).map((member, index) => [member, index]));
      places.set(holder, known);
    }
    return known.get(name) ?? -1;
  });
  // What is said of a value comes before what is said of its members.
  const rank = ORDER.indexOf(failure.keyword);
  return [...place, (rank === -1 ? ORDER.length : rank) - ORDER.length - 2];
}

/** Of several missing members the first by name. */
function compareNames(left: Failure, right: Failure): number {
  const [one, other] = [left, right].map(({ params }) => String(params.missingProperty ?? ""));
  return one! < other! ? -1 : Number(one! > other!);
}

function compare(left: readonly number[], right: readonly number[]): number {
  const differs = left.findIndex((step, depth) => step !== right[depth]);
  return differs === -1 ? 0 : left[differs]! - (right[differs] ?? -Infinity);
}
