// Clients that others make of the description of the service compile, tell bundles apart by their tag, and may leave
// out of a request what has a default.

import assert from "node:assert/strict";
import { cpSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

import { emptyFolder, oldCompiler, program, tool } from "./tool.mjs";

const { SERVICE, GENERATOR } = process.env;
/** Why a maker is not tried: this one is a program in Java. */
const MISSING = { "typescript-fetch": GENERATOR ? false : "there is no Java" };

const MAKERS = {
  // By default it takes a member with a default to be always there, also where it is asked for.
  "openapi-typescript": (project) =>
    tool("openapi-typescript", [SERVICE, "--default-non-nullable=false", "--output", "made.ts"], project),
  "hey-api": (project) =>
    tool("openapi-ts", ["--input", SERVICE, "--output", "made", "--client", "@hey-api/client-fetch"], project),
  "typescript-fetch": (project) =>
    program(GENERATOR, ["generate", "-g", "typescript-fetch", "-i", SERVICE, "-o", "made"], project),
};

for (const [maker, make] of Object.entries(MAKERS)) {
  test(`a client by ${maker}`, { skip: MISSING[maker] ?? false }, () => {
    const project = emptyFolder();
    const made = make(project);
    assert.equal(made.status, 0, made.said);
    cpSync(fileURLToPath(new URL(`clients/${maker}.ts`, import.meta.url)), join(project, "program.ts"));
    const compilerOptions = {
      target: "es2022",
      module: "esnext",
      moduleResolution: "bundler",
      lib: ["es2022", "dom", "dom.iterable"],
      types: [],
      noEmit: true,
      skipDefaultLibCheck: true,
      strict: true,
    };
    writeFileSync(join(project, "tsconfig.json"), JSON.stringify({ compilerOptions, include: ["."] }));
    const { status, said } = oldCompiler(project);
    assert.equal(status, 0, said);
  });
}
