// What goes over the wire, a row each: a request or an answer, its bodies and its headers.

import { fieldsOf } from "../fields.mjs";
import { code, html } from "../html.mjs";
import { prose } from "../prose.mjs";
import { shapeOf } from "../shape.mjs";
import { expressionOf } from "./expression.mjs";
import { fieldRow, list, sectionsOf } from "./field.mjs";
import { row, table } from "./table.mjs";

export const exchangeTable = (label, rows) =>
  table("plain exchange", label, ["Status", "Body", "Meaning"], rows);

/** `id` is where the members of a body stand that has no name. */
export function exchangeRow(attributes, heading, { description, headers, bodies }, id, contract) {
  const reference = sectionsOf(contract);
  const told = headers.map((header) => html`${code(header.name)}: ${prose(header.description, reference)}`);
  return row(attributes, heading, [
    bodies.length > 0 ? bodies.map((body) => bodyOf(body, reference)) : "none",
    html`<p>${prose(description, reference)}</p>${list("rules", told)}${bodies.map((body) => members(body, id, contract))}`,
  ]);
}

const bodyOf = ({ media, schema }, reference) => html`<div>${schema && html`<span class="kind">${expressionOf(shapeOf(schema))}</span> `}<span class="more">${code(media)}</span>${schema?.description && html`
<p class="examples">${prose(schema.description, reference)}</p>`}</div>`;

function members({ media, schema }, id, contract) {
  if (!schema?.properties) return "";
  const type = { title: id, accept: schema, fresh: [] };
  const rows = fieldsOf(schema).map((field) => fieldRow(type, field, contract));
  return table("fields", `Members of ${media}`, ["Field", "Type", "Presence", "Meaning"], rows);
}
