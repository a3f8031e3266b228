// The package works in a page that may run the scripts of its own origin and nothing else.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

import { withPage } from "../judge/browser.mjs";
import { evidence } from "./documents.mjs";
import { project } from "./project.mjs";

const folder = join(project(), "node_modules/export-bundles");
const inPage = (script, work) => withPage(folder, new URL(`page/${script}`, import.meta.url), work);

test("nothing that is shipped compiles code or imports another package", () => {
  const files = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith(".js"));
  assert.ok(files.length > 20);
  for (const file of files) {
    const code = readFileSync(join(folder, file), "utf8");
    assert.doesNotMatch(code, /\beval\b|\bFunction\s*\(|\bimport\s*\(/, file);
    const isCommonJs = file.startsWith("cjs/");
    assert.ok(isCommonJs || !/\brequire\s*\(/.test(code), file);
    const names = isCommonJs ? /\brequire\s*\((.*?)\)/g : /\bfrom (".*?")/g;
    for (const [, from] of code.matchAll(names)) assert.match(from, /^"\.\.?\//, file);
  }
});

test("a page validates, reads and guards", async () => {
  const results = await inPage("works.mjs", (page) => page.evaluate((document) => tried(document), evidence));
  assert.deepEqual(results, { valid: true, tokens: 0, guarded: true, keyword: "enum", issues: 1 });
});

test("such a page cannot compile code, and the complaint is heard", async () => {
  await assert.rejects(inPage("compiles.mjs", () => {}), /the page complains: .*unsafe-eval/);
});
