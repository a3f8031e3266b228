// Documents are judged in a worker, so that nobody waits while typing; where there is none, by the page itself.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { check, content, fill, FROM_DISK, host, launch, POLICY, verdict, visit } from "./browser.mjs";

let browser;
let server;

before(async () => {
  browser = await launch();
  server = await host();
});
after(async () => {
  await browser.close();
  await server.close();
});

/** Runs in the page, before its script: notes what workers are asked, and may keep it from them for a while. */
function watch() {
  globalThis.asked = [];
  globalThis.waiting = undefined;
  globalThis.Worker = class extends Worker {
    postMessage(question) {
      globalThis.asked.push(question);
      if (globalThis.waiting) globalThis.waiting.push(() => super.postMessage(question));
      else super.postMessage(question);
    }
  };
}

/** Visits the page with a change of its browser, made before its script runs. */
const visitWith = (change, options, use) =>
  visit(browser, options, async (page) => {
    await page.addInitScript(change);
    await page.reload();
    await use(page);
  });

const GOOD = '{"policy_snapshot_id": "snap"}';
const asked = (page) => page.evaluate(() => globalThis.asked.map(({ asks, text }) => [asks, text]));

for (const [from, url] of [
  ["from disk", () => FROM_DISK],
  ["from a static host", () => server.url],
]) {
  test(`${from}, a worker judges, and holds a valid bundle against the rules`, () =>
    visitWith(watch, { url: url() }, async (page) => {
      assert.equal((await check(page, "PolicyContext", GOOD)).state, "valid");
      assert.deepEqual(await asked(page), [["violations", GOOD]]);
      await page.selectOption("#type", "EvidenceBundle");
      await page.click("[data-sample=good]");
      await page.waitForSelector("#soundness:not([hidden])");
      const text = await content(page);
      assert.deepEqual((await asked(page)).slice(-2), [
        ["violations", text],
        ["findings", text],
      ]);
      assert.equal(page.workers().length, 1);
    }));
}

test("whoever types on while a text is judged sees the verdict of the newest text alone", () =>
  visitWith(watch, {}, async (page) => {
    await page.evaluate(() => {
      globalThis.waiting = [];
      globalThis.said = [];
      const sentence = document.querySelector("#verdict");
      new MutationObserver(() => globalThis.said.push(sentence.textContent)).observe(sentence, { childList: true });
    });
    const isWaiting = () => page.waitForFunction(() => globalThis.waiting.length > 0);
    const release = () => page.evaluate(() => globalThis.waiting.shift()());
    const texts = ['{"a": 1, "b": 2}', "7", GOOD];
    await page.selectOption("#type", "PolicyContext");
    await fill(page, texts[0]);
    await isWaiting();
    for (const text of texts.slice(1)) {
      await fill(page, text);
      await page.waitForTimeout(400);
    }
    await release();
    await isWaiting();
    await release();
    assert.equal((await verdict(page)).sentence, "Valid: PolicyContext.");
    assert.deepEqual(await asked(page), [texts[0], texts[2]].map((text) => ["violations", text]));
    // What the page said of the empty text may come before.
    const said = await page.evaluate(() => globalThis.said.filter((it) => !it.startsWith("Paste")));
    assert.deepEqual(said, ["Valid: PolicyContext."]);
  }));

test("where no worker can be made, the page judges itself", () =>
  visitWith(
    () => {
      globalThis.Worker = class {
        constructor() {
          throw new Error("refused");
        }
      };
    },
    {},
    async (page) => {
      assert.equal((await check(page, "PolicyContext", GOOD)).state, "valid");
      assert.equal((await check(page, "PolicyContext", "7")).state, "invalid");
    },
  ));

test("where a host's policy refuses workers, the page judges itself, the rules included", async () => {
  const strict = await host(POLICY.replace("worker-src blob:", "worker-src 'none'"));
  const page = await browser.newPage();
  try {
    await page.goto(strict.url);
    await page.selectOption("#type", "EvidenceBundle");
    await page.click("[data-sample=good]");
    assert.equal((await verdict(page)).state, "valid");
    await page.waitForSelector("#soundness:not([hidden])");
    assert.equal(await page.textContent("#soundness"), "Sound.");
    assert.equal((await check(page, "EvidenceBundle", "{}")).state, "invalid");
    assert.equal(page.workers().length, 0);
  } finally {
    await page.close();
    await strict.close();
  }
});
