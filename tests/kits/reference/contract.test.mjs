// The page tells everything that the brief says, with JavaScript and without.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";

import { launch, visit } from "./browser.mjs";

const BRIEF = process.env.KITS_BRIEF;
const brief = BRIEF && JSON.parse(readFileSync(BRIEF, "utf8"));
const skip = brief ? false : "KITS_BRIEF names no brief";

let browser;

before(async () => {
  browser = await launch();
});
after(() => browser.close());

const plain = (text) => text.replaceAll("`", "").replace(/\s+/g, " ").trim();

/** What is seen at each place of the page, by its id. */
async function toldAt(page) {
  const told = await page.$$eval("[id]", (all) =>
    all.filter((one) => one.checkVisibility()).map((one) => [one.id, one.textContent]),
  );
  return new Map(told.map(([id, text]) => [id, plain(text)]));
}

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? "with" : "without";

  test(`${how} JavaScript, every type, definition and field has its place and its words`, { skip }, () =>
    visit(browser, { javaScriptEnabled }, async (page) => {
      const rows = [];
      for (const { title, accept } of brief.types) {
        for (const [name, schema] of [[title, accept], ...Object.entries(accept.$defs ?? {})]) {
          rows.push([name, schema.description]);
          for (const [field, { description }] of Object.entries(schema.properties ?? {})) {
            rows.push([`${name}.${field}`, description]);
          }
        }
      }
      const told = await toldAt(page);
      for (const [id, description] of rows) {
        assert.ok(told.has(id), id);
        for (const sentence of plain(description).split(/(?<=\.) /)) {
          assert.ok(told.get(id).includes(sentence), `${id}: ${sentence}`);
        }
      }
    }),
  );
}

test("every default, every constant and every bound is told", { skip }, () =>
  visit(browser, {}, async (page) => {
    const places = await toldAt(page);
    for (const { title, accept } of brief.types) {
      for (const [name, field] of Object.entries(accept.properties ?? {})) {
        const told = places.get(`${title}.${name}`);
        if ("default" in field)
          assert.ok(told.includes(`default ${JSON.stringify(field.default)}`), `${title}.${name}`);
        if ((accept.required ?? []).includes(name)) assert.ok(told.includes("required"), `${title}.${name}`);
      }
      for (const [name, schema] of Object.entries(accept.$defs ?? {})) {
        if (schema.properties) continue;
        const told = places.get(name);
        for (const keyword of [
          "minLength",
          "maxLength",
          "minimum",
          "maximum",
          "pattern",
          "format",
          "const",
        ]) {
          if (keyword in schema)
            assert.ok(told.includes(plain(String(schema[keyword]))), `${name}: ${keyword}`);
        }
        for (const word of schema.enum ?? []) assert.ok(told.includes(word), `${name}: ${word}`);
      }
    }
  }),
);

test("what is written always is told apart from what is read", { skip }, () =>
  visit(browser, {}, async (page) => {
    for (const { title, accept, emit } of brief.types) {
      const always = (emit.required ?? []).filter((name) => !(accept.required ?? []).includes(name));
      const told = await page.locator(`[id="${title}"] .facts`).textContent();
      for (const name of always) assert.ok(told.includes(name), `${title}: ${name}`);
      assert.equal(told.includes("Written always"), always.length > 0, title);
    }
  }),
);

test("every release is told, with what it changed", { skip }, () =>
  visit(browser, {}, async (page) => {
    assert.ok(brief.releases.length > 0);
    for (const { version, changes } of brief.releases) {
      const told = await page.locator(`[id="release.${version}"]`);
      assert.equal(await told.locator(".changes li").count(), changes.length, version);
    }
  }),
);

test("a deep link opens the page at its field", () =>
  visit(browser, { hash: "#EvidenceBundle.created_at" }, async (page) => {
    const row = page.locator("[id='EvidenceBundle.created_at']");
    await page.waitForFunction(() => scrollY > 0);
    const { top, bar } = await row.evaluate((one) => ({
      top: one.getBoundingClientRect().top,
      bar: document.querySelector(".bar").getBoundingClientRect().bottom,
    }));
    assert.ok(top >= bar && top < 900);
  }));

test("every link of the page leads somewhere in it", () =>
  visit(browser, {}, async (page) => {
    const dead = await page.$$eval("a[href^='#']", (links) =>
      links.map((link) => link.getAttribute("href").slice(1)).filter((id) => !document.getElementById(id)),
    );
    assert.deepEqual(dead, []);
  }));

test("no id stands twice", () =>
  visit(browser, {}, async (page) => {
    const ids = await page.$$eval("[id]", (all) => all.map((one) => one.id));
    assert.deepEqual(
      ids.filter((id, index) => ids.indexOf(id) !== index),
      [],
    );
  }));
