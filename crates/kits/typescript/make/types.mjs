// TypeScript types from the published schemas. json-schema-to-typescript writes each definition by itself;
// how they refer to each other is settled here, so that each is written, and named, once.

import { compile } from "json-schema-to-typescript";

import { nullable, referenced } from "./keywords.mjs";

/** The text of `types.d.ts`. */
export async function typesOf({ accept, emit, unions, differs }) {
  const asSent = (name) => name;
  const asRead = (name) => (differs.has(name) ? `${name}Input` : name);
  const types = [];
  for (const name of Object.keys(accept)) {
    types.push(await typeOf(asSent(name), emit[name], unions[name], asSent));
    if (!differs.has(name)) continue;
    const description = paragraphs(accept[name].description, "As it is read: what has a default may be absent.");
    types.push(await typeOf(asRead(name), { ...accept[name], description }, unions[name], asRead));
  }
  return types.join("\n");
}

const OPTIONS = { bannerComment: "", ignoreMinAndMaxItems: true, style: { printWidth: 100 } };

async function typeOf(name, schema, union, nameOf) {
  const text = await compile(withNames(schema, union, nameOf), name, OPTIONS);
  if (!new RegExp(`^export (interface|type) ${name}\\b`, "m").test(text)) {
    throw new Error(`json-schema-to-typescript gave ${name} another name`);
  }
  return text;
}

/** The schema with the names of types where it refers to others. */
function withNames(schema, union, nameOf) {
  if (typeof schema === "boolean") return schema;
  const inner = (it) => withNames(it, undefined, nameOf);
  const { properties, items, additionalProperties, anyOf, examples, default: fallback, ...rest } = schema;
  const standsFor = fallback === undefined ? undefined : `@defaultValue \`${JSON.stringify(fallback)}\``;
  const description = paragraphs(schema.description, standsFor);
  const name = referenced(schema);
  const alias = union ? union.branches.map(({ title }) => nameOf(title)).join(" | ") : name && nameOf(name);
  if (alias) return { description, deprecated: schema.deprecated, tsType: alias };
  return {
    ...rest,
    description,
    ...(anyOf && { anyOf: [inner(nullable(schema)), { type: "null" }] }),
    ...(properties && {
      properties: Object.fromEntries(Object.entries(properties).map(([name, it]) => [name, inner(it)])),
    }),
    ...(items !== undefined && { items: inner(items) }),
    ...(additionalProperties !== undefined && { additionalProperties: inner(additionalProperties) }),
  };
}

function paragraphs(...texts) {
  return texts.filter((text) => text !== undefined).join("\n\n") || undefined;
}
