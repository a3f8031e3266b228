// Every keyword that the maker knows is enforced, in a contract made up for it.

import assert from "node:assert/strict";
import { test } from "node:test";

import { briefOf, make } from "./brief.mjs";
import { load, project } from "./project.mjs";

const $defs = {
  Node: {
    description: "A tree.",
    type: "object",
    properties: {
      weight: { type: "integer", default: 1 },
      children: { type: "array", items: { $ref: "#/$defs/Node" } },
    },
    additionalProperties: false,
  },
  Left: {
    description: "A branch.",
    type: "object",
    properties: { kind: { const: "left" }, tree: { $ref: "#/$defs/Node" }, turns: { type: "integer", default: 0 } },
    required: ["kind"],
    additionalProperties: false,
  },
};
const { Left, Node } = $defs;

const brief = briefOf(
  {
    Problem: {
      type: "object",
      properties: {
        at_least: { type: "number", minimum: -1.5 },
        at_most: { type: "number", maximum: 10 },
        above: { type: "number", exclusiveMinimum: 0 },
        below: { type: "number", exclusiveMaximum: 1 },
        even: { type: "integer", multipleOf: 2 },
        short: { type: "string", minLength: 2, maxLength: 3 },
        code: { type: "string", pattern: "^[a-z/\"]+$" },
        moment: { type: "string", format: "date-time" },
        list: { type: "array", items: { type: "integer" }, minItems: 1, maxItems: 3, uniqueItems: true },
        things: { type: "array", uniqueItems: true },
        fixed: { const: { a: [1] } },
        choice: { enum: ["a", 1, null] },
        maybe: { anyOf: [{ type: "object", properties: { n: { type: "null" } }, required: ["n"], additionalProperties: false }, { type: "null" }] },
        loose: { type: ["string", "null", "boolean"] },
        open: {
          type: "object",
          properties: { plain: { type: "object" } },
          additionalProperties: { $ref: "#/$defs/Node" },
        },
        scores: { type: "object", additionalProperties: { $ref: "#/$defs/Node" } },
        tree: { $ref: "#/$defs/Node" },
        constructor: { type: "string" },
        "odd name/~": { type: "boolean" },
      },
      required: ["constructor"],
      additionalProperties: false,
      $defs: { Node },
    },
    Left: { ...Left, $defs: { Node } },
    Either: {
      type: "object",
      properties: { kind: { type: "string", enum: ["left"] } },
      required: ["kind"],
      oneOf: [{ $ref: "#/$defs/Left" }],
      $defs,
    },
  },
  { Either: { member: "kind", branches: [{ value: "left", title: "Left" }] } },
);
const made = make(brief);
assert.equal(made.stderr, "");
const { isEitherInput, isProblem, parse, validate } = await load(project(made.folder), "tried");

const ok = { constructor: "c" };
const CASES = [
  // members, then the violations: keyword, pointer, message
  [{ at_least: -1.5, at_most: 10, above: 1e-9, below: -1, even: 2 ** 53 - 2 }],
  [{ at_least: -1.6 }, ["minimum", "/at_least", "expected at least -1.5, found a lesser number"]],
  [{ at_most: 10.1 }, ["maximum", "/at_most", "expected at most 10, found a greater number"]],
  [{ above: 0 }, ["exclusiveMinimum", "/above", "expected more than 0, found 0 or a lesser number"]],
  [{ below: 1 }, ["exclusiveMaximum", "/below", "expected less than 1, found 1 or a greater number"]],
  [{ even: 2 ** 53 - 1 }, ["multipleOf", "/even", "expected a multiple of 2, found another number"]],
  [{ even: 1.5 }, ["type", "/even", "expected an integer, found a number with a fraction or an exponent"], ["multipleOf", "/even", "expected a multiple of 2, found another number"]],
  [{ even: "2" }, ["type", "/even", "expected an integer, found a string"]],
  [{ short: "ab", code: "a/\"" }],
  [{ short: "😀" }, ["minLength", "/short", "expected at least 2 characters, found 1"]],
  [{ short: "abcd" }, ["maxLength", "/short", "expected at most 3 characters, found 4"]],
  [{ code: "A" }, ["pattern", "/code", "expected a string that matches `^[a-z/\"]+$`, found another string"]],
  [{ list: [1, 2, 3.0] }],
  [{ list: [] }, ["minItems", "/list", "expected at least 1 items, found 0"]],
  [{ list: [1, 2, 3, 4] }, ["maxItems", "/list", "expected at most 3 items, found 4"]],
  [{ list: [1, 1.0] }, ["uniqueItems", "/list", "expected distinct items, found two that are equal"]],
  [{ list: [0, -0] }, ["uniqueItems", "/list", "expected distinct items, found two that are equal"]],
  [{ list: ["x"] }, ["type", "/list/0", "expected an integer, found a string"]],
  [{ things: [1, "1", null, "null", [], {}, [["a", 1]], { a: 1 }, { a: 1, b: 2 }] }],
  [{ things: [{ a: 1, b: 2 }, { b: 2, a: 1 }] }, ["uniqueItems", "/things", "expected distinct items, found two that are equal"]],
  [{ fixed: { a: [1] }, choice: null }],
  [{ fixed: { a: [2] } }, ["const", "/fixed", "expected `{\"a\":[1]}`, found an object"]],
  [{ choice: "1" }, ["enum", "/choice", "expected one of `a`, `1`, `null`, found another string"]],
  [{ maybe: null, loose: null }],
  [{ maybe: { n: null }, loose: true }],
  [{ maybe: {} }, ["required", "/maybe", "expected the member `n`, which is missing"]],
  [{ maybe: [] }, ["type", "/maybe", "expected an object, found an array"]],
  [{ loose: 1 }, ["type", "/loose", "expected a boolean or null or a string, found a number"]],
  [{ scores: { a: { weight: 2 }, __proto: {} } }],
  [{ scores: { "a/b": { weight: "2" } } }, ["type", "/scores/a~1b/weight", "expected an integer, found a string"]],
  [{ tree: { children: [{ children: [{ weight: 1.5 }] }] } }, ["type", "/tree/children/0/children/0/weight", "expected an integer, found a number with a fraction or an exponent"]],
  [{ tree: { children: [{ x: 1 }, { x: 1, y: 2 }] } },
    ["additionalProperties", "/tree/children/0", "expected only members that the schema names, found `x`"],
    ["additionalProperties", "/tree/children/1", "expected only members that the schema names, found `x`, `y`"]],
  [{ "odd name/~": 1 }, ["type", "/odd name~1~0", "expected a boolean, found a number"]],
];

for (const [members, ...violations] of CASES) {
  test(JSON.stringify(members), () => {
    const found = validate("Problem", { ...ok, ...members }).violations;
    assert.deepEqual(found.map((it) => [it.keyword, it.pointer, it.message]), violations);
  });
}

const MOMENTS = {
  "2026-03-14T09:26:53Z": true,
  "2026-03-14t09:26:53.123456789z": true,
  "2024-02-29T00:00:00+23:59": true,
  "2000-02-29T00:00:00-00:00": true,
  "0000-01-01T00:00:00Z": true,
  "2016-12-31T23:59:60Z": true,
  "2017-01-01T00:59:60+01:00": true,
  "2016-12-31T15:59:60-08:00": true,
  "2016-12-31T23:58:60Z": false,
  "2016-12-31T23:59:60+01:00": false,
  "2016-12-31T23:59:61Z": false,
  "1900-02-29T00:00:00Z": false,
  "2026-02-29T00:00:00Z": false,
  "2026-04-31T00:00:00Z": false,
  "2026-00-10T00:00:00Z": false,
  "2026-13-10T00:00:00Z": false,
  "2026-01-00T00:00:00Z": false,
  "2026-01-01T24:00:00Z": false,
  "2026-01-01T00:60:00Z": false,
  "2026-01-01T00:00:00": false,
  "2026-01-01T00:00:00.Z": false,
  "2026-01-01T00:00:00+24:00": false,
  "2026-01-01T00:00:00+00:60": false,
  "2026-01-01T00:00:00+0000": false,
  "2026-01-01 00:00:00Z": false,
  "2026-1-01T00:00:00Z": false,
  "2026-01-01T00:00:00Z\n": false,
  "٢026-01-01T00:00:00Z": false,
};

for (const [moment, valid] of Object.entries(MOMENTS)) {
  test(`${JSON.stringify(moment)} is ${valid ? "a" : "no"} date-time`, () => {
    const { violations } = validate("Problem", { ...ok, moment });
    assert.deepEqual(violations.map(({ keyword }) => keyword), valid ? [] : ["format"]);
  });
}

test("what every object inherits is no member", () => {
  assert.deepEqual(validate("Problem", {}).violations.map((it) => it.keyword), ["required"]);
});

test("defaults are filled in within definitions that hold themselves, maps and branches", () => {
  const text = '{"constructor":"c","tree":{"children":[{"children":[{}]}]},"scores":{"a":{},"__proto__":{}}}';
  const { value } = parse("Problem", text);
  assert.equal(value.tree.children[0].children[0].weight, 1);
  assert.deepEqual(Object.entries(value.scores), [["a", { weight: 1 }], ["__proto__", { weight: 1 }]]);
  assert.equal(isProblem(value), true);
  assert.equal(isProblem(JSON.parse(text)), false);

  const { open } = parse("Problem", '{"constructor":"c","open":{"plain":{},"other":{}}}').value;
  assert.deepEqual(open, { plain: {}, other: { weight: 1 } });

  const either = parse("Either", '{"kind":"left","tree":{}}').value;
  assert.deepEqual(either, { kind: "left", tree: { weight: 1 }, turns: 0 });
});

test("a union says what its branch says, or else what is wrong with the tag", () => {
  const found = (value) => validate("Either", value).violations.map((it) => [it.keyword, it.pointer]);
  assert.deepEqual(found({ kind: "left", turns: "x" }), [["type", "/turns"]]);
  assert.deepEqual(found({ kind: "right", turns: "x" }), [["enum", "/kind"]]);
  assert.deepEqual(found({ kind: "constructor" }), [["enum", "/kind"]]);
  assert.deepEqual(found({ kind: 1 }), [["type", "/kind"]]);
  assert.deepEqual(found({}), [["required", ""]]);
  assert.deepEqual(found([]), [["type", ""]]);
  assert.equal(isEitherInput({ kind: "left" }), true);
});
