// The licenses of what others wrote in the page's script: they ask to be kept with every copy.

import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";

const INSTALLED = /^(?<folder>.*node_modules\/(?<name>(?:@[^/]+\/)?[^/]+))\//;

/** One comment, in which each text stands once, below the names of the packages that have it. */
export async function licensesOf({ outputs }) {
  const inputs = Object.values(outputs).flatMap((output) => Object.entries(output.inputs));
  const folders = new Map(
    inputs
      .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
      .flatMap(([input]) => INSTALLED.exec(input)?.groups ?? [])
      .map(({ folder, name }) => [name, folder]),
  );
  const namesOf = new Map();
  for (const [name, folder] of [...folders].toSorted()) {
    const text = (await readFile(join(resolve(folder), "LICENSE"), "utf8")).trim();
    namesOf.set(text, [...(namesOf.get(text) ?? []), name]);
  }
  const notices = [...namesOf].map(([text, names]) => `${names.join(", ")}\n\n${text}`);
  return `/*!\n${notices.join("\n\n").replaceAll("*/", "* /")}\n*/`;
}
