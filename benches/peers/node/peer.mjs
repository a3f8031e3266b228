// `JSON.parse` + ajv. Usage: node peer.mjs SCHEMAS, then the conversation that benches/decode/peers.rs
// describes.

import { createRequire } from "node:module";
import { createInterface } from "node:readline";

import { validators } from "./contract.mjs";

const validator = validators(process.argv[2]);

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
  validate = validator(question.type);
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
