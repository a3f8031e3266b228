// The page's one script: our modules, the validators of the npm package and the editor, in one piece.

import { fileURLToPath } from "node:url";

import { build } from "esbuild";

import { licensesOf } from "./licenses.mjs";

const ENTRY = fileURLToPath(new URL("../src/page.ts", import.meta.url));
/** What the modules of the page call the package, whatever its name. */
const PACKAGE = "made-package";
/** What they call the module with rules, which not every contract has. */
const RULES = "made-rules";
const NO_RULES = "export const verify = undefined;";

export async function scriptOf(packageFolder, name, rules) {
  const { outputFiles, metafile } = await build({
    entryPoints: [ENTRY],
    bundle: true,
    write: false,
    minify: true,
    format: "iife",
    target: "es2022",
    charset: "utf8",
    legalComments: "none",
    logLevel: "silent",
    metafile: true,
    plugins: [packageAt(packageFolder, name), rulesOf(packageFolder, rules && `${name}/${rules}`)],
  });
  return `${await licensesOf(metafile)}\n${outputFiles[0].text.trim()}`;
}

/** The package was made a moment ago and is installed nowhere: it is asked for its own exports. */
const packageAt = (folder, name) => ({
  name: "made-package",
  setup({ onResolve, resolve }) {
    onResolve({ filter: new RegExp(`^${PACKAGE}(/|$)`) }, ({ path, kind, pluginData }) => {
      if (pluginData?.inPackage) return undefined;
      return resolve(path.replace(PACKAGE, name), { kind, resolveDir: folder, pluginData: { inPackage: true } });
    });
  },
});

/** The module with rules, or one without any. */
const rulesOf = (folder, module) => ({
  name: RULES,
  setup({ onResolve, onLoad, resolve }) {
    onResolve({ filter: new RegExp(`^${RULES}$`) }, ({ path, kind }) =>
      module
        ? resolve(module, { kind, resolveDir: folder, pluginData: { inPackage: true } })
        : { path, namespace: RULES },
    );
    onLoad({ filter: /.*/, namespace: RULES }, () => ({ contents: NO_RULES, loader: "js" }));
  },
});
