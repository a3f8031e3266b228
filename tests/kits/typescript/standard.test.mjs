// An HTTP framework takes a type as it is, through Standard Schema.

import assert from "node:assert/strict";
import { test } from "node:test";

import { sValidator } from "@hono/standard-validator";
import { Hono } from "hono";

import { evidence, request, step } from "./documents.mjs";
import { load, project } from "./project.mjs";

const { EvidenceBundle, ExportBundleRequest } = await load(project(), "export-bundles");

test("a framework hands on what is valid, with its defaults, and answers anything else with issues", async () => {
  const app = new Hono();
  app.post("/exports", sValidator("json", ExportBundleRequest), (context) => context.json(context.req.valid("json")));
  const post = (body) =>
    app.request("/exports", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });

  const accepted = await post(request);
  assert.equal(accepted.status, 200);
  assert.deepEqual(await accepted.json(), { ...request, bundle_type: "evidence", include_raw_steps: true });

  const refused = await post({ bundle_type: "soc3" });
  assert.equal(refused.status, 400);
  const { error } = await refused.json();
  assert.deepEqual(error.map(({ path }) => path), [["incident_id"], ["bundle_type"]]);
});

test("a path has numbers for positions, and leads to what is missing", () => {
  const { status, ...incomplete } = step;
  const { issues } = EvidenceBundle["~standard"].validate({ ...evidence, steps: [step, incomplete, { ...step, "~/": 1 }] });
  assert.deepEqual(issues, [
    { path: ["steps", 1, "status"], message: "expected the member `status`, which is missing" },
    { path: ["steps", 2], message: "expected only members that the schema names, found `~/`" },
  ]);
});
