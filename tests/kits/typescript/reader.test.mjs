// `parse` reads I-JSON and nothing else, and says what is wrong with any other text.

import assert from "node:assert/strict";
import { test } from "node:test";

import { evidence } from "./documents.mjs";
import { load, project } from "./project.mjs";

const { parse } = await load(project(), "export-bundles");

const bytes = (...values) => new Uint8Array(values);
const nested = (depth) => "[".repeat(depth) + "]".repeat(depth);

/** A policy context whose only policy holds the text `value` as a member. */
const within = (value) => `{"policy_snapshot_id":"p","active_policies":[{"x":${value}}]}`;
const read = (value) => parse("PolicyContext", within(value));

const REFUSED = [
  // text, keyword, pointer
  ["", "syntax", ""],
  [" ", "syntax", ""],
  ["nul", "syntax", ""],
  ["nulll", "syntax", ""],
  ["True", "syntax", ""],
  ["NaN", "syntax", ""],
  ["-Infinity", "syntax", ""],
  ["{} {}", "syntax", ""],
  ["{", "syntax", ""],
  ["[", "syntax", ""],
  ['{"a"', "syntax", ""],
  ['{"a":', "syntax", ""],
  ['{"a":1', "syntax", ""],
  ['{"a":1,}', "syntax", ""],
  ['{,"a":1}', "syntax", ""],
  ['{"a" 1}', "syntax", ""],
  ['{"a":1 "b":2}', "syntax", ""],
  ["{a:1}", "syntax", ""],
  ["{'a':1}", "syntax", ""],
  ["[1,]", "syntax", ""],
  ["[,1]", "syntax", ""],
  ["[1 2]", "syntax", ""],
  ["[1}", "syntax", ""],
  ["/* no */ 1", "syntax", ""],
  ["\u00a01", "syntax", ""],
  ["01", "syntax", ""],
  ["+1", "syntax", ""],
  ["-", "syntax", ""],
  [".5", "syntax", ""],
  ["1.", "syntax", ""],
  ["1e", "syntax", ""],
  ["1e+", "syntax", ""],
  ["0x10", "syntax", ""],
  ["1e400", "syntax", ""],
  ["-1e400", "syntax", ""],
  ['"', "syntax", ""],
  ['"\\', "syntax", ""],
  ['"\\"', "syntax", ""],
  ['"\\x"', "syntax", ""],
  ['"\\u12"', "syntax", ""],
  ['"\\u12g4"', "syntax", ""],
  ['"\\ud800"', "syntax", ""],
  ['"\\udc00"', "syntax", ""],
  ['"\\ud800\\u0041"', "syntax", ""],
  ['"\\ud800x"', "syntax", ""],
  ['{"\\ud800":1}', "syntax", ""],
  ['"\u0000"', "syntax", ""],
  ['"\n"', "syntax", ""],
  ['"\u001f"', "syntax", ""],
  ['{"a":1,"a":2}', "duplicateMember", "/a"],
  ['{"a":1,"\\u0061":2}', "duplicateMember", "/a"],
  ['{"__proto__":1,"__proto__":2}', "duplicateMember", "/__proto__"],
  // What is counted to see it quickly may come out even, spelled in another way.
  ['{"a":"\\u0022","a":1}', "duplicateMember", "/a"],
  ['{"a":1,"a":"\\""}', "duplicateMember", "/a"],
  ['{"a":"\\"","a":"\\u0022\\u0022"}', "duplicateMember", "/a"],
  ['{"\\"":1,"\\u0022":"\\\\u0022"}', "duplicateMember", '/"'],
  ['[{"a":1,"a":"\\\\"}]', "duplicateMember", "/0/a"],
  ['{"a":[0,1e400]}', "syntax", "/a/1"],
  ['{"a":{"b":[0,{"c":1,"c":1}]}}', "duplicateMember", "/a/b/1/c"],
  ['{"~/":{"c":1,"c":1}}', "duplicateMember", "/~0~1/c"],
  [nested(129), "depth", ""],
  ["[".repeat(100_000), "depth", ""],
  ["\uFEFF{}", "encoding", ""],
  ['"\ud800"', "encoding", ""],
  [bytes(0xef, 0xbb, 0xbf, 0x7b, 0x7d), "encoding", ""],
  [bytes(0x22, 0xff, 0x22), "encoding", ""],
  [bytes(0x22, 0xed, 0xa0, 0x80, 0x22), "encoding", ""],
  [bytes(0x22, 0xc0, 0x80, 0x22), "encoding", ""],
  // What comes first is what counts; but the encoding is looked at before anything else.
  ['{"a":1,"a":2', "duplicateMember", "/a"],
  ['{"a":1,"a', "syntax", ""],
  [`${"[".repeat(129)}}`, "depth", ""],
  [`[}${nested(129)}`, "syntax", ""],
  ['[}"\ud800"', "encoding", ""],
];

for (const [text, keyword, pointer] of REFUSED) {
  const shown = JSON.stringify(typeof text === "string" ? text.slice(0, 40) : [...text]);
  test(`${keyword}: ${shown}`, () => {
    const { valid, violations } = parse("PolicyContext", text);
    assert.equal(valid, false);
    assert.deepEqual(violations.map((it) => [it.keyword, it.pointer]), [[keyword, pointer]]);
    assert.notEqual(violations[0].message, "");
  });
}

test("values are what JSON.parse makes of them", () => {
  const texts = [
    "null", "true", "false", "0", "1.5e3", "-2E-2", "1e-400", "9007199254740993", "123456789012345678901234567890",
    '""', '"\\"\\\\\\/\\b\\f\\n\\r\\t"', '"\\u00e9\\ud83d\\ude00"', '"é😀\u007f\u2028"', "[]", "[1,[2,[]],{}]",
    ' { "a" :\t[ 1 ,\r\n2 ] , "b" : { } } ', '{"":0,"1":1,"0":2,"constructor":3,"toString":4}',
  ];
  for (const text of texts) {
    const { value } = read(text);
    assert.deepEqual(value.active_policies[0].x, JSON.parse(text), text);
  }
  assert.ok(Object.is(read("-0").value.active_policies[0].x, -0));
});

test("128 levels are read", () => {
  // The document, its list and the policy are three of them.
  assert.equal(read(nested(125)).valid, true);
  assert.equal(read(nested(126)).violations[0].keyword, "depth");
});

test("__proto__ is a member like any other", () => {
  const { value } = read('{"__proto__":{"polluted":true}}');
  const policy = value.active_policies[0].x;
  assert.deepEqual(Object.keys(policy), ["__proto__"]);
  assert.equal(Object.getPrototypeOf(policy), Object.prototype);
  assert.equal({}.polluted, undefined);

  const unknown = parse("PolicyContext", '{"policy_snapshot_id":"p","__proto__":{},"constructor":1}');
  assert.deepEqual(unknown.violations, [{
    pointer: "",
    keyword: "additionalProperties",
    message: "expected only members that the schema names, found `__proto__`, `constructor`",
  }]);
});

test("bytes and strings are read alike", () => {
  const text = JSON.stringify({ ...evidence, run_goal: "é😀" });
  const { value } = parse("EvidenceBundle", new TextEncoder().encode(text));
  assert.deepEqual(value, parse("EvidenceBundle", text).value);
  assert.equal(value.run_goal, "é😀");
});

test("a fault is told by line and column, in characters", () => {
  const { violations } = parse("PolicyContext", '{\n "é😀": 1,\n}');
  assert.equal(violations[0].message, "at line 3, column 1: expected the name of a member in quotation marks");
  assert.match(parse("PolicyContext", '{"😀": x}').violations[0].message, /^at line 1, column 7: /);
});

test("no message repeats a value", () => {
  const secret = "s3cret";
  for (const text of [`"${secret}`, `{"a":"${secret}" x}`, `${secret}`, `"\\${secret}"`, `{"a":"${secret}","a":1}`]) {
    assert.doesNotMatch(parse("PolicyContext", text).violations[0].message, /s3cret/);
  }
  for (const { message } of parse("EvidenceBundle", JSON.stringify({ ...evidence, bundle_id: secret, created_at: secret })).violations) {
    assert.doesNotMatch(message, /s3cret/);
  }
});
