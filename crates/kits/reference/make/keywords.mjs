// Which keywords of JSON Schema the page can tell its readers about. Any other one is refused: a
// constraint that the page does not mention would be a constraint that nobody knows of.

import { RULE_KEYWORDS } from "./rules.mjs";

const STRUCTURE = ["$ref", "type", "required", "properties", "additionalProperties", "items", "anyOf", "oneOf"];
const TOLD = new Set([...STRUCTURE, ...RULE_KEYWORDS]);
/** Keywords of whose subschemas the page tells the members. */
const OF_MEMBERS = ["properties", "$defs", "items"];

export class SchemaError extends Error {}

/** Throws where `schema` holds something that the page would be silent about. */
export function checkKeywords(title, schema, keywords, pointer = "") {
  if (schema === null || typeof schema !== "object" || Array.isArray(schema)) {
    throw new SchemaError(
      `${title}: at ${pointer || "the root"}: expected a schema object, found ${JSON.stringify(schema)}\n` +
        "  = say what is allowed with keywords",
    );
  }
  for (const keyword of Object.keys(schema)) {
    if (!TOLD.has(keyword) && !keywords.isAnnotation(keyword)) {
      throw new SchemaError(
        `${title}: at ${pointer}/${escaped(keyword)}: the keyword \`${keyword}\` is not known to the reference page\n` +
          "  = give it words in clients/reference/make/rules.mjs, or remove it from the schema",
      );
    }
  }
  for (const { keyword, tokens, schema: inner } of keywords.subschemas(schema)) {
    if (keyword === "additionalProperties" && typeof inner === "boolean") continue;
    const there = pointer + tokens.map((token) => `/${escaped(token)}`).join("");
    if (!OF_MEMBERS.includes(keyword) && inner?.properties) {
      throw new SchemaError(
        `${title}: at ${there}: the keyword \`properties\` is not told of within \`${keyword}\`\n` +
          "  = give the object a name in $defs, and refer to it",
      );
    }
    checkKeywords(title, inner, keywords, there);
  }
}

const escaped = (token) => String(token).replaceAll("~", "~0").replaceAll("/", "~1");

/** Every keyword that stands anywhere in `schema`. */
export function keywordsIn(schema, keywords, found = new Set()) {
  for (const keyword of Object.keys(schema)) found.add(keyword);
  for (const { schema: inner } of keywords.subschemas(schema)) keywordsIn(inner, keywords, found);
  return found;
}
