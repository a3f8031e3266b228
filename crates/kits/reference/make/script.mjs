// The page's one script: our modules and the validators of the npm package, in one piece.

import { fileURLToPath } from "node:url";

import { build } from "esbuild";

const ENTRY = fileURLToPath(new URL("../src/page.ts", import.meta.url));
/** What the modules of the page call the package, whatever its name. */
const PACKAGE = "made-package";

export async function scriptOf(packageFolder, name) {
  const { outputFiles } = await build({
    entryPoints: [ENTRY],
    bundle: true,
    write: false,
    minify: true,
    format: "iife",
    target: "es2022",
    charset: "utf8",
    legalComments: "none",
    logLevel: "silent",
    plugins: [packageAt(packageFolder, name)],
  });
  return outputFiles[0].text.trim();
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
