// The published JSON Schemas, as files and as a module.

/** Each schema as a file, by its name in the package: `schemas/` has what is read, `schemas/emit/` what is sent. */
export function schemaFilesOf({ mark, types }) {
  const text = (schema) => `${JSON.stringify({ ...schema, $comment: mark }, undefined, 2)}\n`;
  return Object.fromEntries(
    types.flatMap(({ name, accept, emit }) => [
      [`schemas/${name}.schema.json`, text(accept)],
      [`schemas/emit/${name}.schema.json`, text(emit)],
    ]),
  );
}

/** The module `json-schemas.ts`, which has the same by the titles of types. */
export function schemasModuleOf({ types }) {
  const both = ({ accept, emit }) => `{\n  accept: ${JSON.stringify(accept)},\n  emit: ${JSON.stringify(emit)},\n}`;
  const texts = types.map((type) => `export const ${type.title}: Schemas = ${both(type)};\n`);
  return ['import type { Schemas } from "./runtime/json-schema.js";\n', ...texts].join("\n");
}
