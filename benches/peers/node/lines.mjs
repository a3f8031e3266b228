// `JSON.parse` + ajv over a file with a bundle a line. Usage: node lines.mjs SCHEMAS FILE

import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";

import { validators } from "./contract.mjs";

const [schemas, file] = process.argv.slice(2);
const validate = validators(schemas)("ExportBundle");
for await (const line of createInterface({ input: createReadStream(file) })) {
  if (!validate(JSON.parse(line))) throw new Error("a bundle is none");
}
