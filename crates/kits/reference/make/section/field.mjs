// One row of a table of fields.

import { code, html, joined } from "../html.mjs";
import { breakable } from "../names.mjs";
import { prose, sentences } from "../prose.mjs";
import { keywordsIn, literal, openness, rulesOf } from "../rules.mjs";
import { expressionOf } from "./expression.mjs";
import { row } from "./table.mjs";

const UNITS = { ms: "milliseconds", seconds: "seconds", cents: "US cents", bytes: "bytes" };
/** A longer example is left to the document that shows the whole type. */
const SHORT = 50;

export function fieldRow(type, field, contract) {
  const id = `${type.title}.${field.name}`;
  const { summary, more } = sentences(field.schema.description ?? "");
  const reference = referenceIn(type, contract);
  return row(attributes(id, field, contract), html`<a class="field" href="#${id}">${breakable(field.name)}</a>`, [
    html`<span class="kind">${expressionOf(field.shape)}</span>${unfolds(field, contract)}${list("rules", rulesFor(field, contract))}`,
    presence(type, field),
    html`<p>${prose(summary, reference)}${more && html` <span class="more">${prose(more, reference)}</span>`}</p>
${examples(field, contract)}`,
  ]);
}

/** What the script needs to find the documentation of a value within this one. */
const attributes = (id, { schema, shape, depth, leads, required }, contract) => [
  html` id="${id}" data-depth="${depth}"`,
  html` data-keywords="${keywordsIn([schema, shape.schema, contract.byName.get(leads)?.accept ?? {}])}"`,
  leads && html` data-leads="${leads}"`,
  required && html` data-required`,
];

/** A button that shows the members of the type that the field refers to, for the script. */
function unfolds({ name, leads }, contract) {
  const { accept, union } = contract.byName.get(leads) ?? {};
  if (!accept?.properties && !union) return "";
  return html` <button type="button" class="small" aria-expanded="false" data-unfold="${leads}" data-enhance hidden>${union ? "Kinds" : "Fields"}<span class="aside"> of ${leads}, in ${name}</span></button>`;
}

export const list = (name, items) =>
  items.length > 0 && html`<ul class="${name}">${items.map((item) => html`<li>${item}</li>`)}</ul>`;

/** What holds for the value: its own constraints, those of the definition it names, its unit. */
function rulesFor(field, contract) {
  const { schema, shape, depth } = field;
  const own = schema === shape.schema ? [schema] : [schema, shape.schema];
  const definition = contract.byName.get(field.leads)?.accept ?? {};
  const named = definition.properties ? [] : rulesOf(definition, { short: true });
  const unit = UNITS[field.name.slice(field.name.lastIndexOf("_") + 1)];
  return [
    ...own.flatMap((one) => [...rulesOf(one), openness(one)]),
    ...named.map((rule) => (depth > 0 ? html`each ${rule}` : rule)),
    unit && `in ${unit}`,
  ].filter(Boolean);
}

function presence(type, field) {
  const absent = field.schema.default;
  return [
    field.required && html`<span class="presence required">required</span>`,
    absent !== undefined &&
      html`<span class="presence default">default ${code(JSON.stringify(absent))}</span>`,
    !field.required && absent === undefined && html`<span class="presence">optional</span>`,
    type.fresh.includes(field.name) && html`<br><span class="presence">made fresh</span>`,
    field.place && html`<br><span class="presence">in the ${field.place}</span>`,
    field.schema.deprecated && html`<br><span class="presence deprecated">deprecated</span>`,
    field.schema["x-sensitivity"] &&
      html`<br><span class="presence">${field.schema["x-sensitivity"]}, may be withheld</span>`,
  ];
}

function examples(field, contract) {
  const { shape, leads } = field;
  const { accept = {} } = contract.byName.get(leads) ?? {};
  // All its words are shown already.
  if (["const", "enum"].some((keyword) => keyword in accept || keyword in shape.schema)) return "";
  const shown = field.examples.filter((value) => typeof value !== "object" && literal(value).length <= SHORT);
  if (shown.length === 0) return "";
  const label = field.known && shown.length > 1 ? "Known today" : "Example";
  return html`<p class="examples">${label}: ${joined(
    shown.map((value) => code(literal(value))),
    ", ",
  )}</p>`;
}

/** Code spans that name anything with a section are links. */
export const sectionsOf = (contract) => (name) => (contract.byName.has(name) ? name : undefined);

/** Code spans that name a field of the same type, or anything with a section, are links. */
export const referenceIn = (type, contract) => (name) => {
  if (contract.byName.has(name)) return name === type.title ? undefined : name;
  return type.accept.properties && Object.hasOwn(type.accept.properties, name)
    ? `${type.title}.${name}`
    : undefined;
};
