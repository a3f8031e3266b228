// The tools, as programs.

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after } from "node:test";
import { fileURLToPath } from "node:url";

const BINARIES = fileURLToPath(new URL("../../node_modules/.bin/", import.meta.url));

// None of them is to tell anybody that it was run, or to ask for a newer one of itself.
const SILENT = { NO_COLOR: "1", REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" };

/** Runs a tool of `package.json`: its exit status, and what it said. */
export function tool(name, args, cwd) {
  return program(join(BINARIES, name), args, cwd);
}

/** Runs the compiler that is the oldest to know all that the package's types say. */
export function oldCompiler(cwd) {
  const compiler = fileURLToPath(import.meta.resolve("typescript-5.0/bin/tsc"));
  return program(process.execPath, [compiler], cwd);
}

export function program(path, args, cwd) {
  const { status, stdout, stderr, error } = spawnSync(path, args, {
    cwd,
    encoding: "utf8",
    env: { ...process.env, ...SILENT },
    maxBuffer: 64 * 1024 * 1024,
  });
  if (error) throw error;
  return { status, stdout, said: stdout + stderr };
}

/** An empty folder, which goes away with the tests of the file. */
export function emptyFolder() {
  const folder = mkdtempSync(join(tmpdir(), "export-bundles-"));
  after(() => rmSync(folder, { recursive: true }));
  return folder;
}
