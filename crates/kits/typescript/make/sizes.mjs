// What a page pays for a type: its module and everything that it imports, as it is shipped in one file.

import { gzipSync } from "node:zlib";

import { build } from "esbuild";

/** The most that a type may cost, gzipped. */
export const LIMIT = 12 * 1024;

export async function sizesOf(types, folder) {
  const sizes = [];
  for (const { title, name } of types) {
    const { outputFiles } = await build({
      entryPoints: [`${folder}/${name}.js`],
      bundle: true,
      minify: true,
      format: "esm",
      platform: "browser",
      target: "es2022",
      write: false,
    });
    const [{ contents }] = outputFiles;
    sizes.push({ type: title, bytes: contents.length, gzip: gzipSync(contents, { level: 9 }).length });
  }
  return sizes;
}
