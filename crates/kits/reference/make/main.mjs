// node reference/make/main.mjs BRIEF TYPESCRIPT_PACKAGE_DIR OUT
// writes OUT/index.html, the reference page.

import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";

import { contractOf } from "./contract.mjs";
import { SchemaError } from "./keywords.mjs";
import { page } from "./page.mjs";
import { rulesOf } from "./package.mjs";
import { scriptOf } from "./script.mjs";

const [briefFile, packageFolder, out] = process.argv.slice(2);
if (!out) {
  console.error("usage: node reference/make/main.mjs BRIEF TYPESCRIPT_PACKAGE_DIR OUT");
  process.exit(2);
}

try {
  const brief = JSON.parse(await readFile(briefFile, "utf8"));
  const contract = contractOf(brief);
  const { name } = brief.packages.npm;
  const script = await scriptOf(resolve(packageFolder), name, brief.page.rules);
  const text = await page(brief, contract, script, await rulesOf(resolve(packageFolder), brief.page.rules));
  await mkdir(out, { recursive: true });
  await writeFile(join(out, "index.html"), text);
} catch (error) {
  console.error(`reference page: ${error instanceof SchemaError ? error.message : error.stack}`);
  process.exitCode = 1;
}
