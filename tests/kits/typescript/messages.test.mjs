// What senders are told, word for word, as in every other language.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

import { load, project } from "./project.mjs";

const { parse } = await load(project(), "export-bundles");
const { cases } = JSON.parse(readFileSync(join(process.env.KITS, "../../tests/messages.json"), "utf8"));

for (const { name, type, text, violations } of cases) {
  test(name, () => {
    const found = parse(type, text).violations.map(({ pointer, keyword, message }) => [
      pointer,
      keyword,
      // Where it is in the text stands before what it is.
      message.replace(/^at line \d+, column \d+: /, ""),
    ]);
    assert.deepEqual(found, violations);
  });
}
