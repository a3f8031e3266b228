// The type of a value in a few words, with a link to what has a section of its own.

import { code, html, joined } from "../html.mjs";
import { rulesOf } from "../rules.mjs";

const ARTICLES = { array: "array of anything", object: "object of any shape" };

export function expressionOf(shape) {
  return html`${valueOf(shape)}${shape.nullable && html` <span class="or-null">or null</span>`}`;
}

function valueOf(shape) {
  switch (shape.kind) {
    case "named":
      return html`<a href="#${shape.name}">${code(shape.name)}</a>`;
    case "array":
      return html`array of ${inner(shape.items)}`;
    case "map":
      return html`object whose members are ${inner(shape.values)}`;
    case "choice":
      return joined(shape.of.map(inner), " or ");
    case "free":
      return ARTICLES.object;
    case "object":
      return "object";
    default:
      return plain(shape);
  }
}

/** A value within another one has no place of its own for its constraints. */
function inner(shape) {
  const rules = shape.kind === "named" ? [] : rulesOf(shape.schema);
  return html`${expressionOf(shape)}${rules.length > 0 && html` (${joined(rules, ", ")})`}`;
}

function plain({ types, schema }) {
  if (types.length > 0)
    return joined(
      types.map((type) => ARTICLES[type] ?? type),
      " or ",
    );
  const constants = schema.enum ?? (schema.const === undefined ? [] : [schema.const]);
  return constants.length > 0 ? [...new Set(constants.map(typeOf))].join(" or ") : "any value";
}

const typeOf = (value) => (value === null ? "null" : Array.isArray(value) ? "array" : typeof value);
