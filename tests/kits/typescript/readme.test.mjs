// The examples of the package's README run, and print what they say.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

import { made, project } from "./project.mjs";

const readme = readFileSync(join(made, "README.md"), "utf8");
const examples = [...readme.matchAll(/^```js\n(.*?)^```$/gms)].map(([, code]) => code);
const root = project();

test("there are examples", () => assert.ok(examples.length > 0));

examples.forEach((code, index) => {
  test(`example ${index + 1}`, () => {
    const expected = [...code.matchAll(/console\.log\(.*\); \/\/ (.*)$/gm)].map(([, line]) => `${line}\n`).join("");
    assert.notEqual(expected, "");
    writeFileSync(join(root, "example.js"), code);
    assert.equal(execFileSync(process.execPath, ["example.js"], { cwd: root, encoding: "utf8" }), expected);
  });
});
