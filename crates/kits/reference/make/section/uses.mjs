// Which fields refer to a type: links, grouped by the type they belong to.

import { fieldsOf } from "../fields.mjs";
import { code, html, joined } from "../html.mjs";

/** A function from a name to the links of the fields that lead to it; nothing where none does. */
export function usesIn(types) {
  const uses = new Map();
  for (const type of types) {
    for (const field of type.accept.properties ? fieldsOf(type.accept) : []) {
      if (!field.leads) continue;
      uses.set(field.leads, [...(uses.get(field.leads) ?? []), { title: type.title, name: field.name }]);
    }
  }
  return (name) => {
    const fields = uses.get(name);
    if (!fields) return undefined;
    const titles = [...new Set(fields.map((field) => field.title))];
    return joined(
      titles.map((title) =>
        group(
          title,
          fields.filter((field) => field.title === title),
        ),
      ),
      "; ",
    );
  };
}

const group = (title, fields) =>
  html`${title} ${joined(
    fields.map(({ name }) => html`<a href="#${title}.${name}">${code(name)}</a>`),
    ", ",
  )}`;
