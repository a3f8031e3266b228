// `JSON.parse` + ajv. Usage: node peer.mjs SCHEMAS, then the conversation that benches/decode/peers.rs
// describes.

import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { createInterface } from "node:readline";

import addFormats from "ajv-formats";
import Ajv from "ajv/dist/2020.js";

const folder = process.argv[2];
const ajv = new Ajv();
addFormats(ajv);
ajv.addVocabulary(["x-fresh"]);
const titles = new Map();
for (const name of readdirSync(folder).filter((it) => it.endsWith(".schema.json"))) {
  const schema = JSON.parse(readFileSync(join(folder, name), "utf8"));
  ajv.addSchema(schema, name);
  titles.set(schema.title, name);
}

let text = "";
let validate;

function isValid() {
  try {
    return validate(JSON.parse(text));
  } catch {
    return false;
  }
}

function take(question) {
  validate = ajv.getSchema(titles.get(question.type));
  text = question.text;
  return { valid: isValid() };
}

function run(times) {
  const start = process.hrtime.bigint();
  for (let time = 0; time < times; time += 1) {
    if (!validate(JSON.parse(text))) throw new Error("the text has become invalid");
  }
  return { nanoseconds: Number(process.hrtime.bigint() - start) };
}

const say = (answer) => console.log(JSON.stringify(answer));
const { version } = createRequire(import.meta.url)("ajv/package.json");
say({ versions: `${version}, Node ${process.versions.node}` });
for await (const line of createInterface({ input: process.stdin })) {
  const question = JSON.parse(line);
  say("text" in question ? take(question) : run(question.times));
}
