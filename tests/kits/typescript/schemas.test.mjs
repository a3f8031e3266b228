// The JSON Schemas are in the package, as files and as what tools ask a type for.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { test } from "node:test";

import { Ajv } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";

import { load, project } from "./project.mjs";

const root = project();
const folder = join(root, "node_modules/export-bundles");
const all = await load(root, "export-bundles");
const kebab = (title) => title.replace(/(?<=[a-z0-9])(?=[A-Z])/g, "-").toLowerCase();
const read = (path) => JSON.parse(readFileSync(join(folder, path), "utf8"));
const schemasOf = (title) => all[title]["~standard"].jsonSchema;
const withoutComment = ({ $comment, ...schema }) => schema;

test("every type has the schemas that are published, by the paths that callers import", () => {
  for (const title of all.documentTypes) {
    const [accept, emit] = ["", "emit/"].map((side) => `schemas/${side}${kebab(title)}.schema.json`).map(read);
    assert.equal(accept.title, title);
    const target = "draft-2020-12";
    assert.deepEqual(withoutComment(schemasOf(title).input({ target })), withoutComment(accept));
    assert.deepEqual(withoutComment(schemasOf(title).output({ target })), withoutComment(emit));
  }
  const require = createRequire(join(root, "program.cjs"));
  assert.equal(require("export-bundles/schemas/policy-context.schema.json").title, "PolicyContext");
});

test("in either version of JSON Schema they judge as the package does", () => {
  const validators = { "draft-07": Ajv, "draft-2020-12": Ajv2020 };
  for (const title of all.documentTypes) {
    const cases = read(`conformance/v1/${kebab(title)}.json`).cases.flatMap(valueOf);
    assert.ok(cases.some(({ valid }) => valid) && cases.some(({ valid }) => !valid), title);
    for (const [target, Validator] of Object.entries(validators)) {
      const ajv = new Validator({ strict: false, formats: { "date-time": true }, logger: false });
      const judge = ajv.compile(schemasOf(title).input({ target }));
      for (const { text, value, valid } of cases) assert.equal(judge(value), valid, `${title} ${target} ${text}`);
    }
  }
});

/** The value of a case, unless it is one of texts or of days, which no schema without `format` tells. */
function valueOf({ text, violations, valid = violations.length === 0 }) {
  const ofText = ["encoding", "syntax", "duplicateMember", "depth", "format"];
  if (typeof text !== "string" || violations.some(({ keyword }) => ofText.includes(keyword))) return [];
  return [{ text, value: JSON.parse(text), valid }];
}

test("draft-07 has nothing that it does not know how to read", () => {
  const { $schema, $id, definitions, properties } = schemasOf("EvidenceBundle").input({ target: "draft-07" });
  assert.deepEqual([$schema, $id], ["http://json-schema.org/draft-07/schema#", undefined]);
  assert.ok("TraceStepEvidence" in definitions);
  // Beside `$ref` nothing counted then.
  const { description, ...total } = properties.total_tokens;
  assert.deepEqual(total, { allOf: [{ $ref: "#/definitions/Count" }], default: 0 });
  assert.equal(JSON.stringify(definitions).includes("$defs"), false);
});

test("a schema is the caller's own", () => {
  const target = "draft-2020-12";
  const first = schemasOf("PolicyContext").input({ target });
  delete first.properties.policy_snapshot_id;
  assert.ok("policy_snapshot_id" in schemasOf("PolicyContext").input({ target }).properties);
});

test("a version that is not known is the caller's mistake", () => {
  assert.throws(() => schemasOf("PolicyContext").output({ target: "openapi-3.0" }), {
    name: "TypeError",
    message: "expected the target draft-2020-12 or draft-07, found openapi-3.0",
  });
});
