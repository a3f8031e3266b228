// The npm package: what was written by hand, what is made from the schemas, and what npm must know.

import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { checksOf } from "./checks.mjs";
import { compile, writeAll } from "./compile.mjs";
import { definitionsOf } from "./definitions.mjs";
import { entriesOf } from "./entries.mjs";
import { readmeOf } from "./readme.mjs";
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
    ...entriesOf(brief, definitions, shapes.names),
    ...byHand(brief),
    ...types,
  };
  await compile(sources, out);
  // The compiler reads declarations, and writes only those that it made itself.
  await writeAll(out, types);
  await finishModules(out, `// ${brief.mark}\n\n`);
  await writeAll(out, {
    "package.json": `${JSON.stringify(manifest(brief), undefined, 2)}\n`,
    "README.md": `<!-- ${brief.mark} -->\n\n${brief.packages.npm.readme ?? readmeOf(brief)}`,
  });
}

/** Declarations of what no caller can import, and no other declaration refers to. */
const INNER = /^(checks\/.*|runtime\/(?!locate|standard|verdict).*|shapes)\.d\.ts$/;

/** Says of every module who made it, and removes what nobody can use. */
async function finishModules(out, heading) {
  for (const name of await readdir(out, { recursive: true })) {
    const file = join(out, name);
    if (INNER.test(name)) await rm(file);
    else if (/\.(js|d\.ts)$/.test(name)) await writeFile(file, heading + (await readFile(file, "utf8")).trimStart());
  }
}

/** The further modules of the contract. */
const byHand = ({ packages }) =>
  Object.assign({}, ...Object.entries(packages.npm.modules).map(([name, files]) => inFolder(name, files)));

/** Who made the validators, for those who ask a Standard Schema. */
const vendor = ({ packages }) => `export const VENDOR = ${JSON.stringify(packages.npm.name)};\n`;

function manifest({ mark, version, types, contract, packages }) {
  const modules = Object.keys(packages.npm.modules);
  const entry = (name) => ({ types: `./${name}.d.ts`, default: `./${name}.js` });
  return {
    "//": mark,
    name: packages.npm.name,
    version,
    description: packages.npm.description,
    license: contract.license,
    type: "module",
    sideEffects: false,
    engines: { node: ">=20" },
    types: "./index.d.ts",
    exports: {
      ".": entry("index"),
      "./locate": entry("runtime/locate"),
      ...Object.fromEntries(types.map(({ name }) => [`./${name}`, entry(name)])),
      ...Object.fromEntries(modules.map((name) => [`./${name}`, entry(`${name}/index`)])),
      "./conformance/*": "./conformance/*",
      "./package.json": "./package.json",
    },
    files: ["*.js", "*.d.ts", "checks", "runtime", ...modules, "conformance"],
  };
}

/** The modules written by hand, by file name. */
async function runtime() {
  const names = (await readdir(SOURCE)).filter((name) => name.endsWith(".ts")).sort();
  const texts = await Promise.all(names.map((name) => readFile(new URL(name, SOURCE), "utf8")));
  return Object.fromEntries(names.map((name, index) => [name, texts[index]]));
}

const inFolder = (folder, files) =>
  Object.fromEntries(Object.entries(files).map(([name, text]) => [`${folder}/${name}`, text]));
