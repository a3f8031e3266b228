// TypeScript modules to JavaScript modules and declarations.

import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";

const OPTIONS = {
  target: "es2022",
  module: "nodenext",
  lib: ["es2022", "dom"],
  types: [],
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noUnusedLocals: true,
  isolatedModules: true,
  declaration: true,
  newLine: "lf",
};

/** Compiles `sources`, texts by file name, into the folder `out`, as modules of the kind that Node calls `type`. */
export async function compile(sources, out, type) {
  const folder = await mkdtemp(join(tmpdir(), "npm-package-"));
  try {
    await writeAll(folder, {
      "package.json": JSON.stringify({ type }),
      "tsconfig.json": JSON.stringify({
        compilerOptions: { ...OPTIONS, verbatimModuleSyntax: type === "module", rootDir: "src", outDir: out },
        include: ["src"],
      }),
    });
    await writeAll(join(folder, "src"), sources);
    await tsc(["--project", folder]);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Runs the TypeScript compiler; what it says against the program becomes the error. */
async function tsc(args) {
  const typescript = dirname(createRequire(import.meta.url).resolve("typescript/package.json"));
  try {
    await promisify(execFile)(process.execPath, [join(typescript, "bin/tsc"), ...args]);
  } catch (error) {
    throw new Error(`the TypeScript compiler refuses what was made:\n${error.stdout}${error.stderr}`);
  }
}

export async function writeAll(folder, files) {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
}
