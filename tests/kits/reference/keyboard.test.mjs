// Everything is reached and used without a mouse.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { launch, selected, verdict, visit } from "./browser.mjs";

let browser;

before(async () => {
  browser = await launch();
});
after(() => browser.close());

test("the first Tab offers to skip to the contract", () =>
  visit(browser, {}, async (page) => {
    await page.keyboard.press("Tab");
    const skip = page.locator(".skip");
    assert.ok(
      await skip.evaluate((link) => link === document.activeElement && link.getBoundingClientRect().top >= 0),
    );
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => document.activeElement.id), "main");
  }));

test("Tab reaches every control and link, and each shows that it has the focus", () =>
  visit(browser, {}, async (page) => {
    await page.focus("[data-sample=missing]");
    await page.keyboard.press("Enter");
    await verdict(page);
    const total = await page.evaluate(() => {
      const controls = "a[href], button, input, select, summary, [tabindex='0'], [contenteditable]";
      globalThis.waiting = new Set(
        [...document.querySelectorAll(controls)].filter((one) => one.checkVisibility()),
      );
      globalThis.unmarked = [];
      addEventListener("focusin", ({ target }) => {
        const { outlineStyle, boxShadow } = getComputedStyle(
          target.matches("#payload") ? target.closest(".editor") : target,
        );
        if (outlineStyle === "none" && boxShadow === "none")
          globalThis.unmarked.push(target.outerHTML.slice(0, 80));
        globalThis.waiting.delete(target);
      });
      return globalThis.waiting.size;
    });
    assert.ok(total > 100);
    await page.locator(".skip").focus();
    for (let presses = 0; presses < total; presses += 1) await page.keyboard.press("Tab");
    const { missed, unmarked } = await page.evaluate(() => ({
      missed: [...globalThis.waiting].map((one) => one.outerHTML.slice(0, 80)),
      unmarked: globalThis.unmarked,
    }));
    assert.deepEqual(missed, []);
    assert.deepEqual(unmarked, []);
  }));

test("Enter loads an example, shows the place of a violation and its documentation", () =>
  visit(browser, {}, async (page) => {
    await page.focus("#type");
    await page.keyboard.type("EvidenceBundle");
    await page.focus("[data-sample=type]");
    await page.keyboard.press("Enter");
    assert.equal((await verdict(page)).state, "invalid");
    await page.focus("#faults .place");
    await page.keyboard.press("Enter");
    assert.equal(await selected(page), "17");
    assert.equal(await page.evaluate(() => document.activeElement.id), "payload");
    await page.focus("#faults .field");
    await page.keyboard.press("Enter");
    assert.match(await page.evaluate(() => location.hash), /^#EvidenceBundle\./);
  }));

test("the verdict and the search are announced, and every control has a name", () =>
  visit(browser, {}, async (page) => {
    for (const id of ["verdict", "found"]) assert.equal(await page.getAttribute(`#${id}`, "role"), "status");
    for (const [role, name] of [
      ["searchbox", "Search types and fields"],
      ["combobox", "Type"],
      ["textbox", "Payload, a JSON document"],
      ["navigation", "Contents"],
      ["button", "Dark theme"],
    ]) {
      assert.equal(await page.getByRole(role, { name, exact: true }).count(), 1, `${role} ${name}`);
    }
    const nameless = await page.$$eval("button, a[href], summary", (all) =>
      all.filter((one) => !one.textContent.trim() && !one.ariaLabel).map((one) => one.outerHTML),
    );
    assert.deepEqual(nameless, []);
  }));

test("headings go down one level at a time", () =>
  visit(browser, {}, async (page) => {
    const levels = await page.$$eval("h1, h2, h3, h4", (all) => all.map((one) => Number(one.tagName[1])));
    assert.equal(levels.filter((level) => level === 1).length, 1);
    assert.equal(levels[0], 1);
    levels.reduce((above, level) => (assert.ok(level <= above + 1), level));
  }));
