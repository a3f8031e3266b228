// A JSON document as highlighted text. Its text content is the document itself.

import { html } from "./html.mjs";

const TOKENS =
  /(?<name>"(?:[^"\\]|\\.)*")(?=: )|(?<string>"(?:[^"\\]|\\.)*")|(?<number>-?[0-9][0-9.eE+-]*)|(?<word>true|false|null)/g;

export function documentOf(value) {
  const text = JSON.stringify(value, null, 2);
  const parts = [];
  let end = 0;
  for (const match of text.matchAll(TOKENS)) {
    const kind = Object.keys(match.groups).find((group) => match.groups[group] !== undefined);
    parts.push(text.slice(end, match.index));
    parts.push(html`<span class="${kind}">${match[0]}</span>`);
    end = match.index + match[0].length;
  }
  return html`<pre tabindex="0"><code>${parts}${text.slice(end)}</code></pre>`;
}
