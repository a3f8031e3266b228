// A payload goes in, a verdict comes out, and every violation leads to its place and its meaning.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { check, content, fill, FROM_DISK, host, launch, selected, verdict, visit } from "./browser.mjs";

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

const STEP = '{"step_index": 0, "timestamp": "2026-03-14T09:26:53Z", "step_type": "send", "status": "ok"}';
const CONTEXT = '{"policy_snapshot_id": "snap"}';
const evidence = ({ steps = STEP, context = CONTEXT, more = "" } = {}) => `{
  "bundle_type": "evidence",
  "bundle_id": "EVD-3f2b8c9d4e5f",
  "created_at": "2026-03-14T09:40:00Z",
  "run_id": "run", "trace_id": "trace", "tenant_id": "tenant",
  "policy_context": ${context},
  "steps": [${steps}]${more}
}`;

for (const [from, url] of [
  ["from disk", () => FROM_DISK],
  ["from a static host", () => server.url],
]) {
  test(`${from}, a good payload is valid`, () =>
    visit(browser, { url: url() }, async (page) => {
      const { state, sentence, violations } = await check(page, "ExportBundle", evidence());
      assert.deepEqual([state, sentence, violations], ["valid", "Valid: EvidenceBundle.", []]);
    }));

  test(`${from}, a bad payload shows its faults, and a click selects the place`, () =>
    visit(browser, { url: url() }, async (page) => {
      const text = evidence({ steps: STEP.replace('"ok"', '"fine"') });
      const { state, sentence, violations } = await check(page, "ExportBundle", text);
      assert.deepEqual([state, sentence], ["invalid", "Not valid: 1 violation of EvidenceBundle."]);
      assert.deepEqual(violations, [
        {
          place: "Line 7, column 99",
          pointer: "/steps/0/status",
          keyword: "enum",
          field: "#TraceStepEvidence.status",
        },
      ]);
      await page.click("#faults .place");
      assert.equal(await selected(page), '"fine"');
      await page.click("#faults .field");
      const target = page.locator(":target");
      assert.equal(await target.getAttribute("id"), "TraceStepEvidence.status");
      assert.ok(await target.isVisible());
    }));
}

test("the static host is asked for the page alone", () => {
  assert.ok(server.asked.length > 0);
  assert.deepEqual([...new Set(server.asked)], ["/"]);
});

/** [what is wrong, type, text, keyword, place, what a click selects, where the documentation is] */
const FAULTS = [
  ["cut off", "EvidenceBundle", '{\n  "a": [1, 2', "syntax", "Line 2, column 13", "", "EvidenceBundle"],
  ["no word", "EvidenceBundle", '{"é": tru}', "syntax", "Line 1, column 7", "t", "EvidenceBundle"],
  ["beyond a double", "EvidenceBundle", "[0, 1e400]", "syntax", "Line 1, column 5", "1", "EvidenceBundle"],
  ["a lone surrogate", "EvidenceBundle", '["\\ud800"]', "syntax", "Line 1, column 3", "\\", "EvidenceBundle"],
  ["something behind", "EvidenceBundle", "{} {}", "syntax", "Line 1, column 4", "{", "EvidenceBundle"],
  [
    "a byte-order mark",
    "EvidenceBundle",
    "\uFEFF{}",
    "encoding",
    "Line 1, column 1",
    "\uFEFF",
    "EvidenceBundle",
  ],
  [
    "too deep",
    "EvidenceBundle",
    "[".repeat(129) + "]".repeat(129),
    "depth",
    "Line 1, column 129",
    "[",
    "EvidenceBundle",
  ],
  [
    "twice",
    "EvidenceBundle",
    '{"a": 1,\n "\\u0061": 2}',
    "duplicateMember",
    "Line 2, column 2",
    '"\\u0061"',
    "EvidenceBundle",
  ],
  [
    "twice, deep in a free-form object",
    "ExportBundle",
    evidence({ context: '{"policy_snapshot_id": "snap", "active_policies": [{"b/c": {"d": 1, "d": 2}}]}' }),
    "duplicateMember",
    "Line 6, column 89",
    '"d"',
    "PolicyContext.active_policies",
  ],
  [
    "a missing member",
    "EvidenceBundle",
    evidence({ context: "{}" }),
    "required",
    "Line 6, column 3",
    '"policy_context": {',
    "EvidenceBundle.policy_context",
  ],
  [
    "an unknown member",
    "EvidenceBundle",
    evidence({ more: ',\n  "__proto__": 1' }),
    "additionalProperties",
    "Line 8, column 3",
    '"__proto__"',
    "EvidenceBundle",
  ],
  [
    "a wrong type after an emoji",
    "PolicyContext",
    '{"violated_policy_name": "😀", "policy_snapshot_id": 7}',
    "type",
    "Line 1, column 53",
    "7",
    "PolicyContext.policy_snapshot_id",
  ],
  ["no tag", "ExportBundle", "{}", "required", "Line 1, column 1", "{", "ExportBundle"],
  [
    "an unknown tag",
    "ExportBundle",
    '{"bundle_type": "soc3"}',
    "enum",
    "Line 1, column 17",
    '"soc3"',
    "ExportBundle.bundle_type",
  ],
  ["no object", "ExportBundle", " 7", "type", "Line 1, column 2", "7", "ExportBundle"],
];

test("the place of every fault is found, and its documentation", (context) =>
  visit(browser, {}, async (page) => {
    for (const [what, type, text, keyword, place, selection, field] of FAULTS) {
      await context.test(what, async () => {
        const { violations } = await check(page, type, text);
        assert.equal(violations.length, 1);
        const [found] = violations;
        assert.deepEqual([found.keyword, found.place, found.field], [keyword, place, `#${field}`]);
        await page.click("#faults .place");
        assert.equal(await selected(page), selection);
      });
    }
  }));

test("every example on the page is valid, and every broken one is not", () =>
  visit(browser, {}, async (page) => {
    const types = await page.$$eval("#type option", (options) => options.map((option) => option.value));
    assert.ok(types.length > 0);
    const expected = { good: [], missing: ["required"], type: ["type"], duplicate: ["duplicateMember"] };
    for (const type of types) {
      await page.selectOption("#type", type);
      for (const [sample, keywords] of Object.entries(expected)) {
        await page.click(`[data-sample=${sample}]`);
        const { violations } = await verdict(page);
        assert.deepEqual(
          violations.map(({ keyword }) => keyword),
          keywords,
          `${type}: ${sample}`,
        );
      }
    }
  }));

test("an example of the documentation is loaded with its type", () =>
  visit(browser, {}, async (page) => {
    await page.click("#SOC2Bundle summary");
    await page.click("#SOC2Bundle [data-action=try]");
    assert.equal((await verdict(page)).sentence, "Valid: SOC2Bundle.");
    assert.equal(await page.inputValue("#type"), "SOC2Bundle");
    assert.equal(await content(page), await page.textContent("#SOC2Bundle pre"));
  }));

test("an example of the documentation is copied as it stands", () =>
  visit(browser, { permissions: ["clipboard-read", "clipboard-write"] }, async (page) => {
    await page.click("#PolicyContext summary");
    const button = page.locator("#PolicyContext [data-action=copy]");
    await button.click();
    await page.waitForFunction((one) => one.textContent.startsWith("Copied"), await button.elementHandle());
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    assert.equal(copied, await page.textContent("#PolicyContext pre"));
  }));

test("another type gives another verdict on the same text", () =>
  visit(browser, {}, async (page) => {
    assert.equal((await check(page, "PolicyContext", CONTEXT)).state, "valid");
    await page.selectOption("#type", "EvidenceBundle");
    assert.equal((await verdict(page)).state, "invalid");
    await page.click("#clear");
    await page.waitForFunction(() => document.querySelector("#verdict").dataset.state === "");
    assert.equal(await page.locator("#faults li").count(), 0);
  }));

test("a file is opened with its bytes as they are", () =>
  visit(browser, {}, async (page) => {
    await page.selectOption("#type", "PolicyContext");
    const buffer = Buffer.from([...Buffer.from('{"policy_snapshot_id": "a'), 0xff, ...Buffer.from('"}')]);
    await page.setInputFiles("#file", { name: "context.json", mimeType: "application/json", buffer });
    const { violations } = await verdict(page);
    assert.deepEqual(
      violations.map(({ keyword, place }) => [keyword, place]),
      [["encoding", "Line 1, column 26"]],
    );
    await fill(page, CONTEXT);
    assert.equal((await verdict(page)).state, "valid");
  }));

test("a file is dropped on the box", () =>
  visit(browser, {}, async (page) => {
    await page.selectOption("#type", "PolicyContext");
    const data = await page.evaluateHandle((text) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([text], "context.json"));
      return transfer;
    }, CONTEXT);
    await page.dispatchEvent("#payload", "drop", { dataTransfer: data });
    assert.equal((await verdict(page)).state, "valid");
  }));

test("a payload of five megabytes is checked, and its last fault is found", () =>
  visit(browser, {}, async (page) => {
    const good = Array.from({ length: 50_000 }, () => STEP);
    const text = evidence({ steps: [...good, STEP.replace('"ok"', '"fine"')].join(",\n") });
    assert.ok(text.length > 4_500_000);
    const { violations } = await check(page, "EvidenceBundle", text);
    assert.deepEqual(
      violations.map(({ pointer, place }) => [pointer, place]),
      [["/steps/50000/status", "Line 50007, column 87"]],
    );
    await page.click("#faults .place");
    assert.equal(await selected(page), '"fine"');
    assert.deepEqual(await page.locator("#editor .faulty").allTextContents(), ["50007"]);
    assert.deepEqual(await page.locator("#editor mark").allTextContents(), ['"fine"']);
    const drawn = await page.locator("#editor .cm-line").count();
    assert.ok(drawn < 200, `${drawn} lines are drawn, and most of them are out of view`);
  }));

test("what is loaded or cleared comes back when it is undone", () =>
  visit(browser, {}, async (page) => {
    await check(page, "PolicyContext", CONTEXT);
    await page.click("[data-sample=missing]");
    assert.notEqual(await content(page), CONTEXT);
    await page.click("#clear");
    assert.equal(await content(page), "");
    for (let loaded = 0; loaded < 2; loaded += 1) await page.keyboard.press("ControlOrMeta+Z");
    assert.equal(await content(page), CONTEXT);
    assert.equal((await verdict(page)).sentence, "Valid: PolicyContext.");
  }));

test("a search in the box finds what is out of view", () =>
  visit(browser, {}, async (page) => {
    const steps = Array.from({ length: 1000 }, (_, index) => STEP.replace('"send"', `"send ${index}"`));
    await check(page, "EvidenceBundle", evidence({ steps: steps.join(",\n") }));
    await page.keyboard.press("ControlOrMeta+F");
    await page.keyboard.type("send 987");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Escape");
    assert.equal(await selected(page), "send 987");
  }));

const soundness = async (page) => {
  await page.waitForSelector("#soundness:not([hidden])");
  const findings = await page.$$eval("#findings li", (items) =>
    items.map((item) => [item.querySelector(".keyword").textContent, item.querySelector(".pointer").textContent]),
  );
  return [await page.textContent("#soundness"), findings];
};

test("a valid bundle is held against the rules", () =>
  visit(browser, { url: server.url }, async (page) => {
    await check(page, "ExportBundle", evidence({ more: ', "total_steps": 1, "exported_by": "é", "total_tokens": 7' }));
    const [sentence, findings] = await soundness(page);
    assert.equal(sentence, "Not sound: 1 error, 1 warning.");
    assert.deepEqual(findings, [
      ["unsealed", "the document"],
      ["totals-match", "/total_tokens"],
    ]);
    await page.click("#findings li:last-child .place");
    assert.equal(await selected(page), "7");
    await page.click("#findings li:last-child .keyword");
    const target = page.locator(":target");
    assert.equal(await target.getAttribute("id"), "rule.totals-match");
    assert.ok(await target.isVisible());
  }));

test("a sealed bundle is sound, from disk, too, and a broken seal is found", () =>
  visit(browser, { url: FROM_DISK }, async (page) => {
    await page.selectOption("#type", "EvidenceBundle");
    await page.click("[data-sample=good]");
    assert.deepEqual(await soundness(page), ["Sound.", []]);
    const text = await content(page);
    await check(page, "EvidenceBundle", text.replace('"run_id": "', '"run_id": "x'));
    await page.waitForFunction(() => document.querySelector("#soundness").textContent.startsWith("Not"));
    assert.deepEqual(await soundness(page), ["Not sound: 1 error.", [["seal-matches", "/content_hash"]]]);
  }));

test("what is no bundle, or not valid, is held against no rules", () =>
  visit(browser, { url: server.url }, async (page) => {
    for (const [type, text] of [
      ["Incident", '{"id": "i", "tenant_id": "t", "created_at": "2026-03-14T09:26:53Z"}'],
      ["ExportBundle", "{}"],
    ]) {
      await check(page, type, text);
      assert.ok(await page.locator("#soundness").isHidden());
      assert.equal(await page.locator("#findings li").count(), 0);
    }
  }));

test("a payload is laid out anew, and stays what it was", () =>
  visit(browser, {}, async (page) => {
    const laid = async (text) => {
      await check(page, "ExportBundle", text);
      await page.click("#format");
      return content(page);
    };
    // Numbers, escapes and members that stand twice are not touched: they are what is judged.
    const dense = '{"a":[1.50,1e400,{}, [ ] ],"\\u00e9 :,":{"b":"x, {y}","b":-0}}';
    const expected = `{
  "a": [
    1.50,
    1e400,
    {},
    []
  ],
  "\\u00e9 :,": {
    "b": "x, {y}",
    "b": -0
  }
}`;
    assert.equal(await laid(dense), expected);
    assert.equal(await laid(expected), expected);
    for (const untouched of ['{"no end', "[".repeat(200), "\ufeff1"]) assert.equal(await laid(untouched), untouched);

    const { sentence } = await check(page, "ExportBundle", evidence());
    await page.click("#format");
    assert.equal((await verdict(page)).sentence, sentence);
  }));

test("bytes that are no text stay as they are", () =>
  visit(browser, {}, async (page) => {
    const buffer = Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]);
    await page.setInputFiles("#file", { name: "broken.json", mimeType: "application/json", buffer });
    assert.equal((await verdict(page)).violations[0].keyword, "encoding");
    await page.click("#format");
    assert.equal((await verdict(page)).violations[0].keyword, "encoding");
  }));
