import { RULES, type Severity } from "./table.js";

/** A place where a bundle is not as a rule has it. */
export interface Finding {
  /** The id of the rule. */
  readonly rule: string;
  /** An `error` makes a bundle unsound, a `warning` is worth a look. */
  readonly severity: Severity;
  /** The JSON Pointer (RFC 6901) of the place, which may lead to a member that is not there. */
  readonly pointer: string;
  /** What was expected there; never a value of the document. */
  readonly message: string;
}

/** Notes what one rule finds: at these tokens, or at a pointer, where the rule speaks of all of the document. */
export type Note = (...tokens: (string | number)[]) => void;

/** Notes into `found` what the rule `id` finds. */
export function notesOf(id: string, found: Finding[]): Note & { at(pointer: string): void } {
  const rule = RULES.find((rule) => rule.id === id)!;
  const note = (pointer: string, member: string): void => {
    found.push({ rule: id, severity: rule.severity, pointer, message: rule.messages[member] ?? rule.title });
  };
  const notes = (...tokens: (string | number)[]): void => {
    const last = tokens.filter((token) => typeof token === "string").pop();
    note(tokens.map((token) => `/${token}`).join(""), String(last));
  };
  return Object.assign(notes, { at: (pointer: string) => note(pointer, "") });
}
