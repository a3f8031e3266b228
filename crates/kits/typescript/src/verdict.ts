/** One thing that is wrong with a document. */
export interface Violation {
  /**
   * The JSON Pointer (RFC 6901) of the value at fault; for a missing or unknown member that of the object.
   */
  readonly pointer: string;
  /**
   * The schema's keyword that the value fails. Where the text is no I-JSON document there is no keyword,
   * and it is `encoding`, `syntax`, `duplicateMember` or `depth`.
   */
  readonly keyword: string;
  /** What was expected, and what kind of value was found; never the value itself. */
  readonly message: string;
}

/** Whether a document is what it should be, and if not, why: at least one violation, at most 100. */
export type Verdict =
  | { readonly valid: true; readonly violations: readonly [] }
  | { readonly valid: false; readonly violations: readonly Violation[] };

/** A document that was read, or why it was not. */
export type Parsed<T> =
  | { readonly valid: true; readonly value: T; readonly violations: readonly [] }
  | { readonly valid: false; readonly value?: never; readonly violations: readonly Violation[] };

/** How many violations are listed at most. */
export const LIMIT = 100;
