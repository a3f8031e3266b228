// node reports/script.mjs KITS ENTRY PROJECT
// writes the script of the pages to standard output: ENTRY and the package that PROJECT has, in one piece.

import { createRequire } from "node:module";
import { join } from "node:path";

const [kits, entry, project] = process.argv.slice(2);
const { build } = createRequire(join(kits, "package.json"))("esbuild");
const { outputFiles } = await build({
  entryPoints: [entry],
  bundle: true,
  write: false,
  minify: true,
  format: "iife",
  target: "es2022",
  charset: "utf8",
  legalComments: "none",
  logLevel: "silent",
  nodePaths: [join(project, "node_modules")],
});
process.stdout.write(outputFiles[0].text);
