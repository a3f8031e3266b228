// The types mean what they should: the compiler accepts the programs under `types/`, in which every line
// that must not compile says so.

import { execFileSync } from "node:child_process";
import { cpSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

import { project } from "./project.mjs";

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));
const SPECIFICATION = "node_modules/@standard-schema/spec";

test("the programs compile", () => {
  const root = project();
  cpSync(path("types"), join(root, "src"), { recursive: true });
  cpSync(path(`../../${SPECIFICATION}`), join(root, SPECIFICATION), { recursive: true });
  const compilerOptions = {
    target: "es2022",
    module: "nodenext",
    lib: ["es2022"],
    types: [],
    noEmit: true,
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
  };
  writeFileSync(join(root, "tsconfig.json"), JSON.stringify({ compilerOptions, include: ["src"] }));
  // What the compiler has to say it says on the standard output.
  execFileSync(process.execPath, [path("../../node_modules/typescript/bin/tsc")], { cwd: root, stdio: "inherit" });
});
