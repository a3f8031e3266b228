// Tables that stay tables for a screen reader where a narrow screen shows them as lists: style sheets
// take the roles away that elements have by themselves.

import { html } from "../html.mjs";

export const table = (kind, label, headings, rows) => html`
<table role="table" class="${kind}" aria-label="${label}">
<thead role="rowgroup"><tr role="row">${headings.map(
  (heading) => html`<th scope="col" role="columnheader">${heading}</th>`,
)}</tr></thead>
<tbody role="rowgroup">${rows}
</tbody></table>`;

/** `labels` stand before the cells where there is no room for the headings. */
export const row = (attributes, heading, cells, labels = []) => html`
<tr${attributes} role="row">
<th scope="row" role="rowheader">${heading}</th>${cells.map(
  (cell, index) => html`
<td role="cell"${labels[index] && html` data-label="${labels[index]}"`}>${cell}</td>`,
)}
</tr>`;
