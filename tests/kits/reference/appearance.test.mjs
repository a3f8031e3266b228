// On a phone, in the dark, on paper.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { check, launch, visit } from "./browser.mjs";

let browser;

before(async () => {
  browser = await launch();
});
after(() => browser.close());

for (const width of [320, 360, 390, 768, 1280]) {
  test(`${width} pixels wide, the page never scrolls sideways`, () =>
    visit(browser, { viewport: { width, height: 740 } }, async (page) => {
      const long = `{"${"name_".repeat(60)}": 1, "policy_context": {"active_policies": [7]}}`;
      await check(page, "EvidenceBundle", long);
      await page.$$eval("details", (all) => all.forEach((one) => (one.open = true)));
      for (let depth = 0; depth < 2; depth += 1)
        await page.$$eval("[data-unfold][aria-expanded=false]", (all) => all.forEach((one) => one.click()));
      const { wide, beyond } = await page.evaluate(() => ({
        wide: document.documentElement.scrollWidth,
        beyond: [...document.querySelectorAll("main *")]
          .filter(
            (one) =>
              !one.closest("pre, .editor, .aside") && one.getBoundingClientRect().right > innerWidth + 0.5,
          )
          .map((one) => one.outerHTML.slice(0, 100)),
      }));
      assert.deepEqual(beyond, []);
      assert.equal(wide, width);
    }));
}

const paper = (page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);

test("it follows the system's theme, and the button overrules it", async () => {
  const seen = {};
  for (const colorScheme of ["light", "dark"]) {
    await visit(browser, { colorScheme }, async (page) => {
      seen[colorScheme] = await paper(page);
      await page.click("#theme");
      seen[`not ${colorScheme}`] = await paper(page);
      const pressed = await page.getAttribute("#theme", "aria-pressed");
      assert.equal(pressed, String(colorScheme === "light"));
    });
  }
  assert.notEqual(seen.light, seen.dark);
  assert.deepEqual([seen["not light"], seen["not dark"]], [seen.dark, seen.light]);
});

test("the choice of a theme survives a reload, and the next visit of the page", () =>
  visit(browser, { colorScheme: "light" }, async (page) => {
    await page.click("#theme");
    const dark = await paper(page);
    await page.reload();
    assert.deepEqual([await paper(page), await page.getAttribute("#theme", "aria-pressed")], [dark, "true"]);
    await page.click("#theme");
    await page.reload();
    assert.notEqual(await paper(page), dark);
  }));

for (const colorScheme of ["light", "dark"]) {
  test(`text stands out from its ground as WCAG AA asks, ${colorScheme}`, () =>
    visit(browser, { colorScheme }, async (page) => {
      await check(page, "EvidenceBundle", '{"bundle_id": 7}');
      await page.$$eval("details", (all) => all.forEach((one) => (one.open = true)));
      assert.deepEqual(await page.evaluate(tooFaint), []);
    }));
}

/** Runs in the page: every text whose contrast with the ground behind it is below 4.5 to 1. */
function tooFaint() {
  const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const rgb = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const luminance = (colour) => {
    const [red, green, blue] = rgb(colour).map((part) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const ground = (element) => {
    for (let one = element; one; one = one.parentElement) {
      const { backgroundColor } = getComputedStyle(one);
      if (rgb(backgroundColor)[3] === 255) return backgroundColor;
    }
    return "white";
  };
  const faint = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    const isRead =
      walker.currentNode.data.trim() && element.checkVisibility() && !element.closest("[aria-hidden], .skip");
    if (!isRead) continue;
    const [dark, light] = [getComputedStyle(element).color, ground(element)]
      .map(luminance)
      .sort((a, b) => a - b);
    const contrast = (light + 0.05) / (dark + 0.05);
    if (contrast < 4.5) faint.add(`${element.className || element.localName}: ${contrast.toFixed(2)}`);
  }
  return [...faint];
}

test("on paper stands the contract, without what only a screen can do", () =>
  visit(browser, { colorScheme: "dark" }, async (page) => {
    await page.emulateMedia({ media: "print" });
    for (const gone of [".bar", "nav", "#try", ".actions"]) {
      assert.equal(await page.locator(gone).first().isVisible(), false, gone);
    }
    assert.ok(await page.locator("#EvidenceBundle").isVisible());
    assert.equal(await paper(page), "rgb(255, 255, 255)");
  }));
