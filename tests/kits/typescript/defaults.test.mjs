// What is read becomes what is sent: defaults are filled in, in a copy.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

import { evidence, request, step } from "./documents.mjs";
import { load, project } from "./project.mjs";

const root = project();
const all = await load(root, "export-bundles");

test("parse fills defaults in, however deep", () => {
  const { value } = all.parse("EvidenceBundle", JSON.stringify({ ...evidence, steps: [step, { ...step, tokens: 7 }] }));
  assert.equal(value.total_tokens, 0);
  assert.equal(value.exported_by, "system");
  assert.deepEqual(value.policy_context.active_policies, []);
  assert.deepEqual(value.steps.map(({ tokens, cost_cents, is_inflection }) => [tokens, cost_cents, is_inflection]), [
    [0, 0, false],
    [7, 0, false],
  ]);
  assert.equal("run_goal" in value, false);
});

test("of a union, those of the branch", () => {
  const document = { ...evidence, bundle_id: "SOC2-3f2b8c9d4e5f", bundle_type: "soc2" };
  const { value } = all.parse("ExportBundle", JSON.stringify(document));
  assert.equal(value.review_status, "PENDING");
  assert.deepEqual(value.criteria_covered, ["CC7.2", "CC7.3", "CC7.4"]);
});

test("no two documents share a default", () => {
  const [first, second] = [1, 2].map(() => all.parse("EvidenceBundle", JSON.stringify(evidence)).value);
  first.steps.push(step);
  assert.deepEqual(second.steps, []);
});

test("a guard for what is sent asks for every default, one for what is read does not", () => {
  const partial = { ...evidence, steps: [step] };
  const whole = all.parse("EvidenceBundle", JSON.stringify(partial)).value;
  assert.deepEqual([all.isEvidenceBundleInput(partial), all.isEvidenceBundle(partial)], [true, false]);
  assert.deepEqual([all.isEvidenceBundleInput(whole), all.isEvidenceBundle(whole)], [true, true]);
  assert.deepEqual([all.isExportBundle(whole), all.isExportBundle(partial), all.isSOC2Bundle(whole)], [true, false, false]);

  for (const name of ["exported_by", "steps", "total_steps"]) {
    const { [name]: _, ...rest } = whole;
    assert.deepEqual([all.isEvidenceBundleInput(rest), all.isEvidenceBundle(rest)], [true, false], name);
  }
  assert.equal(all.isEvidenceBundle({ ...whole, steps: [...whole.steps, step] }), false);
  const { active_policies, ...context } = whole.policy_context;
  assert.equal(all.isEvidenceBundle({ ...whole, policy_context: context }), false);
  for (const nothing of [null, undefined, 1, "evidence", [], {}]) {
    assert.equal(all.isEvidenceBundle(nothing) || all.isExportBundleInput(nothing), false);
  }
});

test("every type has a guard, a Standard Schema and a module", async () => {
  const { exports } = JSON.parse(readFileSync(join(root, "node_modules/export-bundles/package.json"), "utf8"));
  for (const type of all.documentTypes) {
    assert.equal(all[`is${type}`](1), false);
    assert.equal(all[`is${type}Input`](1), false);
    assert.equal(all[type]["~standard"].version, 1);
  }
  const modules = Object.keys(exports).filter((it) => /^\.\/(?!(?:evidence|locate)$)[a-z0-9-]+$/.test(it));
  assert.equal(modules.length, all.documentTypes.length);
  for (const module of modules) {
    const { validate, parse } = await load(root, module.replace(".", "export-bundles"));
    assert.equal(validate(1).valid, false);
    assert.equal(parse("1").valid, false);
  }
});

test("validate and the Standard Schema leave their argument as it is", () => {
  const frozen = Object.freeze({ ...request });
  assert.equal(all.validate("ExportBundleRequest", frozen).valid, true);
  const { value } = all.ExportBundleRequest["~standard"].validate(frozen);
  assert.deepEqual(value, { ...request, bundle_type: "evidence", include_raw_steps: true });
  assert.deepEqual(frozen, request);
});
