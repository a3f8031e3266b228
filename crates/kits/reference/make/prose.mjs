// Descriptions and change notes: plain text with `code`, **strong** words and links.

import { code, html } from "./html.mjs";

const MARKS =
  /`(?<code>[^`]+)`|\*\*(?<strong>[^*]+)\*\*|\[(?<label>[^\]]+)\]\((?<target>https:\/\/[^\s)]+)\)/g;

/** `reference(name)` is the anchor of what a code span names, if anything is called so. */
export function prose(text, reference = () => undefined) {
  const parts = [];
  let end = 0;
  for (const match of text.matchAll(MARKS)) {
    parts.push(text.slice(end, match.index));
    parts.push(marked(match.groups, reference));
    end = match.index + match[0].length;
  }
  return html`${parts}${text.slice(end)}`;
}

function marked({ code: name, strong, label, target }, reference) {
  if (strong) return html`<strong>${strong}</strong>`;
  if (label) return html`<a href="${target}" rel="noreferrer">${label}</a>`;
  const anchor = reference(name);
  return anchor ? html`<a href="#${anchor}">${code(name)}</a>` : code(name);
}

/** The first sentence of a description, and the rest. */
export function sentences(description) {
  const end = /[.!?](?=\s+\S)/.exec(description.replace(/`[^`]*`/g, (span) => "`".repeat(span.length)));
  if (!end) return { summary: description, more: "" };
  return {
    summary: description.slice(0, end.index + 1),
    more: description.slice(end.index + 1).trim(),
  };
}
