// The package that is installed in the current directory, as a program there would find it.

import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const here = createRequire(join(process.cwd(), "judge.mjs"));

/** The file that `import "export-bundles"` loads. */
export const installedModule = () => here.resolve("export-bundles");

/** The folder of the package. */
export const installedFolder = () => dirname(here.resolve("export-bundles/package.json"));
