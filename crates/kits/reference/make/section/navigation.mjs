// The list of contents.

import { html } from "../html.mjs";
import { breakable } from "../names.mjs";

export function navigation(contract, rules) {
  const { operations, problems } = contract.http;
  return html`
<ul>
<li data-enhance hidden><a href="#try">Try it</a></li>
${link("start", "Start")}
${link("conventions", "Conventions")}
</ul>
${contract.groups.map(
  (group) => html`<p class="group"><a href="#${group.id}">${group.title}</a></p>
<ul>${group.types.map((type) => link(type.title, type.title))}</ul>`,
)}
${operations.length > 0 && html`<p class="group"><a href="#operations">Operations</a></p>
<ul>${operations.map(({ id, name }) => link(id, name))}${problems.length > 0 && link("problems", "Problems")}</ul>`}
<p class="group">Behind the types</p>
<ul>
${link("scalars", "Scalars")}
${link("words", "Sets of words")}
${link("violations", "Violations")}
${rules.length > 0 && link("rules", "Rules")}
${link("releases", "Releases")}
</ul>`;
}

const link = (id, label) => html`<li><a href="#${id}">${breakable(label)}</a></li>`;
