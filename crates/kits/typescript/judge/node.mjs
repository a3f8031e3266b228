// node typescript/judge/node.mjs INPUT OUTPUT NAME
//
// Judges documents by the package NAME that is installed in the current directory. A line of INPUT is
// {"type", "text"}; a line of OUTPUT is its verdict, {"valid", "violations": [{"pointer", "keyword"}]}.

import { pathToFileURL } from "node:url";

import { installedModule } from "./installed.mjs";
import { judge } from "./judge.mjs";
import { readLines, writeLines } from "./lines.mjs";

const [input, output, name] = process.argv.slice(2);
const { parse } = await import(pathToFileURL(installedModule(name)).href);
writeLines(output, readLines(input).map((line) => judge(parse, line)));
