// Whoever starts from the page gets there: what it shows can be copied, runs, and is what it says.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";

import { launch, visit } from "./browser.mjs";

const PACKAGE = resolve(process.env.KITS_NPM ?? fileURLToPath(new URL("../../../generated/typescript", import.meta.url)));

let browser;

before(async () => {
  browser = await launch();
});
after(() => browser.close());

test("each language has a line that installs its package, and a program", () =>
  visit(browser, {}, async (page) => {
    const languages = await page.$$eval("#start .language", (all) =>
      all.map((one) => [one.querySelector("h3").textContent, one.querySelector("pre").textContent]),
    );
    assert.deepEqual(languages, [
      ["TypeScript", "npm install export-bundles"],
      ["Python", "pip install export-bundles"],
      ["Rust", "cargo add export-bundles"],
    ]);
    assert.equal(await page.locator("#start [data-program]").count(), languages.length);
  }));

test("the program in TypeScript runs with the package", () =>
  visit(browser, {}, async (page) => {
    const project = mkdtempSync(join(tmpdir(), "export-bundles-"));
    try {
      cpSync(PACKAGE, join(project, "node_modules/export-bundles"), { recursive: true });
      writeFileSync(join(project, "first.mjs"), await page.textContent("[data-program=TypeScript]"));
      const said = execFileSync(process.execPath, ["first.mjs"], { cwd: project, encoding: "utf8" });
      assert.match(said, /^ expected the member `bundle_type`, which is missing\n/);
    } finally {
      rmSync(project, { recursive: true });
    }
  }));

// Chromium lets a page begin ten downloads in a second, more than anybody clicks.
const DOWNLOADS = 10;

test("the schemas of every type are saved as they are published", async () => {
  let all = Infinity;
  for (let begin = 0; begin < all; begin += DOWNLOADS)
    await visit(browser, {}, async (page) => {
      const buttons = await page.locator("[data-action=save]").all();
      all = buttons.length;
      for (const button of buttons.slice(begin, begin + DOWNLOADS)) await savesWhatIsPublished(page, button);
    });
  assert.ok(all > 30);
});

async function savesWhatIsPublished(page, button) {
  const [saved] = await Promise.all([page.waitForEvent("download"), button.click()]);
  const folder = (await button.getAttribute("data-side")) === "output" ? "schemas/emit" : "schemas";
  const published = readFileSync(join(PACKAGE, folder, saved.suggestedFilename()), "utf8");
  const schema = JSON.parse(readFileSync(await saved.path(), "utf8"));
  assert.deepEqual({ ...schema, $comment: "" }, { ...JSON.parse(published), $comment: "" });
}
