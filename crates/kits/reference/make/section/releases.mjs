// What each release changed, and whether anybody had to change with it.

import { code, html } from "../html.mjs";
import { prose } from "../prose.mjs";
import { sectionsOf } from "./field.mjs";
import { row, table } from "./table.mjs";

const FIRST = "first";

export function releaseSections(contract) {
  const isReleased = contract.releases.some((release) => release.version === contract.version);
  const reference = sectionsOf(contract);
  return html`${!isReleased && html`<p class="note">This page tells of ${contract.version}, which is not released yet.</p>`}
${contract.releases.map((release) => releaseSection(release, reference))}`;
}

function releaseSection({ version, date, changes, types }, reference) {
  const isFirst = types.every((type) => type.reads_older === FIRST && type.older_read === FIRST);
  return html`
<section class="release" id="release.${version}" aria-labelledby="release.${version}-title">
<h3 id="release.${version}-title"><a href="#release.${version}">${version}</a>${date && html` <time datetime="${date}">${date}</time>`}</h3>
<ul class="changes">${changes.map((change) => html`<li>${prose(change, reference)}</li>`)}</ul>
${isFirst ? html`<p class="note">The first release: there is nothing older to be compared with.</p>` : verdicts(types, reference)}
</section>`;
}

const DIRECTIONS = ["Reads what older writers wrote", "Is read by older readers"];

function verdicts(types, reference) {
  const rows = types.map(({ title, reads_older, older_read }) => {
    const name = reference(title) ? html`<a href="#${title}">${code(title)}</a>` : code(title);
    return row("", name, [verdict(reads_older), verdict(older_read)], DIRECTIONS);
  });
  return table("plain", "Compatibility with the release before", ["Type", ...DIRECTIONS], rows);
}

const verdict = (word) =>
  html`<span class="verdict-word" data-verdict="${word}">${word === FIRST ? "new type" : word}</span>`;
