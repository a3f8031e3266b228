// node typescript/make/main.mjs BRIEF OUT
//
// Writes the npm package that BRIEF describes into the empty folder OUT, and prints the size of each type's
// module as a page would load it.

import { readFile, readdir } from "node:fs/promises";
import { resolve } from "node:path";

import { makePackage } from "./package.mjs";
import { Refusal } from "./refusal.mjs";
import { LIMIT, sizesOf } from "./sizes.mjs";

const [brief, out, ...more] = process.argv.slice(2);

try {
  if (out === undefined || more.length > 0) throw new Refusal("usage: main.mjs BRIEF OUT");
  if ((await readdir(out)).length > 0) throw new Refusal(`${out}: expected an empty folder, found files in it`);
  const contract = JSON.parse(await readFile(brief, "utf8"));
  await makePackage(contract, resolve(out));
  const sizes = await sizesOf(contract.types, resolve(out));
  console.log(JSON.stringify({ sizes }));
  for (const { type, gzip } of sizes.filter(({ gzip }) => gzip > LIMIT)) {
    throw new Refusal(`${type}: expected a validator of at most ${LIMIT} bytes gzipped, found ${gzip}`);
  }
} catch (error) {
  console.error(error instanceof Refusal ? `error: ${error.message}` : error);
  process.exitCode = 1;
}
