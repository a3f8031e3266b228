// The script of the page in which the package judges.

import { parse } from "/package/index.js";

import { judge } from "./judge.mjs";

globalThis.judged = (lines) => lines.map((line) => judge(parse, line));
