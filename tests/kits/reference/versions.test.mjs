// A page says which version it tells of; pages of several major versions that stand beside one another lead to each other.

import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";

import { launch, visit } from "./browser.mjs";
import { make, skip } from "./maker.mjs";

let browser;
let scratch;

before(async () => {
  browser = await launch();
  scratch = mkdtempSync(join(tmpdir(), "reference-"));
});
after(async () => {
  await browser.close();
  rmSync(scratch, { recursive: true });
});

const release = (version) => ({ version, date: null, changes: [], types: [] });

/** The address of the page of a version, made in a folder. */
function pageOf(folder, version, releases) {
  const { status, stderr, page } = make(join(scratch, folder), (brief) => {
    Object.assign(brief, { version, releases: releases.map(release) });
  });
  assert.equal(status, 0, stderr);
  return pathToFileURL(page).href;
}

const seen = (page) =>
  page.$$eval(".opening .version", (all) => all.filter((one) => one.checkVisibility()).map((one) => one.textContent));

test("where there is one major version, it is told, and there is nothing to choose", { skip }, async () => {
  await visit(browser, { url: pageOf("v1", "1.1.0", ["1.1.0", "1.0.0"]) }, async (page) => {
    assert.deepEqual(await seen(page), ["Version 1.1.0"]);
    assert.equal(await page.locator("#versions").count(), 0);
  });
  await visit(browser, { url: pageOf("v1", "1.2.0", ["1.1.0"]), viewport: { width: 320, height: 700 } }, async (page) => {
    assert.deepEqual(await seen(page), ["Version 1.2.0, not released yet"]);
  });
});

test("pages of two versions lead to each other, to the same place", { skip }, async () => {
  const older = pageOf("v1", "1.4.0", ["2.0.0", "1.4.0", "1.0.0"]);
  const newer = pageOf("v2", "2.1.0", ["2.0.0", "1.4.0", "1.0.0"]);
  const page = await browser.newPage();
  try {
    await page.goto(newer);
    assert.deepEqual(await seen(page), ["Version 2.1.0, not released yet", "Other versions: 1.4.0"]);
    await page.click("nav a[href='#PolicyContext']");
    await page.focus("#versions a");
    await page.keyboard.press("Enter");
    await page.waitForURL(`${older}#PolicyContext`);
    assert.deepEqual(await seen(page), ["Version 1.4.0", "Other versions: 2.0.0"]);
    await page.click("#versions a");
    await page.waitForURL(`${newer}#PolicyContext`);
  } finally {
    await page.close();
  }
});

test("a page that stands alone leads to no other, for nobody knows where that would be", { skip }, () =>
  visit(browser, { url: pageOf("alone", "2.0.0", ["2.0.0", "1.4.0"]) }, async (page) => {
    assert.deepEqual(await seen(page), ["Version 2.0.0"]);
  }));
