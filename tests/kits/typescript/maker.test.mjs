// The maker takes what it knows from the brief, and refuses what it does not understand.

import assert from "node:assert/strict";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

import { briefOf, make, run } from "./brief.mjs";

const type = (properties, rest) => briefOf({ Problem: { type: "object", properties, additionalProperties: false, ...rest } });
const problem = type({ detail: { type: "string", description: "What is wrong.", default: "unknown" } });

const read = (folder) =>
  readdirSync(folder, { recursive: true })
    .filter((name) => statSync(join(folder, name)).isFile())
    .sort()
    .map((name) => [name, readFileSync(join(folder, name), "utf8")]);

test("the same brief makes the same package, and every file says who made it", () => {
  const [first, second] = [make(problem), make(problem)];
  assert.equal(first.stderr, "");
  const files = read(first.folder);
  assert.deepEqual(files, read(second.folder));
  const names = files.map(([name]) => name).filter((name) => !/^(cjs\/)?runtime\//.test(name));
  const modules = ["index.js", "index.d.ts", "locate.js", "locate.d.ts", "problem.js", "problem.d.ts"];
  const program = [...modules, "checks/Problem.js", "json-schemas.js", "package.json", "shapes.js", "types.d.ts"];
  const schemas = ["schemas/problem.schema.json", "schemas/emit/problem.schema.json"];
  assert.deepEqual(names, [...program, ...program.map((name) => `cjs/${name}`), "README.md", ...schemas].sort());
  for (const [name, text] of files) assert.ok(text.includes(problem.mark), name);
});

test("the size of each type is printed", () => {
  const { status, stdout } = make(problem);
  assert.equal(status, 0);
  const { sizes: [{ type, bytes, gzip }] } = JSON.parse(stdout);
  assert.equal(type, "Problem");
  assert.ok(bytes > gzip && gzip > 1000);
});

test("a registry learns who made it and where it is, as far as that is known", () => {
  const manifest = (contract) => {
    const { folder } = make({ ...problem, contract: { ...problem.contract, ...contract } });
    return JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  };
  const unknown = manifest({});
  for (const member of ["author", "contributors", "keywords", "repository", "homepage", "bugs"]) {
    assert.equal(member in unknown, false, member);
  }
  const repository = "https://example.org/tried";
  const known = manifest({ authors: ["One", "Two"], keywords: ["tried"], links: { repository, homepage: repository, issues: null } });
  assert.deepEqual([known.author, known.contributors, known.keywords], ["One", ["Two"], ["tried"]]);
  assert.deepEqual([known.homepage, known.repository.url, "bugs" in known], [repository, `git+${repository}.git`, false]);
});

test("words of the schemas are words of the types", () => {
  const { folder } = make(problem);
  const text = readFileSync(join(folder, "types.d.ts"), "utf8");
  assert.match(text, /What is wrong\.\n.*\n *\* @defaultValue `"unknown"`/);
  assert.equal(JSON.parse(readFileSync(join(folder, "package.json"), "utf8")).version, "1.2.3");
});

const $ref = "#/$defs/Thing";
const REFUSED = {
  "a keyword that it does not know": [
    type({ a: { type: "array", contains: { type: "string" } } }),
    "Problem#/properties/a/contains: the keyword `contains` is unknown to the TypeScript client; teach it to typescript/make, or write another",
  ],
  "such a keyword in a definition": [
    type({ a: { $ref } }, { $defs: { Thing: { type: "object", minProperties: 1 } } }),
    "Problem#/$defs/Thing/minProperties: the keyword `minProperties` is unknown to the TypeScript client; teach it to typescript/make, or write another",
  ],
  "a choice that is not about null": [
    type({ "a/b": { anyOf: [{ type: "string" }, { type: "integer" }] } }),
    'Problem#/properties/a~1b/anyOf: the keyword `anyOf` is known only as [X, {"type": "null"}]',
  ],
  "what stands beside such a choice": [
    type({ a: { anyOf: [{ type: "string" }, { type: "null" }], description: "A.", maxLength: 3 } }),
    "Problem#/properties/a/maxLength: the keyword `maxLength` stands beside `anyOf`; write it within",
  ],
  "members beside a reference": [
    type({ a: { $ref, properties: {} } }, { $defs: { Thing: { type: "object" } } }),
    "Problem#/properties/a/properties: the keyword `properties` stands beside `$ref`; write it where that leads",
  ],
  "a union that the brief does not describe": [
    type({ a: { oneOf: [{ type: "string" }] } }),
    "Problem#/properties/a/oneOf: the keyword `oneOf` is known only in a union that the brief describes",
  ],
  "a format that it does not know": [
    type({ a: { type: "string", format: "email" } }),
    "Problem#/properties/a/format: the keyword `format` is known only as date-time",
  ],
  "a reference to elsewhere": [
    type({ a: { $ref: "other.json" } }),
    "Problem#/properties/a/$ref: the keyword `$ref` is known only as #/$defs/NAME",
  ],
  "a name that JavaScript keeps for itself": [
    type(JSON.parse('{"__proto__":{"type":"string"}}')),
    "Problem#/properties: the keyword `properties` has a member called __proto__, which no JavaScript type holds",
  ],
  "a name with two meanings": [
    briefOf({
      One: { type: "object", properties: { a: { $ref } }, $defs: { Thing: { type: "string" } } },
      Two: { type: "object", properties: { a: { $ref } }, $defs: { Thing: { type: "integer" } } },
    }),
    "Two#/$defs/Thing: Thing is something else in another type; give one of them another name",
  ],
  "a name that is needed": [
    type({ a: { $ref: "#/$defs/ProblemInput" }, b: { type: "integer", default: 0 } }, { $defs: { ProblemInput: { type: "string" } } }),
    "ProblemInput: the name is needed for a Problem as it is read; give it another name",
  ],
  "a default that is not always sent": [
    (() => {
      const brief = structuredClone(problem);
      brief.types[0].emit.required = [];
      return brief;
    })(),
    "Problem: what is sent must require the members that are required or have a default (detail), found none",
  ],
};

for (const [what, [brief, message]] of Object.entries(REFUSED)) {
  test(`refuses ${what}`, () => {
    const { status, stderr, folder } = make(brief);
    assert.equal(stderr, `error: ${message}\n`);
    assert.equal(status, 1);
    assert.deepEqual(readdirSync(folder), []);
  });
}

test("refuses a type that costs a page too much", () => {
  const names = Array.from({ length: 2000 }, (_, index) => `m${(index * 2654435761) % 4294967296}`);
  const { status, stderr } = make(type(Object.fromEntries(names.map((name) => [name, { type: "string" }]))));
  assert.match(stderr, /^error: Problem: expected a validator of at most 12288 bytes gzipped, found \d+\n$/);
  assert.equal(status, 1);
});

test("the folder must be empty, and both must be named", () => {
  const { folder } = make(problem);
  const again = make(problem, folder);
  assert.equal(again.stderr, `error: ${folder}: expected an empty folder, found files in it\n`);
  assert.equal(run("brief.json").stderr, "error: usage: main.mjs BRIEF OUT\n");
});
