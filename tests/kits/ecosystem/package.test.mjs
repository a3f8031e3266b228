// Other people's tools find nothing in the npm package as it would be published, and an old compiler knows its types.

import assert from "node:assert/strict";
import { cpSync, mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

import { emptyFolder, oldCompiler, program, tool } from "./tool.mjs";

const folder = emptyFolder();
const packed = program("npm", ["pack", "--json", "--pack-destination", folder], resolve(process.env.KITS_NPM));
assert.equal(packed.status, 0, packed.said);
const [{ filename, name }] = JSON.parse(packed.stdout);
const tarball = join(folder, filename);

test("Are the types wrong? finds that they are right, wherever they are asked for", () => {
  const { status, said } = tool("attw", [tarball]);
  assert.equal(status, 0, said);
});

test("publint finds nothing", () => {
  const { status, said } = tool("publint", [tarball, "--strict"]);
  assert.equal(status, 0, said);
});

/** How a program says where its packages are; what Node runs and what a bundler takes. */
const RESOLUTIONS = { node16: "node16", nodenext: "nodenext", bundler: "esnext" };

for (const [moduleResolution, module] of Object.entries(RESOLUTIONS)) {
  test(`TypeScript 5.0 compiles a program under ${moduleResolution}`, () => {
    const project = consumer({ module, moduleResolution });
    const { status, said } = oldCompiler(project);
    assert.equal(status, 0, said);
  });
}

/** A project with the package and the programs of `consumer/`, which name what must not compile. */
function consumer(options) {
  const project = emptyFolder();
  const packages = join(project, "node_modules");
  mkdirSync(packages);
  const unpacked = program("tar", ["-xzf", tarball, "-C", packages]);
  assert.equal(unpacked.status, 0, unpacked.said);
  renameSync(join(packages, "package"), join(packages, name));
  cpSync(fileURLToPath(new URL("consumer", import.meta.url)), project, { recursive: true });
  const compilerOptions = {
    target: "es2022",
    lib: ["es2022", "dom"],
    types: [],
    noEmit: true,
    skipDefaultLibCheck: true,
    strict: true,
    exactOptionalPropertyTypes: true,
    ...options,
  };
  writeFileSync(join(project, "package.json"), JSON.stringify({ private: true }));
  writeFileSync(join(project, "tsconfig.json"), JSON.stringify({ compilerOptions, include: ["*"] }));
  return project;
}
