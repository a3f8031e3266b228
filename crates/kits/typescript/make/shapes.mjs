// Where members with a default are: data that the package fills defaults in by.

import { nullable, referenced } from "./keywords.mjs";

/** The module `shapes.ts`, where it is needed, and the names of the definitions that have a shape in it. */
export function shapesOf({ accept, unions }) {
  const shapes = Object.fromEntries(
    Object.entries(accept).map(([name, schema]) => [name, shapeOf(schema, unions[name])]),
  );
  const matters = mattering(shapes);
  const texts = Object.entries(shapes)
    .filter(([name]) => matters.has(name))
    .map(([name, shape]) => `export const ${name}: Shape = ${print(shape, matters, ["\n  ", ",\n  ", ",\n"])};\n`);
  const text = ['import type { Shape } from "./runtime/defaults.js";\n', ...texts].join("\n");
  return { names: matters, module: matters.size > 0 ? { "shapes.ts": text } : {} };
}

/** A shape: a reference, or what is known of the value's members, items and branches. */
function shapeOf(schema, union) {
  if (union) {
    const branches = union.branches.map(({ value, title }) => [value, { ref: title }]);
    return { union: { member: union.member, branches } };
  }
  if (typeof schema !== "object") return {};
  const other = nullable(schema);
  if (other) return shapeOf(other);
  if (referenced(schema)) return { ref: referenced(schema) };
  const properties = Object.entries(schema.properties ?? {});
  return {
    defaults: properties.filter(([, it]) => "default" in it).map(([name, it]) => [name, it.default]),
    members: properties.map(([name, it]) => [name, shapeOf(it)]),
    items: shapeOf(schema.items),
    others: shapeOf(schema.additionalProperties),
  };
}

/** The names of the definitions within which a default is. */
function mattering(shapes) {
  const names = new Set();
  for (let before = -1; names.size > before; ) {
    before = names.size;
    for (const [name, shape] of Object.entries(shapes)) if (hasDefaults(shape, names)) names.add(name);
  }
  return names;
}

function hasDefaults({ ref, union, defaults = [], members = [], items, others }, names) {
  const inner = [...members.map(([, it]) => it), ...(union?.branches ?? []).map(([, it]) => it), items, others];
  return names.has(ref) || defaults.length > 0 || inner.some((it) => it && hasDefaults(it, names));
}

/** The shape as an expression; of one on a line of its own, each part on a line. */
function print(shape, names, [open, between, close] = [" ", ", ", " "]) {
  const { ref, union, defaults = [], members = [], items, others } = shape;
  if (ref) return ref;
  const matters = (it) => it !== undefined && hasDefaults(it, names);
  const object = (entries, text) =>
    `({ ${entries.map(([name, it]) => `${JSON.stringify(name)}: ${text(it)}`).join(", ")} })`;
  const inner = (it) => (matters(it) ? print(it, names) : "{}");
  // Beside a shape for all other members, every member that the schema names is not one of them.
  const shown = members.filter(([, it]) => matters(it) || matters(others));
  const parts = [
    defaults.length > 0 && `defaults: [${defaults.map(printDefault).join(", ")}]`,
    shown.length > 0 && `members: () => ${object(shown, inner)}`,
    matters(items) && `items: () => (${inner(items)})`,
    matters(others) && `others: () => (${inner(others)})`,
    union && `union: { member: ${JSON.stringify(union.member)}, branches: () => ${object(union.branches, inner)} }`,
  ];
  return `{${open}${parts.filter(Boolean).join(between)}${close}}`;
}

const printDefault = ([name, value]) => {
  const text = JSON.stringify(value);
  return `[${JSON.stringify(name)}, () => ${text.startsWith("{") ? `(${text})` : text}]`;
};
