import type { Failure } from "./check.js";
import { messageOf } from "./message.js";
import { inOrder, tells } from "./order.js";
import { descend, tokens } from "./pointer.js";
import { LIMIT, type Violation } from "./verdict.js";

/** A violation, and the name of the member that is missing if that is what is wrong. */
export interface Finding {
  readonly violation: Violation;
  readonly missing?: string;
}

/** What failures of a check mean, in the order of the document: each fault once, {@link LIMIT} at most. */
export function findingsOf(root: unknown, failures: readonly Failure[]): Finding[] {
  const findings: Finding[] = [];
  /** Where those of the value begin that is being told of. */
  let first = 0;
  for (const failure of inOrder(root, failures)) {
    if (findings.length === LIMIT) break;
    const { instancePath: pointer, keyword, params } = failure;
    if (findings[first]?.violation.pointer !== pointer) first = findings.length;
    const message = messageOf(failure, descend(root, tokens(pointer)).at(-1));
    const isTold = findings
      .slice(first)
      .some(({ violation: it }) => tells(it.keyword, keyword) || (it.keyword === keyword && it.message === message));
    if (isTold) continue;
    const missing = keyword === "required" ? { missing: String(params.missingProperty) } : {};
    findings.push({ violation: { pointer, keyword, message }, ...missing });
  }
  return findings;
}
