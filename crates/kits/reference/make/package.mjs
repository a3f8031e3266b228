// What the npm package knows, beside the brief: it was made a moment ago.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/** The rules that a module of the package holds documents against; none where it has no such module. */
export async function rulesOf(packageFolder, module) {
  if (!module) return [];
  const manifest = JSON.parse(await readFile(join(packageFolder, "package.json"), "utf8"));
  const entry = manifest.exports[`./${module}`]?.default;
  if (!entry) throw new Error(`the npm package has no module ${JSON.stringify(module)}, which [page] rules names`);
  const { RULES } = await import(pathToFileURL(join(packageFolder, entry)).href);
  return RULES;
}
