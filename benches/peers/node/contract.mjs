// The source schemas, compiled by ajv.

import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

import addFormats from "ajv-formats";
import Ajv from "ajv/dist/2020.js";

/** The validators of the schemas in a folder, by title. */
export function validators(folder) {
  const ajv = new Ajv();
  addFormats(ajv);
  ajv.addVocabulary(["x-expected", "x-fresh", "x-sensitivity"]);
  const titles = new Map();
  for (const name of readdirSync(folder).filter((it) => it.endsWith(".schema.json"))) {
    const schema = JSON.parse(readFileSync(join(folder, name), "utf8"));
    ajv.addSchema(schema, name);
    titles.set(schema.title, name);
  }
  return (title) => ajv.getSchema(titles.get(title));
}
