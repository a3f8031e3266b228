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

/**
 * What tools for forms, documentation and language models take: an object in the shape of
 * [Standard JSON Schema](https://standardschema.dev/json-schema), version 1.
 */
export interface StandardJsonSchema<Input, Output> {
  readonly "~standard": {
    readonly version: 1;
    readonly vendor: string;
    /** Absent while running: for the compiler alone. */
    readonly types?: { readonly input: Input; readonly output: Output } | undefined;
    readonly jsonSchema: {
      /** The schema of what is read; throws where the target is not known. */
      readonly input: (options: JsonSchemaOptions) => Record<string, unknown>;
      /** The schema of what is sent; throws where the target is not known. */
      readonly output: (options: JsonSchemaOptions) => Record<string, unknown>;
    };
  };
}

/** Which JSON Schema is asked for. */
export interface JsonSchemaOptions {
  /** The version of JSON Schema. Those that are known are `draft-2020-12` and `draft-07`. */
  readonly target: "draft-2020-12" | "draft-07" | "openapi-3.0" | ({} & string);
  /** Nothing that is looked at here. */
  readonly libraryOptions?: Record<string, unknown> | undefined;
}

/** A type that judges values, and tells its JSON Schemas. */
export type DescribedSchema<Input, Output> = StandardSchema<Input, Output> & StandardJsonSchema<Input, Output>;
