// The modules that a caller imports: one for each type, and one for all.

/** `{ file: text }` in TypeScript; `shaped` are the names of the definitions that hold defaults. */
export function entriesOf(brief, { accept, differs }, shaped) {
  const entries = brief.types.map((type) => [
    `${type.name}.ts`,
    entry(type, accept[type.title].description, differs, shaped),
  ]);
  return { "index.ts": index(brief.types), "locate.ts": LOCATE, ...Object.fromEntries(entries) };
}

/** The places of values in a text, for editors. */
const LOCATE = 'export * from "./runtime/locate.js";\n';

function entry({ title, name }, description = `A document of the type ${title}.`, differs, shaped) {
  const asRead = differs.has(title)
    ? { type: `${title}Input`, words: "what has a default may be absent" }
    : { type: title, words: "the same as it is sent" };
  const [importOfShape, shape] = shaped.has(title)
    ? [`import { ${title} as shape } from "./shapes.js";\n`, "shape"]
    : ["", "shape: {}"];
  return `
import { check } from "./checks/${title}.js";
import { type Contract, isInput, isOutput, parse as read, standard, validate as judge } from "./runtime/document.js";
import type { StandardSchema } from "./runtime/standard.js";
import type { Parsed, Verdict } from "./runtime/verdict.js";
${importOfShape}import type * as types from "./types.js";

export type { Parsed, StandardSchema, Verdict };
export type { StandardIssue, StandardResult } from "./runtime/standard.js";
export type { Violation } from "./runtime/verdict.js";

const contract: Contract = { check, ${shape} };

${comment(description)}
export type ${title} = types.${title};

/** ${title} as it is read: ${asRead.words}. */
export type ${title}Input = types.${asRead.type};

/** The type as a Standard Schema, as form libraries and HTTP frameworks take it: fills defaults in. */
export const ${title}: StandardSchema<${title}Input, ${title}> = /* @__PURE__ */ standard(contract);

/** Whether a value is valid as \`${title}\`, and if not, why. The value is not changed. */
export function validate(value: unknown): Verdict {
  return judge(contract, value);
}

/** Reads \`${title}\` from JSON, strictly, and fills defaults in. */
export function parse(text: string | Uint8Array): Parsed<${title}> {
  return read(contract, text);
}

/** Whether a value is valid as \`${title}\` and complete: with every member that has a default. */
export function is${title}(value: unknown): value is ${title} {
  return isOutput(contract, value);
}

/** Whether a value is valid as \`${title}\`; members with a default may be absent. */
export function is${title}Input(value: unknown): value is ${title}Input {
  return isInput(contract, value);
}
`;
}

function index(types) {
  const all = types.map(({ title }) => title);
  const each = (line) => types.map(line).join("\n");
  return `
${each(({ title, name }) => `import * as ${variable(title)} from "./${name}.js";`)}
import * as schemas from "./json-schemas.js";
import { described } from "./runtime/json-schema.js";
import type { DescribedSchema } from "./runtime/standard.js";
import type { Parsed, Verdict } from "./runtime/verdict.js";

export type * from "./types.js";
export type {
  DescribedSchema,
  JsonSchemaOptions,
  StandardIssue,
  StandardJsonSchema,
  StandardResult,
  StandardSchema,
} from "./runtime/standard.js";
export type { Parsed, Verdict, Violation } from "./runtime/verdict.js";
${each(reexport)}

/** Every type as it is sent, by its title. */
export interface Documents {
${each(({ title }) => `  ${title}: ${variable(title)}.${title};`)}
}

/** Every type as it is read, by its title. */
export interface DocumentInputs {
${each(({ title }) => `  ${title}: ${variable(title)}.${title}Input;`)}
}

/** The title of a type. */
export type DocumentType = keyof Documents;

const modules: { readonly [Type in DocumentType]: Module<Documents[Type]> } = {
${each(({ title }) => `  ${title}: ${variable(title)},`)}
};

interface Module<T> {
  validate(value: unknown): Verdict;
  parse(text: string | Uint8Array): Parsed<T>;
}

/** The titles of all types. */
export const documentTypes: readonly DocumentType[] = ${JSON.stringify(all)};

/** Whether a value is valid as the type of that title, and if not, why. The value is not changed. */
export function validate(type: DocumentType, value: unknown): Verdict {
  return moduleOf(type).validate(value);
}

/** Reads a document of the type of that title from JSON, strictly, and fills defaults in. */
export function parse<Type extends DocumentType>(type: Type, text: string | Uint8Array): Parsed<Documents[Type]> {
  return moduleOf(type).parse(text);
}

function moduleOf<Type extends DocumentType>(type: Type): Module<Documents[Type]> {
  if (!Object.hasOwn(modules, type)) {
    throw new TypeError(\`no type is called \${type}; the types are \${documentTypes.join(", ")}\`);
  }
  return modules[type];
}
`;
}

/** What the module of a type has, and its JSON Schemas, which would be much for a page. */
function reexport({ title, name }) {
  const within = variable(title);
  return `
export { type ${title}Input, is${title}, is${title}Input } from "./${name}.js";

export type ${title} = ${within}.${title};

/** The type as a Standard Schema and a Standard JSON Schema. */
export const ${title}: DescribedSchema<${within}.${title}Input, ${within}.${title}> =
  /* @__PURE__ */ described(${within}.${title}, schemas.${title});`;
}

/** The name of a type's module where all are at hand. */
function variable(title) {
  return `in${title}`;
}

function comment(text) {
  return `/** ${text.replaceAll("*/", "*\\/")} */`;
}
