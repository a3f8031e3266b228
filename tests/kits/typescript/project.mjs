// An empty project into which the package is installed as npm would publish it.

import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { after } from "node:test";
import { fileURLToPath } from "node:url";

const GENERATED = fileURLToPath(new URL("../../../generated/typescript", import.meta.url));

/** The package under test. */
export const made = resolve(process.env.KITS_NPM ?? GENERATED);

/** The folder of a project with the package `folder`; it goes away with the tests of the file. */
export function project(folder = made) {
  const root = mkdtempSync(join(tmpdir(), "export-bundles-"));
  after(() => rmSync(root, { recursive: true }));
  writeFileSync(join(root, "package.json"), JSON.stringify({ private: true, type: "module" }));
  const [{ filename }] = JSON.parse(npm(root, "pack", folder, "--json"));
  npm(root, "install", "--offline", "--no-audit", "--no-fund", `./${filename}`);
  return root;
}

/** What a program in the project gets when it imports `name`. */
export function load(root, name) {
  const program = `console.log(import.meta.resolve(${JSON.stringify(name)}))`;
  const url = execFileSync(process.execPath, ["--input-type=module", "--eval", program], { cwd: root, encoding: "utf8" });
  return import(url.trim());
}

function npm(cwd, ...args) {
  // npm tells what it does on the standard error; nobody needs it here.
  return execFileSync("npm", args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
}
