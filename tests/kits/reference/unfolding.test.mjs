// A member of a named type is unfolded where it stands, as deep as somebody looks.

import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";

import { launch, visit } from "./browser.mjs";
import { make, skip } from "./maker.mjs";

let browser;

before(async () => {
  browser = await launch();
});
after(() => browser.close());

const named = (scope, name) => scope.getByRole("button", { name, exact: true });
const names = (scope) => scope.locator("> table > tbody > tr > th").allTextContents();
const row = (page, id) => page.locator(`[id="${id}"]`);
/** What stands below a row when it is unfolded. */
const below = (field) => field.locator("xpath=following-sibling::tr[1][@class='unfolded']/td");

test("the members of a type stand below the field that has it, by the keyboard, and fold again", () =>
  visit(browser, {}, async (page) => {
    const field = row(page, "EvidenceBundle.policy_context");
    const button = named(field, "Fields of PolicyContext, in policy_context");
    assert.equal(await button.getAttribute("aria-expanded"), "false");
    assert.equal(await page.locator(".unfolded").count(), 0, "nothing is copied before it is asked for");
    await button.focus();
    await page.keyboard.press("Enter");
    assert.equal(await button.getAttribute("aria-expanded"), "true");
    assert.deepEqual(await names(below(field)), await names(page.locator("#PolicyContext")));
    assert.equal(await field.locator("a[href='#PolicyContext']").count(), 1, "the link to the section stays");
    const ids = await page.$$eval("[id]", (all) => all.map((one) => one.id));
    assert.equal(new Set(ids).size, ids.length);
    await page.keyboard.press("Space");
    assert.equal(await button.getAttribute("aria-expanded"), "false");
    assert.equal(await page.locator(".unfolded").count(), 0);
  }));

test("what is unfolded can be unfolded further, and is folded at first wherever it is shown", () =>
  visit(browser, {}, async (page) => {
    const inner = row(page, "SOC2Bundle.steps");
    await inner.locator("[data-unfold]").click();
    const outer = row(page, "ExportCase.incident");
    await outer.locator("[data-unfold]").click();
    assert.equal(await below(outer).locator(".unfolded").count(), 0);
    assert.deepEqual(await names(below(inner)), await names(page.locator("#TraceStepEvidence")));
  }));

/** Visits a page on which `Tree` has a member of itself and one of a union. */
async function visitTree(use) {
  const scratch = mkdtempSync(join(tmpdir(), "reference-"));
  const { page } = make(scratch, (brief) => {
    const tree = {
      $id: "urn:export-bundles:v1:tree",
      title: "Tree",
      description: "A tree.",
      type: "object",
      properties: {
        trees: { description: "What grows on it.", type: "array", items: { $ref: "#/$defs/Tree" } },
        bundle: { description: "What hangs on it.", $ref: "#/$defs/ExportBundle" },
      },
    };
    brief.types.push({ title: "Tree", name: "tree", accept: tree, emit: tree, union: null, fresh: [] });
  });
  try {
    await visit(browser, { url: pathToFileURL(page).href }, use);
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

test("a type that refers to itself unfolds in itself", { skip }, () =>
  visitTree(async (page) => {
    let field = row(page, "Tree.trees");
    for (let depth = 0; depth < 4; depth += 1) {
      await named(field, "Fields of Tree, in trees").click();
      field = below(field).locator("> table > tbody > tr").filter({ has: page.locator("> th > a[href='#Tree.trees']") });
    }
    assert.equal(await page.locator("#Tree .unfolded").count(), 4);
    await named(row(page, "Tree.trees"), "Fields of Tree, in trees").click();
    assert.equal(await page.locator("#Tree .unfolded").count(), 0);
  }));

test("a member of a union unfolds to the kinds that it may be of", { skip }, () =>
  visitTree(async (page) => {
    const field = row(page, "Tree.bundle");
    await named(field, "Kinds of ExportBundle, in bundle").click();
    assert.deepEqual(
      await below(field).locator(".branches li").allTextContents(),
      await page.locator("#ExportBundle .branches li").allTextContents(),
    );
  }));

test("the search hides what is unfolded with the field that it belongs to", () =>
  visit(browser, {}, async (page) => {
    const field = row(page, "EvidenceBundle.policy_context");
    await field.locator("[data-unfold]").click();
    await page.fill("#query", "run_id");
    assert.ok(await below(field).isHidden());
    await page.locator("#query").press("Escape");
    assert.ok(await below(field).isVisible());
  }));
