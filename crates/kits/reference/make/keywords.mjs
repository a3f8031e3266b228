// Which keywords of JSON Schema the page can tell its readers about. Any other one is refused: a
// constraint that the page does not mention would be a constraint that nobody knows of.

import { RULE_KEYWORDS } from "./rules.mjs";

const NOTES = ["$schema", "$id", "$comment", "title", "description", "examples", "default", "deprecated"];
const NAMED_SCHEMAS = ["properties", "$defs"];
const SCHEMA_LISTS = ["anyOf", "oneOf"];
const SCHEMAS = ["items", "additionalProperties"];
const KNOWN = new Set([
  "$ref",
  "type",
  "required",
  ...NOTES,
  ...RULE_KEYWORDS,
  ...NAMED_SCHEMAS,
  ...SCHEMA_LISTS,
  ...SCHEMAS,
]);

export class SchemaError extends Error {}

/** Throws where `schema` holds something that the page would be silent about. */
export function checkKeywords(title, schema, pointer = "") {
  if (schema === null || typeof schema !== "object" || Array.isArray(schema)) {
    throw new SchemaError(
      `${title}: at ${pointer || "the root"}: expected a schema object, found ${JSON.stringify(schema)}\n` +
        "  = say what is allowed with keywords",
    );
  }
  for (const [keyword, value] of Object.entries(schema)) {
    const here = `${pointer}/${escaped(keyword)}`;
    if (!KNOWN.has(keyword)) {
      throw new SchemaError(
        `${title}: at ${here}: the keyword \`${keyword}\` is not known to the reference page\n` +
          "  = give it words in clients/reference/make/rules.mjs, or remove it from the schema",
      );
    }
    for (const [name, inner] of subschemas(keyword, value)) {
      const there = name === undefined ? here : `${here}/${escaped(name)}`;
      if (!NAMED_SCHEMAS.includes(keyword) && keyword !== "items" && inner?.properties) {
        throw new SchemaError(
          `${title}: at ${there}: the keyword \`properties\` is not told of within \`${keyword}\`\n` +
            "  = give the object a name in $defs, and refer to it",
        );
      }
      checkKeywords(title, inner, there);
    }
  }
}

function subschemas(keyword, value) {
  if (NAMED_SCHEMAS.includes(keyword) || SCHEMA_LISTS.includes(keyword)) return Object.entries(value);
  if (SCHEMAS.includes(keyword) && typeof value !== "boolean") return [[undefined, value]];
  return [];
}

const escaped = (name) => name.replaceAll("~", "~0").replaceAll("/", "~1");

/** Every keyword that stands anywhere in `schema`. */
export function keywordsIn(schema, found = new Set()) {
  for (const [keyword, value] of Object.entries(schema)) {
    found.add(keyword);
    for (const [, inner] of subschemas(keyword, value)) keywordsIn(inner, found);
  }
  return found;
}
