import type { Failure } from "./check.js";
import { messageOf } from "./message.js";
import { descend, tokens } from "./pointer.js";
import { LIMIT, type Violation } from "./verdict.js";

/** A violation, and the name of the member that is missing if that is what is wrong. */
export interface Finding {
  readonly violation: Violation;
  readonly missing?: string;
}

/** What failures of a check mean: each once, {@link LIMIT} at most. */
export function findingsOf(root: unknown, failures: readonly Failure[]): Finding[] {
  const findings = new Map<string, Finding>();
  for (const failure of failures) {
    if (findings.size === LIMIT) break;
    const { instancePath: pointer, keyword, params } = failure;
    const message = messageOf(failure, descend(root, tokens(pointer)).at(-1));
    const missing = keyword === "required" ? { missing: String(params.missingProperty) } : {};
    findings.set(JSON.stringify([pointer, keyword, message]), {
      violation: { pointer, keyword, message },
      ...missing,
    });
  }
  return [...findings.values()];
}
