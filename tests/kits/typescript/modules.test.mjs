// A page pays only for what it imports.

import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

import { build } from "esbuild";

import { LIMIT, sizesOf } from "../make/sizes.mjs";
import { load, project } from "./project.mjs";

const root = project();
const folder = join(root, "node_modules/export-bundles");

/** The files of the package of which something is left in a page that runs `program`. */
async function bundled(program) {
  const entry = join(root, "page.js");
  writeFileSync(entry, program);
  const { metafile } = await build({
    entryPoints: [entry],
    absWorkingDir: root,
    bundle: true,
    format: "esm",
    metafile: true,
    write: false,
    outfile: "bundle.js",
  });
  return Object.entries(metafile.outputs["bundle.js"].inputs)
    .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
    .map(([file]) => file.replace("node_modules/export-bundles/", ""));
}

test("every type is within its limit", async () => {
  const { documentTypes } = await load(root, "export-bundles");
  const kebab = (title) => title.replace(/(?<=[a-z0-9])(?=[A-Z])/g, "-").toLowerCase();
  const sizes = await sizesOf(documentTypes.map((title) => ({ title, name: kebab(title) })), folder);
  for (const { type, gzip } of sizes) assert.ok(gzip > 1000 && gzip <= LIMIT, `${type}: ${gzip}`);
});

test("a type brings its own definitions and no others", async () => {
  const files = await bundled('import { validate } from "export-bundles/policy-context"; console.log(validate({}));');
  const checks = files.filter((file) => file.startsWith("checks/")).sort();
  assert.deepEqual(checks, ["checks/Identifier.js", "checks/PolicyContext.js", "checks/Slug.js"]);
  assert.ok(!files.includes("runtime/ijson.js") || files.includes("runtime/json.js"));
});

test("a union shares the definitions of its branches", async () => {
  const files = await bundled('import { validate } from "export-bundles/export-bundle"; console.log(validate({}));');
  assert.ok(files.includes("checks/SOC2Bundle.js") && files.includes("checks/EvidenceBundle.js"));
  assert.ok(!files.some((file) => /ExportBundleRe|DownloadUrl/.test(file)), files.join(" "));
});

test("a page that imports all, and uses one, pays for one", async () => {
  const files = await bundled('import { isPolicyContext } from "export-bundles"; console.log(isPolicyContext({}));');
  assert.ok(!files.includes("checks/EvidenceBundle.js") && !files.includes("json-schemas.js"), files.join(" "));
});
