// node verdicts.mjs TEXTS PROJECT: for each line, a text as a JSON string, what the npm package finds in it.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [texts, project] = process.argv.slice(2);
const package_ = createRequire(join(project, "any.js")).resolve("export-bundles/evidence");
const { verify } = await import(pathToFileURL(package_).href);

for (const line of readFileSync(texts, "utf8").trimEnd().split("\n")) {
  const { valid, findings, seal, verdict } = await verify(JSON.parse(line), { rules: "all" });
  console.log(JSON.stringify([valid, seal, verdict, findings.map(({ rule, pointer }) => [rule, pointer])]));
}
