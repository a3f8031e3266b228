// Validators, compiled ahead of time by ajv: one module for each definition, so that types share what they
// have in common and a page pays only for what it imports.

import Ajv, { _, Name, str, stringify } from "ajv";
import standalone from "ajv/dist/standalone/index.js";
import format from "ajv/dist/vocabularies/format/format.js";
import pattern from "ajv/dist/vocabularies/validation/pattern.js";
import additionalProperties from "ajv/dist/vocabularies/applicator/additionalProperties.js";
import { transform } from "esbuild";

import { nullable, referenced, references } from "./keywords.mjs";

/** For each definition the TypeScript module that checks it, by file name. */
export async function checksOf({ accept, unions, keywords }) {
  const modules = {};
  for (const [name, schema] of Object.entries(accept)) {
    modules[`${name}.ts`] = moduleOf(await compiled(schema), references(schema, keywords), unions[name]);
  }
  return modules;
}

function moduleOf({ name, code }, references, union) {
  const check = union ? unionOf(union, name) : name;
  const imports = Object.entries(HELPERS)
    .filter(([helper]) => new RegExp(`\\b${helper}\\b`).test(code + check))
    .map(([helper, module]) => `import { ${helper} } from "../runtime/${module}.js";`);
  return [
    "// @ts-nocheck: ajv wrote the function, in plain JavaScript.",
    'import type { Check } from "../runtime/check.js";',
    ...imports,
    ...[...new Set(references)].map((other) => `import { check as ${localName(other)} } from "./${other}.js";`),
    "",
    code,
    `export const check: Check = ${check};`,
    "",
  ].join("\n");
}

/** What the code leans on, and where it is. */
const HELPERS = {
  codePoints: "code-points",
  distinct: "equality",
  equal: "equality",
  formats: "formats",
  merged: "check",
  unknownMembers: "unknown-members",
  union: "check",
};

const localName = (name) => `check${name}`;

function unionOf({ member, branches }, head) {
  const cases = branches.map(({ value, title }) => `  ${JSON.stringify(value)}: ${localName(title)},\n`);
  return `/* @__PURE__ */ union(${JSON.stringify(member)}, () => ({\n${cases.join("")}}), ${head})`;
}

/** ajv's function for a schema, with no more around it than it uses. */
async function compiled(schema) {
  const ajv = new Ajv.default(OPTIONS);
  for (const keyword of KEYWORDS) {
    ajv.removeKeyword(keyword.keyword);
    ajv.addKeyword(keyword);
  }
  ajv.addFormat("date-time", () => true);
  const text = standalone
    .default(ajv, ajv.compile(prepared(schema)))
    .replaceAll('require("ajv/dist/runtime/ucs2length").default', "codePoints")
    .replaceAll('require("ajv/dist/runtime/equal").default', "equal")
    .replace(/^export default .*$/m, "");
  if (text.includes("require(")) throw new Error("ajv asks for a module that the package does not have");
  const { code } = await transform(text, { format: "esm", treeShaking: true });
  const [, name] = /^const validate = (\w+);$/m.exec(code);
  return {
    name,
    code: code
      .replace('"use strict";\n', "")
      .replace(`const validate = ${name};\n`, "")
      .replace(/^export \{[^}]*\};\n/m, "")
      // Where the keyword stands in the schema is nothing to a page, which would pay for the words.
      .replace(/schemaPath: "(?:[^"\\]|\\.)*", /g, "")
      .trim(),
  };
}

const OPTIONS = {
  allErrors: true,
  messages: false,
  // What an author must be told of a schema, the generator of the Rust types has said already.
  strict: false,
  meta: false,
  validateSchema: false,
  // Else every object would seem to have a member called `constructor`.
  ownProperties: true,
  code: { source: true, esm: true, lines: true, formats: _`formats` },
};

/** Keywords whose code by ajv does not suit us, and one that it does not know. */
const KEYWORDS = [
  {
    // A definition is a module of its own. ajv would copy all failures whenever some are added, and tell each check where
    // its value is: only who finds a fault has to know.
    keyword: "$ref",
    schemaType: "string",
    code(cxt) {
      const check = new Name(localName(referenced({ $ref: cxt.schema })));
      const [failures, count, path] = ["vErrors", "errors", "instancePath"].map((name) => new Name(name));
      const place = str`${path}${cxt.it.errorPath}`;
      cxt.gen.if(_`!${check}(${cxt.data})`, () => {
        cxt.gen.assign(failures, _`merged(${failures}, ${check}.errors, ${place})`);
        cxt.gen.assign(count, _`${failures}.length`);
      });
    },
  },
  {
    // `anyOf` with null as the other choice: what fails is said of the first, for nobody meant null.
    keyword: "orNull",
    schemaType: "object",
    code(cxt) {
      cxt.gen.if(_`${cxt.data} !== null`, () => {
        cxt.subschema({ keyword: "orNull" }, cxt.gen.name("valid"));
      });
    },
  },
  {
    // All unknown members are one failure. ajv would report each, and carry the whole schema along.
    ...additionalProperties.default,
    error: { message: "", params: ({ params }) => _`{unknown: ${params.unknown}, known: ${params.known}}` },
    code(cxt) {
      if (cxt.schema !== false) return additionalProperties.default.code(cxt);
      const names = Object.keys(cxt.parentSchema.properties ?? {});
      const known = cxt.gen.scopeValue("obj", { ref: names, code: stringify(names) });
      const unknown = cxt.gen.const("unknown", _`unknownMembers(${cxt.data}, ${known})`);
      cxt.setParams({ unknown, known });
      cxt.fail(_`${unknown}.length > 0`);
    },
  },
  {
    ...pattern.default,
    error: { message: "", params: ({ schema, parentSchema }) => explained("pattern", schema, parentSchema) },
  },
  {
    ...format.default,
    error: { message: "", params: ({ schema, parentSchema }) => explained("format", schema, parentSchema) },
  },
  {
    // The remainder is exact, where ajv's division is not.
    keyword: "multipleOf",
    type: "number",
    schemaType: "number",
    error: { message: "", params: ({ schema }) => _`{multipleOf: ${schema}}` },
    code(cxt) {
      cxt.fail(_`${cxt.data} % ${cxt.schema} !== 0`);
    },
  },
  {
    // ajv would compare each item with each.
    keyword: "uniqueItems",
    type: "array",
    schemaType: "boolean",
    error: { message: "", params: () => _`{}` },
    code(cxt) {
      if (cxt.schema) cxt.fail(_`!distinct(${cxt.data})`);
    },
  },
];

/** What a keyword asks of a string: in the words of its schema, which stand for what no person reads. */
function explained(keyword, value, { "x-expected": expected }) {
  return expected === undefined ? _`{${new Name(keyword)}: ${value}}` : _`{expected: ${expected}}`;
}

/** The schema as ajv shall see it: assertions alone, and of a value that is not null what it must be. */
function prepared(schema) {
  if (typeof schema === "boolean") return schema;
  const {
    title,
    description,
    examples,
    default: fallback,
    deprecated,
    $comment,
    "x-sensitivity": sensitivity,
    oneOf,
    ...rest
  } = schema;
  const other = nullable(schema);
  if (other) return { orNull: prepared(other) };
  const { properties, items, additionalProperties, ...assertions } = rest;
  return {
    ...assertions,
    ...(properties && { properties: mapValues(properties, prepared) }),
    ...(items !== undefined && { items: prepared(items) }),
    ...(additionalProperties !== undefined && { additionalProperties: prepared(additionalProperties) }),
  };
}

function mapValues(object, change) {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [name, change(value)]));
}
