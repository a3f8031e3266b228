// The HTTP operations: what each asks for, what it answers, and the problems that they share.

import { fieldsOf } from "../fields.mjs";
import { code, html, joined } from "../html.mjs";
import { breakablePath } from "../names.mjs";
import { prose } from "../prose.mjs";
import { exchangeRow, exchangeTable } from "./exchange.mjs";
import { fieldRow, sectionsOf } from "./field.mjs";
import { row, table } from "./table.mjs";

export function operationsSection(contract) {
  const { operations, problems, schemes } = contract.http;
  if (operations.length === 0) return "";
  return html`
<section class="group" id="operations" aria-labelledby="operations-title">
<h2 id="operations-title">Operations</h2>
<p>What a service that speaks the contract answers over HTTP.</p>
${operations.map((operation) => operationSection(operation, schemes, contract))}
${problems.length > 0 && problemSection(problems, contract)}
</section>`;
}

function operationSection(operation, schemes, contract) {
  const { id, name, method, path, summary, description, deprecated, asks, parameters } = operation;
  const reference = sectionsOf(contract);
  return html`
<section class="type entry" id="${id}" aria-labelledby="${id}-title">
<h3 id="${id}-title"><a href="#${id}"><span class="method">${method}</span> ${code(breakablePath(path))}</a></h3>
<p class="lead">${prose(summary, reference)}</p>${description && html`<p>${prose(description, reference)}</p>`}
<dl class="facts">
<div><dt>Name</dt><dd>${code(name)}${deprecated && html` <span class="presence deprecated">deprecated</span>`}</dd></div>
${asks.length > 0 && html`<div><dt>Asks for</dt><dd>${joined(asks.map((all) => credentials(all, schemes, reference)), " or ")}</dd></div>`}
</dl>
${parameters.length > 0 && parameterTable(operation, contract)}
${exchanges(operation, contract)}
</section>`;
}

const credentials = (names, schemes, reference) =>
  joined(
    names.map((name) => html`${code(name)}: ${prose(schemes[name]?.description ?? "", reference)}`),
    " and ",
  );

/** Parameters are told as members are; beside whether they are required stands where they are looked for. */
function parameterTable({ id, name, parameters }, contract) {
  const named = (value) => Object.fromEntries(parameters.map((one) => [one.name, value(one)]));
  const properties = named(({ schema, description }) => ({ ...schema, description }));
  const required = parameters.filter((one) => one.required).map((one) => one.name);
  const places = named((one) => one.in);
  const type = { title: id, accept: { properties }, fresh: [] };
  const rows = fieldsOf({ properties, required }, named((one) => one.example)).map((field) =>
    fieldRow(type, { ...field, place: places[field.name] }, contract),
  );
  return table("fields", `Parameters of ${name}`, ["Parameter", "Type", "Presence", "Meaning"], rows);
}

function exchanges({ id, name, request, answers, problems }, contract) {
  return exchangeTable(`Request and answers of ${name}`, [
    request && exchangeRow("", "Request", request, `${id}.request`, contract),
    ...answers.map((answer) => exchangeRow("", code(answer.status), answer, `${id}.${answer.status}`, contract)),
    problems.length > 0 &&
      row("", "Problems", [
        joined(problems.map((problem) => html`<a href="#${problem.id}">${code(problem.status)}</a>`), ", "),
        html`Each status leads to what it means.`,
      ]),
  ]);
}

function problemSection(problems, contract) {
  const rows = problems.map((problem) =>
    exchangeRow(
      html` id="${problem.id}"`,
      joined([...problem.statuses].map(code), ", "),
      problem,
      problem.id,
      contract,
    ),
  );
  return html`
<section class="type entry" id="problems" aria-labelledby="problems-title">
<h3 id="problems-title"><a href="#problems">Problems</a></h3>
<p class="lead">What may stand in the way of several operations.</p>
${exchangeTable("Problems", rows)}
</section>`;
}
