// HTML as a tagged template: what is put in is escaped unless it is HTML already.

class Html {
  constructor(text) {
    this.text = text;
  }

  toString() {
    return this.text;
  }
}

const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

const written = (part) => {
  if (part instanceof Html) return part.text;
  if (Array.isArray(part)) return part.map(written).join("");
  if (part === undefined || part === null || part === false) return "";
  return String(part).replace(/[&<>"']/g, (character) => ENTITIES[character]);
};

export const html = (texts, ...parts) =>
  new Html(texts.reduce((made, text, index) => made + written(parts[index - 1]) + text));

/** Text that is HTML already. */
export const raw = (text) => new Html(text);

/** Puts `separator` between the parts that are there. */
export const joined = (parts, separator) =>
  parts.filter(Boolean).map((part, index) => (index === 0 ? part : html`${separator}${part}`));

export const code = (text) => html`<code>${text}</code>`;
