// node seals.mjs TEXTS PROJECT TOOLS: for each line, a text as a JSON string, the seal that the npm package computes and that of
// `canonicalize`, which shares no code with it; `-` where there is none.

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [texts, project, tools] = process.argv.slice(2);
const load = (folder, name) => import(pathToFileURL(createRequire(join(folder, "any.js")).resolve(name)).href);
const { seal, SealError } = await load(project, "export-bundles/evidence");
// It lets itself be imported, and not be looked up.
const library = pathToFileURL(join(tools, "node_modules/canonicalize/lib/canonicalize.js")).href;
const { default: canonicalize } = await import(library);

const lines = readFileSync(texts, "utf8").trimEnd().split("\n");
const answers = [];
for (const line of lines) {
  const text = JSON.parse(line);
  let own = "-";
  try {
    own = await seal(text);
  } catch (error) {
    if (!(error instanceof SealError)) throw error;
  }
  let foreign = "-";
  if (own !== "-") {
    const { content_hash: _, ...rest } = JSON.parse(text);
    foreign = createHash("sha256").update(canonicalize(rest)).digest("hex");
  }
  answers.push(`${own} ${foreign}`);
}
process.stdout.write(`${answers.join("\n")}\n`);
