// `validate` and the guards take any value: what no JSON text can hold is refused, and nothing is thrown.

import assert from "node:assert/strict";
import { test } from "node:test";
import { runInNewContext } from "node:vm";

import { evidence, step } from "./documents.mjs";
import { load, project } from "./project.mjs";

const { EvidenceBundle, isEvidenceBundle, isEvidenceBundleInput, isPolicyContextInput, parse, validate } = await load(
  project(),
  "export-bundles",
);

const context = (policy) => ({ policy_snapshot_id: "p", active_policies: [policy] });
const cycle = {};
cycle.again = cycle;
const broad = [cycle, cycle, cycle];
broad.push(broad, broad);
let shared = {};
for (let depth = 0; depth < 100; depth++) shared = { left: shared, right: shared };
let deep = [];
for (let depth = 1; depth < 100_000; depth++) deep = [deep];
const nested = (depth) => JSON.parse("[".repeat(depth) + "]".repeat(depth));

const NO_JSON = {
  "undefined in an array": [[1, undefined], "type", "/active_policies/0/x/1"],
  NaN: [NaN, "type", "/active_policies/0/x"],
  Infinity: [-Infinity, "type", "/active_policies/0/x"],
  "a bigint": [1n, "type", "/active_policies/0/x"],
  "a symbol": [Symbol("x"), "type", "/active_policies/0/x"],
  "a function": [() => 1, "type", "/active_policies/0/x"],
  "a date": [new Date(0), "type", "/active_policies/0/x"],
  "a map": [new Map([["a", 1]]), "type", "/active_policies/0/x"],
  "a set": [new Set([1]), "type", "/active_policies/0/x"],
  "a boxed string": [new String("x"), "type", "/active_policies/0/x"],
  "bytes": [new Uint8Array(1), "type", "/active_policies/0/x"],
  "an instance": [new (class Policy {})(), "type", "/active_policies/0/x"],
  "a hole": [[1, , 3], "type", "/active_policies/0/x/1"],
  "a lone surrogate": ["\ud800", "syntax", "/active_policies/0/x"],
  "a lone surrogate in a name": [{ "\udc00": 1 }, "syntax", "/active_policies/0/x"],
  "a cycle": [cycle, "depth", ""],
  "many cycles": [broad, "depth", ""],
  "100,000 levels": [deep, "depth", ""],
  "129 levels": [nested(126), "depth", ""],
};

for (const [name, [value, keyword, pointer]] of Object.entries(NO_JSON)) {
  test(`${name} is refused`, () => {
    const { valid, violations } = validate("PolicyContext", context({ x: value }));
    assert.equal(valid, false);
    assert.deepEqual(violations.map((it) => [it.keyword, it.pointer]), [[keyword, pointer]]);
    assert.equal(isPolicyContextInput(context({ x: value })), false);
  });
}

test("every such value is listed, 100 at most", () => {
  assert.equal(validate("PolicyContext", context({ a: NaN, b: 1n, c: 1 })).violations.length, 2);
  assert.equal(validate("PolicyContext", context(new Array(4_000_000_000))).violations.length, 100);
});

const unset = undefined;

test("a member that is undefined is absent, wherever it is", () => {
  const documents = {
    member: { ...evidence, agent_id: unset },
    "with a default": { ...evidence, exported_by: unset },
    "of a member": { ...evidence, policy_context: { policy_snapshot_id: "p", policy_type: unset } },
    "of an item": { ...evidence, steps: [step, { ...step, tokens: unset }] },
    "in free form": { ...evidence, policy_context: context({ a: unset, b: [{ c: unset, "~/": unset }] }) },
    "that no schema names": { ...evidence, nobody_knows: unset },
  };
  for (const [name, value] of Object.entries(documents)) {
    const before = structuredClone(value);
    assert.deepEqual(validate("EvidenceBundle", value).violations, [], name);
    assert.equal(isEvidenceBundleInput(value), true, name);
    const result = EvidenceBundle["~standard"].validate(value);
    assert.deepStrictEqual(result.value, parse("EvidenceBundle", JSON.stringify(value)).value, name);
    assert.deepStrictEqual(value, before, name);
  }
});

test("an absent member is missing where it has to be there", () => {
  assert.deepEqual(validate("EvidenceBundle", { ...evidence, run_id: unset }).violations, [
    { pointer: "", keyword: "required", message: "expected the member `run_id`, which is missing" },
  ]);
  const { value: whole } = parse("EvidenceBundle", JSON.stringify({ ...evidence, steps: [step] }));
  assert.equal(isEvidenceBundle({ ...whole, agent_id: unset }), true);
  assert.equal(isEvidenceBundle({ ...whole, exported_by: unset }), false);
  assert.equal(isEvidenceBundle({ ...whole, steps: [{ ...whole.steps[0], tokens: unset }] }), false);
});

test("an absent member hides no fault", () => {
  const faulty = { ...evidence, agent_id: unset, run_id: 1, steps: [{ ...step, tokens: unset, step_index: -1 }] };
  const expected = [["type", "/run_id"], ["minimum", "/steps/0/step_index"]];
  const found = ({ keyword, pointer }) => [keyword, pointer];
  assert.deepEqual(validate("EvidenceBundle", faulty).violations.map(found).sort(), expected.sort());
  const { issues } = EvidenceBundle["~standard"].validate(faulty);
  assert.deepEqual(issues.map(({ path }) => path).sort(), [["run_id"], ["steps", 0, "step_index"]]);
});

test("undefined is no document, and no item of an array", () => {
  const message = "expected a JSON value, found undefined; make it null, or leave it out";
  const fault = (pointer) => ({ pointer, keyword: "type", message });
  assert.deepEqual(validate("EvidenceBundle", unset).violations, [fault("")]);
  assert.deepEqual(validate("EvidenceBundle", { ...evidence, steps: [step, unset] }).violations, [fault("/steps/1")]);
});

test("plain values are taken, wherever they come from", () => {
  const bare = Object.assign(Object.create(null), { a: 1 });
  const foreign = runInNewContext("({ a: [{ b: 1 }] })");
  for (const policy of [{}, bare, foreign, { x: nested(125) }, shared, JSON.parse('{"__proto__":1}')]) {
    assert.deepEqual(validate("PolicyContext", context(policy)).violations, []);
  }
});

test("what a prototype holds is no member", () => {
  Object.prototype.run_id = "inherited";
  try {
    const { run_id, ...rest } = evidence;
    assert.deepEqual(validate("EvidenceBundle", rest).violations.map((it) => it.keyword), ["required"]);
  } finally {
    delete Object.prototype.run_id;
  }
  assert.equal(isEvidenceBundleInput(Object.create(evidence)), false);
});

test("numbers are numbers, however they are written", () => {
  const value = (total_tokens) => validate("EvidenceBundle", { ...evidence, total_tokens }).valid;
  assert.deepEqual([3.0, 1e3, -0, 2 ** 53 - 1].map(value), [true, true, true, true]);
  assert.deepEqual([2 ** 53, 1.5, -1].map(value), [false, false, false]);
});

test("characters are counted, not their halves", () => {
  const value = (run_id) => validate("EvidenceBundle", { ...evidence, run_id }).violations;
  assert.deepEqual(value("😀".repeat(256)), []);
  assert.deepEqual(value("😀".repeat(257)), [
    { pointer: "/run_id", keyword: "maxLength", message: "expected at most 256 characters, found 257" },
  ]);
});

test("a name is shown, cut and escaped", () => {
  const names = ["b", "a\n`'", "é".repeat(65), "z", "y", "x", "w"];
  const { violations } = validate("PolicyContext", { policy_snapshot_id: "p", ...Object.fromEntries(names.map((it) => [it, 1])) });
  assert.deepEqual(violations, [{
    pointer: "",
    keyword: "additionalProperties",
    message: "expected only members that the schema names, found `a\\n`\\'`, `b`, `w`, `x`, `y`, 2 more",
  }]);
  const long = validate("PolicyContext", { policy_snapshot_id: "p", ["é".repeat(65)]: 1 }).violations[0].message;
  assert.ok(long.endsWith(`found \`${"é".repeat(64)}…\``), long);
});

test("at most 100 violations are listed", () => {
  assert.equal(validate("PolicyContext", { policy_snapshot_id: "p", active_policies: new Array(500).fill(1) }).violations.length, 100);
});

test("a type that nobody knows is the caller's mistake", () => {
  assert.throws(() => validate("EvidenceBundel", {}), {
    name: "TypeError",
    message: /^no type is called EvidenceBundel; the types are .*\bEvidenceBundle\b/,
  });
  assert.throws(() => validate("constructor", {}), TypeError);
});
