// What the npm package takes, beside `JSON.parse` and ajv on the source schemas.
//
//     node benches/peers/node/package.mjs
//
// after `cargo bench --bench decode`, which installs the peer under `target/peers`. Prints a table in Markdown. A
// figure is how many times as long the package takes, by the clock; the two take turns, and it is the median of them.

import { parse } from "../../../generated/typescript/evidence-bundle.js";
import { evidence } from "./evidence.mjs";

const ROOT = new URL("../../../", import.meta.url);
const { validators } = await import(new URL("target/peers/node/contract.mjs", ROOT));
const STEPS = [100, 10_000];
const ROUNDS = 5;
const TURNS = 11;
const MILLISECONDS = 20;

const validate = validators(new URL("schemas/v1", ROOT).pathname)("EvidenceBundle");
const decoder = new TextDecoder();

const median = (values) => [...values].sort((left, right) => left - right)[values.length >> 1];

function nanoseconds(work, times) {
  const start = process.hrtime.bigint();
  for (let time = 0; time < times; time += 1) if (!work()) throw new Error("another verdict than was expected");
  return Number(process.hrtime.bigint() - start) / times;
}

function ratio(ours, theirs) {
  const times = [ours, theirs].map((work) => {
    // What is made once is made before.
    for (let time = 0; time < 3; time += 1) work();
    return Math.max(1, Math.floor((MILLISECONDS * 1e6) / nanoseconds(work, 1)));
  });
  const turns = Array.from({ length: TURNS }, () => nanoseconds(ours, times[0]) / nanoseconds(theirs, times[1]));
  return median(turns);
}

function figures(steps) {
  const text = JSON.stringify(evidence(steps));
  const bytes = new TextEncoder().encode(text);
  const last = text.lastIndexOf('"ok"');
  const wrong = `${text.slice(0, last)}"on"${text.slice(last + 4)}`;
  return [
    ratio(() => parse(text).valid, () => validate(JSON.parse(text))),
    ratio(() => parse(bytes).valid, () => validate(JSON.parse(decoder.decode(bytes)))),
    ratio(() => !parse(wrong).valid, () => !validate(JSON.parse(wrong))),
  ];
}

const rows = ["`parse` of a string", "`parse` of bytes", "`parse` of one with a fault in its last step"];
const columns = STEPS.map((steps) => {
  const rounds = Array.from({ length: ROUNDS }, () => figures(steps));
  return rows.map((_, row) => median(rounds.map((figures) => figures[row])));
});
console.log(`| | ${STEPS.map((steps) => `${steps.toLocaleString("en")} steps`).join(" | ")} |`);
console.log(`|---|${STEPS.map(() => "---:|").join("")}`);
rows.forEach((says, row) => console.log(`| ${says} | ${columns.map((it) => it[row].toFixed(2)).join(" | ")} |`));
