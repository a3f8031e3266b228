// A program in CommonJS requires the package by the same names, and gets the same.

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { join } from "node:path";
import { test } from "node:test";

import { evidence } from "./documents.mjs";
import { load, project } from "./project.mjs";

const root = project();
const require = createRequire(join(root, "program.cjs"));

test("every module has the same names, required or imported", async () => {
  const { exports } = require("export-bundles/package.json");
  const modules = Object.keys(exports).filter((it) => !/\*|\.json$/.test(it));
  assert.ok(modules.length > 20);
  for (const module of modules.map((it) => it.replace(".", "export-bundles"))) {
    const names = Object.keys(require(module)).filter((it) => it !== "__esModule");
    assert.deepEqual(names.sort(), Object.keys(await load(root, module)).sort(), module);
  }
});

test("what was required judges, reads, seals and verifies", async () => {
  const { parse, validate } = require("export-bundles");
  const { seal, verify } = require("export-bundles/evidence");
  assert.equal(validate("EvidenceBundle", evidence).valid, true);
  const { value } = parse("ExportBundle", JSON.stringify(evidence));
  value.content_hash = await seal(JSON.stringify(value));
  assert.equal((await verify(JSON.stringify(value))).verdict, "sound");
});
