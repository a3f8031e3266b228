// The editor's style, put where the page's policy allows it: CodeMirror would add a `style` element, whose digest
// nobody knows when the page is made. A sheet that a script constructs needs none.

import { StyleModule } from "style-mod";

export function constructStyles(): void {
  const sheet = new CSSStyleSheet();
  document.adoptedStyleSheets.push(sheet);
  StyleModule.mount = (_, modules) =>
    sheet.replaceSync(
      [modules]
        .flat()
        .map((one) => one.getRules())
        .join("\n"),
    );
}
