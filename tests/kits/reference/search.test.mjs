// The search leaves what holds all its words, and gives everything back.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { launch, visit } from "./browser.mjs";

let browser;

before(async () => {
  browser = await launch();
});
after(() => browser.close());

const shown = (page, selector) =>
  page.$$eval(selector, (found) => found.filter((one) => one.checkVisibility()).map((one) => one.id));

test("a field is found by its name, wherever it stands", () =>
  visit(browser, {}, async (page) => {
    await page.keyboard.press("/");
    await page.keyboard.type("time_to_contain");
    assert.deepEqual(await shown(page, "tbody tr"), ["ExecutiveDebriefBundle.time_to_contain_seconds"]);
    assert.deepEqual(await shown(page, ".entry"), ["ExecutiveDebriefBundle"]);
    assert.equal(await page.textContent("#found"), "1 field in 1 entry");
  }));

test("all words must be there, in a description or a constraint", () =>
  visit(browser, {}, async (page) => {
    await page.fill("#query", "256 TENANT owns");
    const owned = ["EvidenceBundle", "SOC2Bundle", "ExecutiveDebriefBundle", "Incident", "Run", "Trace"];
    assert.deepEqual(
      await shown(page, ".fields tbody tr"),
      owned.map((title) => `${title}.tenant_id`),
    );
  }));

test("a type that matches by itself shows all its fields", () =>
  visit(browser, {}, async (page) => {
    const all = await page.locator("#PolicyContext tbody tr").count();
    await page.fill("#query", "policy that was broken, if any");
    assert.deepEqual(await shown(page, ".entry"), ["PolicyContext"]);
    assert.equal((await shown(page, "#PolicyContext tbody tr")).length, all);
  }));

test("nothing found is said, and Escape gives everything back", () =>
  visit(browser, {}, async (page) => {
    const before = await shown(page, ".entry");
    await page.fill("#query", "no such thing anywhere");
    assert.deepEqual(await shown(page, ".entry"), []);
    assert.match(await page.textContent("#found"), /^Nothing is found/);
    await page.locator("#query").press("Escape");
    assert.deepEqual(await shown(page, ".entry"), before);
    assert.equal(await page.textContent("#found"), "");
  }));

test("a word of a closed set is found where the set is, and where it is used", () =>
  visit(browser, {}, async (page) => {
    await page.fill("#query", "in_progress");
    assert.deepEqual(await shown(page, ".definition"), ["RemediationStatus"]);
    assert.deepEqual(await shown(page, ".fields tbody tr"), ["ExecutiveDebriefBundle.remediation_status"]);
  }));

test("a keyword of JSON Schema is found where it holds, though the page says it in words", () =>
  visit(browser, {}, async (page) => {
    await page.fill("#query", "exclusiveMinimum");
    assert.deepEqual(await shown(page, ".entry"), []);
    await page.fill("#query", "maximum tokens");
    const fields = await shown(page, ".fields tbody tr");
    assert.ok(fields.includes("EvidenceBundle.total_tokens"), fields.join(" "));
    await page.fill("#query", "maxLength");
    assert.deepEqual(await shown(page, ".definition"), ["DownloadUrl", "Identifier"]);
  }));

test("a click on a link ends the search, also where it leads to what was found", () =>
  visit(browser, {}, async (page) => {
    const before = await shown(page, ".entry");
    await page.fill("#query", "time_to_contain");
    await page.click("a[href='#ExecutiveDebriefBundle.time_to_contain_seconds']");
    assert.equal(await page.inputValue("#query"), "");
    assert.deepEqual(await shown(page, ".entry"), before);
    await page.waitForFunction(() => {
      const { top } = document.getElementById("ExecutiveDebriefBundle.time_to_contain_seconds").getBoundingClientRect();
      return top >= 0 && top < innerHeight;
    });
  }));

test("a link leads to a place that the search has hidden", () =>
  visit(browser, {}, async (page) => {
    await page.fill("#query", "time_to_contain");
    await page.click("nav a[href='#releases']");
    await page.waitForFunction(() => document.querySelector("#query").value === "");
    await page.waitForFunction(
      () => document.querySelector("#releases").getBoundingClientRect().top < innerHeight,
    );
  }));
