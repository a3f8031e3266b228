// The maker, on a changed brief.

import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const MAKER = here("../make/main.mjs");
const BRIEF = process.env.KITS_BRIEF;

export const PACKAGE = resolve(process.env.KITS_NPM ?? here("../../../generated/typescript"));
/** Why tests that need a brief are skipped, if they are. */
export const skip = BRIEF ? false : "KITS_BRIEF names no brief";

/** Makes the page of a brief that `change` has changed, in the folder `out`. */
export function make(out, change = () => {}) {
  mkdirSync(out, { recursive: true });
  const brief = JSON.parse(readFileSync(BRIEF, "utf8"));
  change(brief);
  const file = join(out, "brief.json");
  writeFileSync(file, JSON.stringify(brief));
  const { status, stderr } = spawnSync(process.execPath, [MAKER, file, PACKAGE, out], { encoding: "utf8" });
  const page = join(out, "index.html");
  return { status, stderr, page, text: status === 0 ? readFileSync(page, "utf8") : "" };
}
