// Long names may break behind an underscore and before a capital, and paths before a slash, and nowhere else.

import { html, joined } from "./html.mjs";

export const breakable = (name) => joined(name.split(/(?<=_)|(?<=[a-z0-9])(?=[A-Z])/), html`<wbr>`);

export const breakablePath = (path) => joined(path.split(/(?<=.)(?=\/)/), html`<wbr>`);
