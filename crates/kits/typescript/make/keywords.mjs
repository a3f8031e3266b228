// Which keywords of JSON Schema the package enforces, or knows to be words for a reader. Any other is
// refused: nothing that a schema says may be dropped silently.

import { Refusal } from "./refusal.mjs";

const ASSERTIONS = [
  ...["type", "enum", "const"],
  ...["minLength", "maxLength", "pattern", "format"],
  ...["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"],
  ...["minItems", "maxItems", "uniqueItems"],
  "required",
];
const OF_SCHEMAS = ["$ref", "properties", "additionalProperties", "items", "anyOf", "oneOf"];

const ENFORCED = new Set([...ASSERTIONS, ...OF_SCHEMAS]);

/** Refuses a published schema that says what the package would not enforce. */
export function checkKeywords(title, document, unions, keywords) {
  const visit = (schema, pointer, isUnion) => {
    const refuse = (keyword, why) => {
      const at = pointer + join(keyword);
      throw new Refusal(`${title}#${at}: the keyword \`${keyword}\` ${why}`);
    };
    for (const keyword of Object.keys(schema)) {
      if (!ENFORCED.has(keyword) && !keywords.isAnnotation(keyword)) {
        refuse(keyword, "is unknown to the TypeScript client; teach it to typescript/make, or write another");
      }
    }
    if (schema.anyOf && !nullable(schema)) refuse("anyOf", 'is known only as [X, {"type": "null"}]');
    const besideAnyOf = Object.keys(schema).find((it) => it !== "anyOf" && !keywords.isAnnotation(it));
    if (schema.anyOf && besideAnyOf) refuse(besideAnyOf, "stands beside `anyOf`; write it within");
    const besideRef = ["properties", "items", "additionalProperties"].find((it) => it in schema);
    if (schema.$ref && besideRef) refuse(besideRef, "stands beside `$ref`; write it where that leads");
    if (schema.oneOf && !isUnion) refuse("oneOf", "is known only in a union that the brief describes");
    if (schema.$ref && !referenced(schema)) refuse("$ref", "is known only as #/$defs/NAME");
    if (schema.format && schema.format !== "date-time") refuse("format", "is known only as date-time");
    if (Object.hasOwn(schema.properties ?? {}, "__proto__")) {
      refuse("properties", "has a member called __proto__, which no JavaScript type holds");
    }
    for (const [path, inner] of subschemas(schema, keywords)) visit(inner, pointer + path, false);
  };

  const { $defs = {}, ...root } = document;
  visit(root, "", Object.hasOwn(unions, title));
  for (const [name, schema] of Object.entries($defs)) {
    visit(schema, join("$defs") + join(name), Object.hasOwn(unions, name));
  }
}

/** The schemas right within a schema, with their pointers from there. */
export function subschemas(schema, keywords) {
  return keywords
    .subschemas(schema)
    .filter(({ schema }) => typeof schema === "object")
    .map(({ tokens, schema }) => [tokens.map(join).join(""), schema]);
}

/** What a value that may be null otherwise is. */
export function nullable({ anyOf: [other, last, ...more] = [] }) {
  return last?.type === "null" && more.length === 0 ? other : undefined;
}

/** The name of the definition that a schema refers to. */
export function referenced({ $ref = "" }) {
  return /^#\/\$defs\/([A-Za-z][A-Za-z0-9]*)$/.exec($ref)?.[1];
}

/** The definitions that a schema refers to, itself or within. */
export function references(schema, keywords) {
  const name = referenced(schema);
  return [...(name ? [name] : []), ...subschemas(schema, keywords).flatMap(([, inner]) => references(inner, keywords))];
}

function join(token) {
  return `/${String(token).replaceAll("~", "~0").replaceAll("/", "~1")}`;
}
