import type { DescribedSchema, JsonSchemaOptions, StandardSchema } from "./standard.js";

/** A JSON Schema 2020-12 that is no boolean. */
export type Keywords = Readonly<Record<string, unknown>>;

/** The published schemas of a type: of what is read, and of what is sent. */
export interface Schemas {
  readonly accept: Keywords;
  readonly emit: Keywords;
}

/** A type with its JSON Schemas. */
export function described<Input, Output>(
  type: StandardSchema<Input, Output>,
  { accept, emit }: Schemas,
): DescribedSchema<Input, Output> {
  const jsonSchema = {
    input: ({ target }: JsonSchemaOptions) => written(accept, target),
    output: ({ target }: JsonSchemaOptions) => written(emit, target),
  };
  return { "~standard": { ...type["~standard"], jsonSchema } };
}

/** The schema in a version of JSON Schema, as a value of the caller's own. */
function written(schema: Keywords, target: string): Record<string, unknown> {
  switch (target) {
    case "draft-2020-12":
      return structuredClone(schema);
    case "draft-07":
      return structuredClone(documentOfDraft07(schema));
    default:
      throw new TypeError(`expected the target draft-2020-12 or draft-07, found ${target}`);
  }
}

/** It is another document than the one that is published under the id. */
function documentOfDraft07({ $schema, $id, ...schema }: Keywords): Keywords {
  return { $schema: "http://json-schema.org/draft-07/schema#", ...(asDraft07(schema) as Keywords) };
}

/** Where schemas stand in schemas. */
const WITHIN: Readonly<Record<string, (value: never) => unknown>> = {
  properties: named,
  definitions: named,
  items: asDraft07,
  additionalProperties: asDraft07,
  anyOf: listed,
  oneOf: listed,
};

/** Definitions had another place then, and nothing counted beside `$ref`. */
function asDraft07(schema: unknown): unknown {
  if (typeof schema !== "object") return schema;
  const { $ref, $defs, ...others } = schema as Keywords;
  const keywords = $defs === undefined ? others : { ...others, definitions: $defs };
  const changed = Object.entries(keywords).map(([keyword, value]) => [
    keyword,
    Object.hasOwn(WITHIN, keyword) ? WITHIN[keyword]!(value as never) : value,
  ]);
  const reference = $ref === undefined ? {} : { allOf: [{ $ref: String($ref).replace("#/$defs/", "#/definitions/") }] };
  return { ...reference, ...(Object.fromEntries(changed) as Keywords) };
}

function named(schemas: Keywords): Keywords {
  return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, asDraft07(schema)]));
}

function listed(schemas: readonly unknown[]): unknown[] {
  return schemas.map(asDraft07);
}
