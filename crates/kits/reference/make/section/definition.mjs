// A scalar or a set of words: what it is, its constraints, examples, who uses it.

import { isDeepStrictEqual } from "node:util";

import { code, html, joined } from "../html.mjs";
import { keywordsIn, literal, rulesOf } from "../rules.mjs";
import { shapeOf } from "../shape.mjs";
import { expressionOf } from "./expression.mjs";
import { list } from "./field.mjs";
import { introduction } from "./type.mjs";

export function definitionSection(entry, contract, usedBy) {
  const { title, accept, emit } = entry;
  const read = rulesOf(accept);
  const written = rulesOf(emit);
  const differs = !isDeepStrictEqual(read.map(String), written.map(String));
  return html`
<section class="definition entry" id="${title}" aria-labelledby="${title}-title" data-type="${title}" data-keywords="${keywordsIn([accept, emit])}">
<h3 id="${title}-title"><a href="#${title}">${title}</a> <span class="kind">${expressionOf(shapeOf(accept))}</span></h3>
${introduction(entry, contract)}
${differs && html`<p class="side">Read:</p>`}${list("rules", read)}
${differs && html`<p class="side">Written:</p>`}${differs && list("rules", written)}
${
  accept.examples &&
  html`<p class="examples">Examples: ${joined(
    accept.examples.map((value) => code(literal(value))),
    ", ",
  )}</p>`
}
${uses(usedBy(title))}
</section>`;
}

const uses = (links) => links && html`<p class="uses">Used by ${links}</p>`;
