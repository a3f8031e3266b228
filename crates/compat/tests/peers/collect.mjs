// Reads a table of cases that is written in TypeScript, and writes what is expected of each.
//
//     node collect.mjs AMARO TESTS > QUESTIONS
//
// Each file in the folder TESTS hands lists of cases to `registerDiffTestCases`: two schemas, and what the second takes
// beside the first and not any more, which is `false` where that is nothing. AMARO is the folder of the package of that
// name, which knows types from code. Each case becomes two lines of JSON, one for each direction: the test, both schemas,
// and whether every document of the first is said to be one of the second.

import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";

const [amaro, tests] = process.argv.slice(2);
const { transformSync } = createRequire(import.meta.url)(resolve(amaro));

const groups = [];
const within = (name, steps) => {
  groups.push(name);
  steps();
  groups.pop();
};

function registerDiffTestCases(cases) {
  for (const { description, input, output } of cases) {
    const test = [...groups, description].join(", ");
    write({ test, inner: input.a, outer: input.b, expected: output.removed === false });
    write({ test, inner: input.b, outer: input.a, expected: output.added === false });
  }
}

const write = (question) => console.log(JSON.stringify(question));

for (const name of readdirSync(tests).filter((it) => it.endsWith(".spec.ts")).sort()) {
  const { code } = transformSync(readFileSync(join(tests, name), "utf8"), { mode: "strip-only" });
  const steps = code.replace(/^import[^;]*;/gm, "");
  // What asks anything else is a test of how it answers, and is not run.
  new Function("describe", "it", "beforeEach", "registerDiffTestCases", steps)(
    within, () => {}, () => {}, registerDiffTestCases,
  );
}
