// The members of an object, as rows; those of an object within it follow it with a dotted name.

import { innermost, shapeOf } from "./shape.mjs";

/**
 * What is required comes first, then what may be unset, then what has a default. `example` is a
 * document that shows a value of each member, where it has one.
 */
export function fieldsOf(schema, example, prefix = "") {
  const rank = ([name, member]) => (schema.required?.includes(name) ? 0 : "default" in member ? 2 : 1);
  const members = Object.entries(schema.properties).toSorted((a, b) => rank(a) - rank(b));
  return members.flatMap(([name, member]) => {
    const value = example?.[name];
    const shape = shapeOf(member);
    const inner = innermost(shape);
    const field = {
      name: prefix + name,
      schema: member,
      shape,
      leads: inner.shape.kind === "named" ? inner.shape.name : undefined,
      depth: inner.depth,
      required: (schema.required ?? []).includes(name),
      examples: member.examples ?? (value === undefined ? [] : [value]),
      known: member.examples !== undefined,
    };
    if (inner.shape.kind !== "object") return [field];
    return [
      field,
      ...fieldsOf(inner.shape.fields, inner.depth === 0 ? value : value?.[0], `${prefix}${name}.`),
    ];
  });
}

/** Which members a writer always writes although a reader need not find them. */
export const alwaysWritten = (type) =>
  (type.emit.required ?? []).filter((name) => !(type.accept.required ?? []).includes(name));
