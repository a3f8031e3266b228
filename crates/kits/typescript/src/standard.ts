/**
 * What form libraries, tRPC and HTTP frameworks take: an object in the shape of
 * [Standard Schema](https://standardschema.dev), version 1, written down here so that this package needs
 * no other.
 */
export interface StandardSchema<Input, Output> {
  readonly "~standard": {
    readonly version: 1;
    readonly vendor: string;
    /** Absent while running: for the compiler alone. */
    readonly types?: { readonly input: Input; readonly output: Output } | undefined;
    readonly validate: (value: unknown) => StandardResult<Output>;
  };
}

/** A value with its defaults filled in, or what is wrong with it. */
export type StandardResult<Output> =
  | { readonly value: Output; readonly issues?: undefined }
  | { readonly issues: readonly StandardIssue[] };

/** One thing that is wrong with a value. */
export interface StandardIssue {
  readonly message: string;
  /** The names and positions that lead to the value; to a missing member, where it should be. */
  readonly path: readonly (string | number)[];
}
