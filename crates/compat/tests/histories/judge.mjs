// A second opinion: says of each line {"schema": FILE, "document": …} whether ajv accepts the document by that file,
// read in its own draft.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";

const require = createRequire(`${process.cwd()}/`);
const formats = require("ajv-formats");
const kinds = {
  "draft-04": () => require("ajv-draft-04"),
  "draft-06": () => require("ajv").default,
  "draft-07": () => require("ajv").default,
  "2019-09": () => require("ajv/dist/2019").default,
  "2020-12": () => require("ajv/dist/2020").default,
};

function compiled(file) {
  const schema = JSON.parse(readFileSync(file, "utf8"));
  const draft = Object.keys(kinds).find((it) => String(schema.$schema).includes(it)) ?? "2020-12";
  const ajv = new (kinds[draft]())({ strict: false, logger: false, validateFormats: true });
  if (draft === "draft-06") ajv.addMetaSchema(require("ajv/dist/refs/json-schema-draft-06.json"));
  formats(ajv);
  try {
    return ajv.compile(schema);
  } catch (error) {
    // What refers to files that are not there, it cannot judge.
    if (error.missingRef) return () => null;
    throw error;
  }
}

const validators = new Map();
for await (const line of createInterface({ input: process.stdin })) {
  const { schema, document } = JSON.parse(line);
  if (!validators.has(schema)) validators.set(schema, compiled(schema));
  console.log(validators.get(schema)(document));
}
