// Violations with the places in the text that show them.

import type { Violation } from "made-package";

import { branchOf, documentationOf, membersOf } from "./documentation.ts";
import { head, placeOf, type Violations } from "./judging.ts";
import type { Lines } from "./lines.ts";
import type { Place, Range } from "made-package/locate";

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

export function examined(title: string, found: Violations, lines: Lines): Examined {
  const type = branchOf(title, found.branch);
  const faults = found.violations.map((violation) => {
    const { anchor, members } = documentationOf(type, violation.pointer);
    const place = found.places.get(placeOf(violation));
    const [first, ...others] = rangesOf(violation, lines.text, place, found.fault, members);
    return { ...violation, ranges: [first, ...others] as const, anchor, ...lines.position(first.start) };
  });
  return { type, faults };
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
