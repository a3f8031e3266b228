import { parse } from "../export-bundle.js";
import { locate } from "../runtime/locate.js";
import type { Violation } from "../runtime/verdict.js";
import type { ExportBundle } from "../types.js";
import { CHECKS, type Subject } from "./checks.js";
import { type Finding, notesOf } from "./finding.js";
import { SealError, type SealState, verifySeal } from "./seal.js";
import { RULES } from "./table.js";

/** Which rules are applied: those that every verifier applies, or `all`, which some auditors ask for. */
export interface VerifyOptions {
  readonly rules?: "default" | "all";
}

/** Everything that can be told about a document that somebody sent. */
export interface Verification {
  /** Whether it is what its schema asks for. What is not is not held against the rules. */
  readonly valid: boolean;
  /** Where it is not what its schema asks for. */
  readonly violations: readonly Violation[];
  /** Where it is not as the rules have it, in document order. */
  readonly findings: readonly Finding[];
  /** What it says of its own seal. A debrief bears none. */
  readonly seal: SealState;
  /** `sound` where it is valid and no finding is an error. */
  readonly verdict: "sound" | "unsound";
}

/** Verifies one bundle: schema, rules and seal. Nothing leaves the machine. */
export async function verify(text: string | Uint8Array, options: VerifyOptions = {}): Promise<Verification> {
  const parsed = parse(text);
  if (!parsed.valid) {
    const seal = await verifySeal(text).catch((): SealState => "absent");
    return { valid: false, violations: parsed.violations, findings: [], seal, verdict: "unsound" };
  }
  const bundle = parsed.value;
  const found = await sealOf(text, bundle);
  const findings = inDocumentOrder(text, findingsOf({ bundle, seal: found }, options.rules ?? "default"));
  const isSound = findings.every(({ severity }) => severity !== "error");
  const seal = typeof found === "object" ? "broken" : found;
  return { valid: true, violations: [], findings, seal, verdict: isSound ? "sound" : "unsound" };
}

async function sealOf(text: string | Uint8Array, bundle: ExportBundle): Promise<Subject["seal"]> {
  // A seal that is not there is broken by nothing.
  if (bundle.bundle_type === "executive_debrief" || (bundle.content_hash ?? null) === null) return "absent";
  try {
    return await verifySeal(text);
  } catch (error) {
    if (error instanceof SealError && error.isInexact) return { inexact: error.pointer };
    throw error;
  }
}

function findingsOf(subject: Subject, set: "default" | "all"): Finding[] {
  const found: Finding[] = [];
  for (const rule of RULES) {
    if (rule.set === "default" || set === "all") CHECKS[rule.id]!(subject, notesOf(rule.id, found));
  }
  return found;
}

/** By where each stands in the text; what is not there stands with what is around it. */
function inDocumentOrder(text: string | Uint8Array, findings: Finding[]): Finding[] {
  if (findings.length < 2) return findings;
  const characters = typeof text === "string" ? text : new TextDecoder().decode(text);
  const around = (pointer: string): string[] => {
    const tokens = pointer.split("/");
    return tokens.map((_, index) => tokens.slice(0, tokens.length - index).join("/"));
  };
  const { places } = locate(characters, findings.flatMap(({ pointer }) => around(pointer)));
  const placeOf = ({ pointer }: Finding): number =>
    around(pointer).map((pointer) => places.get(pointer)?.nameStart).find((place) => place !== undefined) ?? 0;
  const placed = findings.map((finding) => ({ finding, place: placeOf(finding) }));
  return placed.sort((one, other) => one.place - other.place).map(({ finding }) => finding);
}
