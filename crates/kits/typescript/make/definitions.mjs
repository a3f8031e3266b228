// Every type of the brief and every definition within it, each once under its name.

import { isDeepStrictEqual } from "node:util";

import { Keywords } from "../../schema/keywords.mjs";
import { checkKeywords, references, subschemas } from "./keywords.mjs";
import { Refusal } from "./refusal.mjs";

/**
 * By name the schemas of what is read (`accept`) and of what is sent (`emit`), the unions among them, and
 * the names whose two schemas make different TypeScript types (`differs`).
 */
export function definitionsOf(brief) {
  const unions = Object.fromEntries(
    brief.types.filter(({ union }) => union).map(({ title, union }) => [title, union]),
  );
  const keywords = new Keywords(brief.keywords);
  const accept = collect(brief.types, "accept", unions, keywords);
  const emit = collect(brief.types, "emit", unions, keywords);
  checkDefaults(accept, emit);
  return { accept, emit, unions, keywords, differs: differing(accept, emit, keywords) };
}

function collect(types, side, unions, keywords) {
  const definitions = {};
  const add = (where, name, schema) => {
    const known = definitions[name];
    if (known !== undefined && !isDeepStrictEqual(withoutExamples(known), withoutExamples(schema))) {
      throw new Refusal(`${where}: ${name} is something else in another type; give one of them another name`);
    }
    definitions[name] ??= schema;
  };
  for (const { title, [side]: document } of types) {
    checkKeywords(title, document, unions, keywords);
    const { $schema, $id, $comment, title: _, $defs = {}, ...root } = document;
    add(title, title, root);
    for (const [name, schema] of Object.entries($defs)) add(`${title}#/$defs/${name}`, name, schema);
  }
  return Object.fromEntries(Object.entries(definitions).sort(([left], [right]) => (left < right ? -1 : 1)));
}

function withoutExamples({ examples, ...schema }) {
  return schema;
}

/** Names of which what is read and what is sent differ, in themselves or in what they refer to. */
function differing(accept, emit, keywords) {
  const outlined = (schema) => outline(schema, keywords);
  const names = new Set(
    Object.keys(accept).filter((name) => !isDeepStrictEqual(outlined(accept[name]), outlined(emit[name]))),
  );
  for (let before = -1; names.size > before; ) {
    before = names.size;
    for (const [name, schema] of Object.entries(accept)) {
      if (references(schema, keywords).some((other) => names.has(other))) names.add(name);
    }
  }
  for (const name of names) {
    if (Object.hasOwn(accept, `${name}Input`)) {
      throw new Refusal(`${name}Input: the name is needed for a ${name} as it is read; give it another name`);
    }
  }
  return names;
}

/** What a TypeScript type can tell of a schema. */
function outline({ type, enum: values, const: value, required = [], $ref, ...schema }, keywords) {
  const inner = subschemas(schema, keywords).map(([pointer, it]) => [pointer, outline(it, keywords)]);
  return { type, values, value, required: [...required].sort(), $ref, inner };
}

/** What is sent must hold exactly the members that are required or have a default: a type relies on it. */
function checkDefaults(accept, emit) {
  for (const [name, { properties = {}, required = [] }] of Object.entries(accept)) {
    const always = Object.keys(properties).filter(
      (member) => required.includes(member) || "default" in properties[member],
    );
    const sent = emit[name]?.required ?? [];
    if (Object.keys(properties).some((member) => always.includes(member) !== sent.includes(member))) {
      throw new Refusal(
        `${name}: what is sent must require the members that are required or have a default ` +
          `(${always.join(", ")}), found ${sent.join(", ") || "none"}`,
      );
    }
  }
}
