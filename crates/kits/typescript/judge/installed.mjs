// The package that is installed in the current directory, as a program there would find it.

import { createRequire } from "node:module";
import { join } from "node:path";

const here = createRequire(join(process.cwd(), "judge.mjs"));

/** The file that `import "NAME"` loads. */
export const installedModule = (name) => here.resolve(name);
