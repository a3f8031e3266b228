// What kind of value a schema asks for, apart from its constraints.

const NULL = "null";
const isNull = (schema) => schema.type === NULL;

/**
 * One of
 *   { kind: "named", name }             a reference to a definition
 *   { kind: "array", items: shape }
 *   { kind: "object", fields: schema }  an object with members of its own
 *   { kind: "map", values: shape }      an object with any names
 *   { kind: "free" }                    an object of any shape
 *   { kind: "choice", of: [shape] }
 *   { kind: "plain", types: [string] }  a JSON type; none where any value will do
 * with `nullable`, and `schema`, the schema whose constraints hold for the value.
 */
export function shapeOf(schema) {
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) {
    const rest = choices.filter((choice) => !isNull(choice));
    const nullable = rest.length < choices.length;
    if (rest.length === 1) return { ...shapeOf(rest[0]), nullable };
    return { kind: "choice", of: rest.map(shapeOf), nullable, schema };
  }
  const types = schema.type === undefined ? [] : [schema.type].flat();
  const kinds = types.filter((type) => type !== NULL);
  const nullable = kinds.length < types.length && kinds.length > 0;
  return { ...valueOf(schema, nullable ? kinds : types), nullable, schema };
}

function valueOf(schema, types) {
  if (schema.$ref) return { kind: "named", name: nameOf(schema.$ref) };
  if (types.length !== 1) return { kind: "plain", types };
  if (types[0] === "array" && schema.items) return { kind: "array", items: shapeOf(schema.items) };
  if (types[0] === "object") {
    if (schema.properties) return { kind: "object", fields: schema };
    const values = schema.additionalProperties;
    return typeof values === "object" ? { kind: "map", values: shapeOf(values) } : { kind: "free" };
  }
  return { kind: "plain", types };
}

const nameOf = (reference) => decodeURIComponent(reference.slice(reference.lastIndexOf("/") + 1));

/** The shape of the innermost items, and how many arrays are around them. */
export function innermost(shape, depth = 0) {
  return shape.kind === "array" ? innermost(shape.items, depth + 1) : { shape, depth };
}
