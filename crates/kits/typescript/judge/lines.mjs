// Files of lines.

import { readFileSync, writeFileSync } from "node:fs";

export function readLines(file) {
  return readFileSync(file, "utf8").split("\n").filter((line) => line !== "");
}

export function writeLines(file, lines) {
  writeFileSync(file, lines.map((line) => `${line}\n`).join(""));
}
