// The life of a bundle, in this language: what was tampered with is found, as in every other.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

import { load, project } from "./project.mjs";

const { RULES, canonical, seal, SealError, verify, verifySeal } = await load(project(), "export-bundles/evidence");

const folder = join(process.env.KITS, "../evidence/tests/tampered");
const read = (file) => readFileSync(join(folder, file), "utf8");

/** The text of a sound bundle of a type, with changes. */
function changed(type, changes) {
  const document = JSON.parse(read(`sound/${type}.json`));
  for (const { pointer, ...change } of changes) {
    const tokens = pointer.split("/").slice(1).map((token) => token.replaceAll("~1", "/").replaceAll("~0", "~"));
    const last = tokens.pop();
    const holder = tokens.reduce((value, token) => value[token], document);
    if ("value" in change) holder[last] = change.value;
    else if (Array.isArray(holder)) holder.splice(Number(last), 1);
    else delete holder[last];
  }
  // A text `@…@` stands for the number in it.
  return JSON.stringify(document).replaceAll('"@', "").replaceAll('@"', "");
}

async function resealed(text) {
  return JSON.stringify({ ...JSON.parse(text), content_hash: await seal(text) });
}

for (const { name, of, changes, resealed: isResealed = true, findings } of JSON.parse(read("table.json"))) {
  test(`${of}: ${name}`, async () => {
    const text = changed(of, changes);
    const whole = isResealed && of !== "executive_debrief" ? await resealed(text) : text;
    const verification = await verify(whole);
    const told = ({ rule, pointer }) => `${rule} ${pointer}`;
    assert.deepEqual(verification.findings.map(told).sort(), findings.map(told).sort());
    assert.equal(verification.valid, true);
    const isError = ({ rule }) => RULES.find(({ id }) => id === rule).severity === "error";
    assert.equal(verification.verdict, findings.some(isError) ? "unsound" : "sound");
  });
}

test("findings stand in the order of the document, whatever that is", async () => {
  const { content_hash, ...rest } = JSON.parse(changed("soc2", [{ pointer: "/total_tokens", value: 1 }]));
  const first = await verify(JSON.stringify({ content_hash, ...rest }));
  const last = await verify(JSON.stringify({ ...rest, content_hash }));
  assert.deepEqual(first.findings.map(({ rule }) => rule), ["seal-matches", "totals-match"]);
  assert.deepEqual(last.findings.map(({ rule }) => rule), ["totals-match", "seal-matches"]);
});

test("what is no bundle is not held against the rules, and its seal is looked at", async () => {
  assert.deepEqual((await verify("{}")).findings, []);
  assert.equal((await verify("[")).seal, "absent");
  const newer = await resealed(changed("evidence", [{ pointer: "/since_version_9", value: true }]));
  const { valid, seal, verdict } = await verify(newer);
  assert.deepEqual({ valid, seal, verdict }, { valid: false, seal: "matches", verdict: "unsound" });
});

test("a seal is that of the value, in a text and in bytes", async () => {
  const text = '{"b": 1.50, "a": "\\u20ac", "content_hash": "stale"}';
  assert.equal(canonical(text), '{"a":"€","b":1.5}');
  assert.equal(await seal(text), await seal(new TextEncoder().encode('{"a":"€","b":15e-1}')));
  assert.equal(await verifySeal(text), "broken");
  assert.equal(await verifySeal('{"a": 1, "content_hash": null}'), "absent");
});

test("what cannot be sealed says where", () => {
  const cases = [
    ["", ""],
    ["[1]", ""],
    ['{"a": {"b/c": [0, 9007199254740993]}}', "/a/b~1c/1"],
    ['{"a": 9007199254740993.0}', "/a"],
    ['{"b": [1, 0.10000000000000000555], "a": 9007199254740993}', "/b/1"],
    ['{"a": 0.1000000000000000055}', "/a"],
    ['{"a": {"b": 1, "b": 1}}', "/a/b"],
    ['{"a": "\\ud800"}', ""],
  ];
  for (const [text, pointer] of cases) {
    assert.throws(() => canonical(text), (error) => error instanceof SealError && error.pointer === pointer, text);
  }
});
