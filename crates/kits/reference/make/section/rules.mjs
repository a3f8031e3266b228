// The rules that documents are held against beyond their schema, where the contract has some.

import { code, html } from "../html.mjs";
import { row, table } from "./table.mjs";

const HEADINGS = ["Rule", "Finding", "What holds, and why"];

export const ruleSection = (rules) =>
  rules.length > 0 &&
  html`
<section id="rules" aria-labelledby="rules-title">
<h2 id="rules-title">Rules</h2>
<p>A schema says what a document may hold; rules say what has to agree in it. A document with an error is not sound; a warning is worth a look. Rules that are called optional are for those who ask for them.</p>
${table("plain", "Rules", HEADINGS, rules.map(rule))}
</section>`;

const rule = ({ id, severity, set, title, why, reference }) =>
  row(
    html` id="rule.${id}"`,
    code(id),
    [
      html`${severity}${set !== "default" && html`<br><span class="presence">optional</span>`}`,
      html`<p>${title}. <span class="more">${why}</span></p>
<p class="examples">${reference}</p>`,
    ],
    ["Finding"],
  );
