// Violations with the places in the text that show them.

import type { Violation } from "made-package";

import { branchOf, documentationOf, membersOf, tagOf } from "./documentation.ts";
import type { Lines } from "./lines.ts";
import { locate, type Place, type Range } from "made-package/locate";

export interface Fault extends Violation {
  /** What to select in the text; several where several names are unknown. At least one. */
  readonly ranges: readonly [Range, ...Range[]];
  readonly line: number;
  readonly column: number;
  /** The anchor of the documentation. */
  readonly anchor: string;
}

export interface Examined {
  /** The type that was meant: of a union, the branch that the tag names. */
  readonly type: string;
  readonly faults: readonly Fault[];
}

export function examined(
  title: string,
  text: string,
  violations: readonly Violation[],
  lines: Lines,
): Examined {
  const tag = tagOf(title);
  const tagPointer = `/${tag}`;
  const pointers = violations.map(placeOf);
  const { places, fault } = locate(text, tag === undefined ? pointers : [...pointers, tagPointer]);
  const type = branchOf(title, tag === undefined ? undefined : valueAt(text, places.get(tagPointer)));
  const faults = violations.map((violation) => {
    const { anchor, members } = documentationOf(type, violation.pointer);
    const [first, ...others] = rangesOf(violation, text, places.get(placeOf(violation)), fault, members);
    return { ...violation, ranges: [first, ...others] as const, anchor, ...lines.position(first.start) };
  });
  return { type, faults };
}

/** The pointer of what is looked into: of a member that stands twice its object, which has both. */
function placeOf({ keyword, pointer }: Violation): string {
  return keyword === "duplicateMember" ? pointer.slice(0, pointer.lastIndexOf("/")) : pointer;
}

/** Where in the text a pointer leads; where nothing is there, what is around it. */
export function rangeAt(text: string, pointer: string): Range {
  const tokens = pointer.split("/");
  const around = tokens.map((_, index) => tokens.slice(0, tokens.length - index).join("/"));
  const { places } = locate(text, around);
  const place = around.map((one) => places.get(one)).find((one) => one !== undefined);
  return place ? head(text, place) : { start: 0, end: 1 };
}

function valueAt(text: string, place: Place | undefined): unknown {
  try {
    return place && JSON.parse(text.slice(place.start, place.end));
  } catch {
    return undefined;
  }
}

function rangesOf(
  { keyword }: Violation,
  text: string,
  place: Place | undefined,
  fault: number | undefined,
  documented: string | undefined,
): readonly [Range, ...Range[]] {
  const root = { start: 0, end: 1 };
  if (keyword === "encoding") return [at(Math.max(0, text.indexOf("\uFFFD")))];
  if (keyword === "syntax" || keyword === "depth") return [at(fault ?? 0)];
  if (!place) return [root];
  if (keyword === "duplicateMember") {
    const names = new Set<string>();
    const again = place.members.find(({ name }) => names.size === names.add(name).size);
    return [again ?? head(text, place)];
  }
  if (keyword === "additionalProperties") {
    const known = documented === undefined ? new Set<string>() : membersOf(documented);
    const [first, ...others] = place.members.filter(({ name }) => !known.has(name));
    if (first) return [first, ...others];
  }
  return [head(text, place)];
}

const at = (offset: number): Range => ({ start: offset, end: offset + 1 });

/** A scalar as a whole; of an array or object its name and its opening bracket. */
function head(text: string, { start, end, nameStart }: Place): Range {
  const opens = text[start] === "{" || text[start] === "[";
  return opens ? { start: nameStart, end: start + 1 } : { start, end };
}
