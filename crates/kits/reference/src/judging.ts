// What is found of a document, with no page at hand: this runs in a worker, or in the page where there is none.

import { type DocumentType, parse, type Violation } from "made-package";
import { locate, type Place, type Range } from "made-package/locate";
import { type Finding, verify } from "made-rules";

/** A text, and the bytes that it was read from, which may be no text at all. */
export interface Payload {
  readonly text: string;
  readonly bytes: Uint8Array | undefined;
}

export interface ViolationsQuestion extends Payload {
  readonly asks: "violations";
  readonly title: DocumentType;
  /** The member that tells the branches of a union apart. */
  readonly tag: string | undefined;
}

export interface FindingsQuestion extends Payload {
  readonly asks: "findings";
}

export type Question = ViolationsQuestion | FindingsQuestion;

export interface Violations {
  readonly violations: readonly Violation[];
  /** Where in the text the violations are, by their pointers as `placeOf` has them. */
  readonly places: ReadonlyMap<string, Place>;
  /** Where the text stops being JSON, if it does. */
  readonly fault: number | undefined;
  /** What the member `tag` holds. */
  readonly branch: unknown;
}

export interface Findings {
  readonly verdict: "sound" | "unsound";
  readonly findings: readonly (Finding & { readonly range: Range })[];
}

export type Answer<Q extends Question> = Q extends ViolationsQuestion ? Violations : Findings | undefined;

export const answer = async <Q extends Question>(question: Q): Promise<Answer<Q>> =>
  (question.asks === "violations" ? violationsOf(question) : await findingsOf(question)) as Answer<Q>;

function violationsOf({ title, text, bytes, tag }: ViolationsQuestion): Violations {
  const { violations } = parse(title, bytes ?? text);
  const pointers = violations.map(placeOf);
  const tagPointer = `/${tag}`;
  const { places, fault } = locate(text, tag === undefined ? pointers : [...pointers, tagPointer]);
  const branch = tag === undefined ? undefined : valueAt(text, places.get(tagPointer));
  return { violations, places, fault, branch };
}

/** What the rules find in a valid document, if there are any. */
async function findingsOf({ text, bytes }: FindingsQuestion): Promise<Findings | undefined> {
  // A page from a host without TLS has no means to compute a seal.
  const found = await verify?.(bytes ?? text).catch(() => undefined);
  if (!found) return undefined;
  const rangeAt = rangesIn(text, found.findings);
  const findings = found.findings.map((finding) => ({ ...finding, range: rangeAt(finding.pointer) }));
  return { verdict: found.verdict, findings };
}

/** The pointer of what is looked into: of a member that stands twice its object, which has both. */
export function placeOf({ keyword, pointer }: Violation): string {
  return keyword === "duplicateMember" ? pointer.slice(0, pointer.lastIndexOf("/")) : pointer;
}

/** Where in the text a pointer leads; where nothing is there, what is around it. */
function rangesIn(text: string, findings: readonly Finding[]): (pointer: string) => Range {
  const { places } = locate(text, new Set(findings.flatMap(({ pointer }) => around(pointer))));
  return (pointer) => {
    const place = around(pointer)
      .map((one) => places.get(one))
      .find((one) => one !== undefined);
    return place ? head(text, place) : { start: 0, end: 1 };
  };
}

/** A pointer, and those of all that is around its value, from within. */
function around(pointer: string): string[] {
  const tokens = pointer.split("/");
  return tokens.map((_, index) => tokens.slice(0, tokens.length - index).join("/"));
}

function valueAt(text: string, place: Place | undefined): unknown {
  try {
    return place && JSON.parse(text.slice(place.start, place.end));
  } catch {
    return undefined;
  }
}

/** A scalar as a whole; of an array or object its name and its opening bracket. */
export function head(text: string, { start, end, nameStart }: Place): Range {
  const opens = text[start] === "{" || text[start] === "[";
  return opens ? { start: nameStart, end: start + 1 } : { start, end };
}
