// The page's own tables, read back: which field's documentation belongs to a place in a document.

import { tokensOf } from "made-package/locate";

const sectionOf = (title: string) =>
  document.querySelector<HTMLElement>(`[data-type="${CSS.escape(title)}"]`);

/** The member that tells the branches of a union apart, where `title` is one. */
export const tagOf = (title: string): string | undefined => sectionOf(title)?.dataset["tag"];

/** The type that a document of type `title` is of: the branch that `tag` names, or `title` itself. */
export function branchOf(title: string, tag: unknown): string {
  const branches = sectionOf(title)?.dataset["branches"];
  if (branches === undefined || typeof tag !== "string") return title;
  const titles = JSON.parse(branches) as Record<string, string>;
  return Object.hasOwn(titles, tag) ? (titles[tag] as string) : title;
}

export interface Documented {
  /** The anchor of the field or type, such as `Order.lines`. */
  readonly anchor: string;
  /** The anchor that members of the value have as their prefix, where they are documented. */
  readonly members: string | undefined;
}

/** What documents the value at `pointer` in a document of type `title`, as far as anything does. */
export function documentationOf(title: string, pointer: string): Documented {
  let found: Documented = { anchor: title, members: title };
  let depth = 0;
  for (const name of tokensOf(pointer)) {
    if (depth > 0) {
      depth -= 1;
      continue;
    }
    const row: HTMLElement | null =
      found.members === undefined ? null : document.getElementById(`${found.members}.${name}`);
    if (!row) break;
    found = { anchor: row.id, members: row.dataset["leads"] ?? row.id };
    depth = Number(row.dataset["depth"]);
  }
  return found;
}

/** The names of the members that are documented under `prefix`. */
export function membersOf(prefix: string): Set<string> {
  const rows = document.querySelectorAll(`tr[id^="${CSS.escape(prefix)}."]`);
  return new Set([...rows].map((row) => row.id.slice(prefix.length + 1)));
}

/** The members that a document of type `title` must have. */
export const requiredOf = (title: string): string[] =>
  [...(sectionOf(title)?.querySelectorAll("tr[data-required]") ?? [])]
    .map((row) => row.id.slice(title.length + 1))
    .filter((name) => !name.includes("."));

/** The example of a type, as it stands on the page. */
export const exampleOf = (title: string): string =>
  document.querySelector(`[data-example="${CSS.escape(title)}"] pre`)?.textContent ?? "{}";
