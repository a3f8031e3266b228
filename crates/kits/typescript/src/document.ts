import type { Check } from "./check.js";
import { complete, fill, isComplete, type Shape } from "./defaults.js";
import { type Finding, findingsOf } from "./findings.js";
import { read } from "./ijson.js";
import { take } from "./json.js";
import { descend, tokens } from "./pointer.js";
import type { StandardIssue, StandardSchema } from "./standard.js";
import type { Parsed, Verdict, Violation } from "./verdict.js";
import { VENDOR } from "./vendor.js";

/** What is known of a type while running. */
export interface Contract {
  readonly check: Check;
  readonly shape: Shape;
}

export function validate(contract: Contract, value: unknown): Verdict {
  const { findings } = examine(contract, value);
  return findings.length === 0 ? { valid: true, violations: [] } : refusal(findings);
}

export function parse<T>(contract: Contract, text: string | Uint8Array): Parsed<T> {
  const document = read(text);
  if ("fault" in document) return { valid: false, violations: [document.fault] };
  const findings = judge(contract, document.value);
  if (findings.length > 0) return refusal(findings);
  fill(document.value, contract.shape);
  return { valid: true, value: document.value as T, violations: [] };
}

/** Whether a value may be read as a document of the type. */
export function isInput(contract: Contract, value: unknown): boolean {
  const taken = take(value);
  return "value" in taken && contract.check(taken.value);
}

/** Whether a value is a document of the type as it is sent, with every default in it. */
export function isOutput(contract: Contract, value: unknown): boolean {
  const taken = take(value);
  return "value" in taken && contract.check(taken.value) && isComplete(taken.value, contract.shape);
}

export function standard<Input, Output>(contract: Contract): StandardSchema<Input, Output> {
  return {
    "~standard": {
      version: 1,
      vendor: VENDOR,
      validate(value) {
        const { document, findings } = examine(contract, value);
        return findings.length === 0
          ? { value: complete(document, contract.shape) as Output }
          : { issues: findings.map((finding) => issueOf(document, finding)) };
      },
    },
  };
}

/** The document that a value is, and what is wrong with it. */
function examine(contract: Contract, value: unknown): { document: unknown; findings: Finding[] } {
  const taken = take(value);
  if ("faults" in taken) return { document: value, findings: taken.faults.map((violation) => ({ violation })) };
  return { document: taken.value, findings: judge(contract, taken.value) };
}

function judge({ check }: Contract, value: unknown): Finding[] {
  return check(value) ? [] : findingsOf(value, check.errors ?? []);
}

function refusal(findings: readonly Finding[]): { valid: false; violations: Violation[] } {
  return { valid: false, violations: findings.map(({ violation }) => violation) };
}

/** A form shows what is missing beside the field that is missing, so the path leads there. */
function issueOf(root: unknown, { violation, missing }: Finding): StandardIssue {
  const names = tokens(violation.pointer);
  const holders = descend(root, names);
  const path = names.map((name, depth) => (Array.isArray(holders[depth]) ? Number(name) : name));
  return { message: violation.message, path: missing === undefined ? path : [...path, missing] };
}
