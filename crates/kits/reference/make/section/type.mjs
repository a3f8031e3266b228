// One type: what it is, its fields, what is read against what is written, an example.

import { isDeepStrictEqual } from "node:util";

import { referencesOf } from "../contract.mjs";
import { documentOf } from "../document.mjs";
import { alwaysWritten, fieldsOf } from "../fields.mjs";
import { code, html, joined } from "../html.mjs";
import { prose, sentences } from "../prose.mjs";
import { openness, RULE_KEYWORDS, rulesOf } from "../rules.mjs";
import { shapeOf } from "../shape.mjs";
import { expressionOf } from "./expression.mjs";
import { fieldRow, list, referenceIn } from "./field.mjs";
import { table } from "./table.mjs";

export function typeSection(type, contract, usedBy) {
  const { title, accept, union } = type;
  const example = accept.examples?.[0];
  return html`
<section class="type entry" id="${title}" aria-labelledby="${title}-title" data-type="${title}"${union && tag(union)}>
<h3 id="${title}-title"><a href="#${title}">${title}</a></h3>
${introduction(type, contract)}
${facts(type, contract, usedBy)}
${union && branches(union)}
${accept.properties && fieldTable(type, example, contract)}
${example !== undefined && exampleOf(type, example)}
</section>`;
}

const tag = ({ member, branches }) => {
  const titles = Object.fromEntries(branches.map(({ value, title }) => [value, title]));
  return html` data-tag="${member}" data-branches="${JSON.stringify(titles)}"`;
};

export function introduction(type, contract) {
  const { summary, more } = sentences(type.accept.description ?? "");
  const reference = referenceIn(type, contract);
  return html`<p class="lead">${prose(summary, reference)}</p>${more && html`<p>${prose(more, reference)}</p>`}`;
}

function facts(type, contract, usedBy) {
  const { accept, emit, fresh, union } = type;
  const own = (name) => html`<a href="#${type.title}.${name}">${code(name)}</a>`;
  const always = alwaysWritten(type);
  const isOneSchema = emit.$id === accept.$id;
  const narrower = [...referencesOf(accept)].filter((name) => isNarrower(contract.byName.get(name)));
  return html`<dl class="facts">
${fact(isOneSchema ? "Schema" : "Schema read", accept.$id && schemaOf(type, accept, "input"))}
${fact("Schema written", !isOneSchema && schemaOf(type, emit, "output"))}
${fact("Value", !accept.properties && html`${expressionOf(shapeOf(accept))}${list("rules", rulesOf(accept))}`)}
${fact("Open", !union && openness(accept))}
${fact("Written always", always.length > 0 && joined(always.map(own), ", "))}
${fact("Written in one form", narrower.length > 0 && joined(narrower.map(link), ", "))}
${fact("Made fresh", fresh.length > 0 && html`${joined(fresh.map(own), ", ")}, where a constructor is not given one`)}
${fact("Part of", usedBy(type.title))}
</dl>`;
}

/** The id of a published schema, and a button that saves it under the name that it is published by. */
const schemaOf = ({ title, name }, { $id }, side) => html`${code($id)}
<button type="button" class="small" data-action="save" data-of="${title}" data-side="${side}" data-file="${name}.schema.json" data-enhance hidden>Download<span class="aside"> the schema ${$id}</span></button>`;

const link = (name) => html`<a href="#${name}">${code(name)}</a>`;

const fact = (term, description) => description && html`<div><dt>${term}</dt><dd>${description}</dd></div>`;

/** Whether a constraint of what is written differs from that of what is read. */
const isNarrower = ({ accept, emit }) =>
  !accept.properties && RULE_KEYWORDS.some((keyword) => !isDeepStrictEqual(accept[keyword], emit[keyword]));

function branches({ member, branches: several }) {
  return html`<ul class="branches">${several.map(
    ({ value, title }) => html`<li>${code(member)} is ${code(value)}: ${link(title)}</li>`,
  )}</ul>`;
}

function fieldTable(type, example, contract) {
  const rows = fieldsOf(type.accept, example).map((field) => fieldRow(type, field, contract));
  return table("fields", `Fields of ${type.title}`, ["Field", "Type", "Presence", "Meaning"], rows);
}

/** The buttons are for the script, which shows them. A part that is no document cannot be tried. */
function exampleOf(type, example) {
  const { title, accept } = type;
  return html`<details class="example"><summary>Example of ${title}</summary>
<div class="document" data-example="${title}">
<div class="actions" data-enhance hidden>
${accept.$id !== undefined && button("try", "Try it", ` with ${title}`)}
${button("copy", "Copy", ` the example of ${title}`)}
</div>
${documentOf(example)}
</div></details>`;
}

/** `more` is for those who hear the button apart from what it stands beside. */
const button = (action, label, more) =>
  html`<button type="button" data-action="${action}">${label}<span class="aside">${more}</span></button>`;
