// Linters of OpenAPI find nothing in what services say of themselves, but what `rules/` explains.

import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

import { emptyFolder, tool } from "./tool.mjs";

const { SERVICE, SERVICE_IN_3_0, SIDECAR } = process.env;
/** Each with the name of its rules. */
const DESCRIPTIONS = {
  service: [SERVICE, "service"],
  "service in OpenAPI 3.0": [SERVICE_IN_3_0, "service-3.0"],
  sidecar: [SIDECAR, "sidecar"],
};
const rules = (name) => fileURLToPath(new URL(`rules/${name}.yaml`, import.meta.url));

/** For each linter, what rules it finds a description to break. */
const LINTERS = {
  redocly(name, file) {
    const { stdout, said } = tool("redocly", ["lint", file, "--config", rules(`${name}.redocly`), "--format", "json"]);
    return found(stdout, said, "{", ({ problems }) => problems.map(({ ruleId }) => ruleId));
  },
  spectral(name, file) {
    const args = ["lint", file, "--ruleset", rules(`${name}.spectral`), "--format", "json", "--quiet"];
    const { stdout, said } = tool("spectral", args);
    return found(stdout, said, "[", (problems) => problems.map(({ code }) => code));
  },
};

function found(stdout, said, opening, broken) {
  assert.ok(stdout.trimStart().startsWith(opening), said);
  return broken(JSON.parse(stdout));
}

for (const [linter, lint] of Object.entries(LINTERS)) {
  for (const [name, [file, rules]] of Object.entries(DESCRIPTIONS)) {
    test(`${linter} finds nothing in the description of the ${name}`, () => {
      assert.deepEqual(lint(rules, file), []);
    });
  }

  test(`${linter} can find something`, () => {
    const description = JSON.parse(readFileSync(SIDECAR, "utf8"));
    const [[, { post }]] = Object.entries(description.paths);
    post.tags = ["no tag of this name"];
    delete post.operationId;
    const file = join(emptyFolder(), "faulty.json");
    writeFileSync(file, JSON.stringify(description));
    const broken = lint("sidecar", file);
    assert.ok(broken.includes("operation-operationId"), broken.join(" "));
  });
}
