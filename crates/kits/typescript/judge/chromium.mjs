// node typescript/judge/chromium.mjs INPUT OUTPUT PACKAGE
//
// As node.mjs, in a page of a real Chromium under a strict content security policy. PACKAGE is the
// package's folder.

import { withPage } from "./browser.mjs";
import { readLines, writeLines } from "./lines.mjs";

const BATCH = 2000;

const [input, output, folder] = process.argv.slice(2);
const lines = readLines(input);

await withPage(folder, new URL("page.mjs", import.meta.url), async (page) => {
  const verdicts = [];
  for (let at = 0; at < lines.length; at += BATCH) {
    verdicts.push(...(await page.evaluate((batch) => judged(batch), lines.slice(at, at + BATCH))));
  }
  writeLines(output, verdicts);
});
