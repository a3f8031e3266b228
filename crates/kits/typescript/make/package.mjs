// The npm package: what was written by hand, what is made from the schemas, and what npm must know.

import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { checksOf } from "./checks.mjs";
import { compile, writeAll } from "./compile.mjs";
import { definitionsOf } from "./definitions.mjs";
import { entriesOf } from "./entries.mjs";
import { readmeOf } from "./readme.mjs";
import { schemaFilesOf, schemasModuleOf } from "./schemas.mjs";
import { shapesOf } from "./shapes.mjs";
import { typesOf } from "./types.mjs";

const SOURCE = new URL("../src/", import.meta.url);

/** Writes the package into the empty folder `out`. */
export async function makePackage(brief, out) {
  const definitions = definitionsOf(brief);
  const shapes = shapesOf(definitions);
  const types = { "types.d.ts": await typesOf(definitions) };
  const sources = {
    ...inFolder("runtime", { ...(await runtime()), "vendor.ts": vendor(brief) }),
    ...inFolder("checks", await checksOf(definitions)),
    ...shapes.module,
    "json-schemas.ts": schemasModuleOf(brief),
    ...entriesOf(brief, definitions, shapes.names),
    ...byHand(brief),
    ...types,
  };
  for (const [type, folder] of [["module", out], ["commonjs", join(out, COMMON_JS)]]) {
    await compile(sources, folder, type);
    // The compiler reads declarations, and writes only those that it made itself.
    await writeAll(folder, types);
    await removeInner(folder);
  }
  await mark(out, `// ${brief.mark}\n\n`);
  await writeAll(out, {
    ...schemaFilesOf(brief),
    [`${COMMON_JS}/package.json`]: `${JSON.stringify({ "//": brief.mark, type: "commonjs" }, undefined, 2)}\n`,
    "package.json": `${JSON.stringify(manifest(brief), undefined, 2)}\n`,
    "README.md": `<!-- ${brief.mark} -->\n\n${brief.packages.npm.readme ?? readmeOf(brief)}`,
  });
}

/** The folder of the same modules once more, for programs that `require` them. */
const COMMON_JS = "cjs";

/** Declarations of what no caller can import, and no other declaration refers to. */
const INNER = /^(checks\/.*|runtime\/(?!locate|standard|verdict).*|shapes|json-schemas)\.d\.ts$/;

/** Removes what nobody can use. */
async function removeInner(folder) {
  for (const name of await readdir(folder, { recursive: true })) {
    if (INNER.test(name)) await rm(join(folder, name));
  }
}

/** Says of every module who made it. */
async function mark(folder, heading) {
  for (const name of await readdir(folder, { recursive: true })) {
    const file = join(folder, name);
    if (/\.(js|d\.ts)$/.test(name)) await writeFile(file, heading + (await readFile(file, "utf8")).trimStart());
  }
}

/** The further modules of the contract. */
const byHand = ({ packages }) =>
  Object.assign({}, ...Object.entries(packages.npm.modules).map(([name, files]) => inFolder(name, files)));

/** Who made the validators, for those who ask a Standard Schema. */
const vendor = ({ packages }) => `export const VENDOR = ${JSON.stringify(packages.npm.name)};\n`;

function manifest({ mark, types, contract, packages }) {
  const modules = Object.keys(packages.npm.modules);
  const entry = (name) => ({
    require: { types: `./${COMMON_JS}/${name}.d.ts`, default: `./${COMMON_JS}/${name}.js` },
    types: `./${name}.d.ts`,
    default: `./${name}.js`,
  });
  return {
    "//": mark,
    name: packages.npm.name,
    version: packages.version,
    description: packages.npm.description,
    ...(contract.keywords.length > 0 && { keywords: contract.keywords }),
    license: contract.license,
    ...people(contract.authors),
    ...(contract.links && addresses(contract.links)),
    type: "module",
    sideEffects: false,
    engines: { node: ">=20" },
    // Older compilers do not know `export type *`.
    peerDependencies: { typescript: ">=5.0" },
    peerDependenciesMeta: { typescript: { optional: true } },
    main: `./${COMMON_JS}/index.js`,
    types: "./index.d.ts",
    exports: {
      ".": entry("index"),
      "./locate": entry("locate"),
      ...Object.fromEntries(types.map(({ name }) => [`./${name}`, entry(name)])),
      ...Object.fromEntries(modules.map((name) => [`./${name}`, entry(`${name}/index`)])),
      "./schemas/*": "./schemas/*",
      "./conformance/*": "./conformance/*",
      "./package.json": "./package.json",
    },
    files: ["*.js", "*.d.ts", "checks", "runtime", ...modules, COMMON_JS, "schemas", "conformance"],
  };
}

/** Where to find what stands behind the package, as far as it is known. */
const addresses = ({ repository, homepage, issues }) => ({
  homepage,
  repository: { type: "git", url: `git+${repository}.git` },
  ...(issues && { bugs: { url: issues } }),
});

/** Who made it: one is the author, to npm, and the others help. */
const people = ([author, ...contributors]) => ({
  ...(author && { author }),
  ...(contributors.length > 0 && { contributors }),
});

/** The modules written by hand, by file name. */
async function runtime() {
  const names = (await readdir(SOURCE)).filter((name) => name.endsWith(".ts")).sort();
  const texts = await Promise.all(names.map((name) => readFile(new URL(name, SOURCE), "utf8")));
  return Object.fromEntries(names.map((name, index) => [name, texts[index]]));
}

const inFolder = (folder, files) =>
  Object.fromEntries(Object.entries(files).map(([name, text]) => [`${folder}/${name}`, text]));
