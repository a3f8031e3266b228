// An example of a type, and what becomes of it with one mistake that people make.

import { branchOf, exampleOf, requiredOf, tagOf } from "./documentation.ts";

type Members = Record<string, unknown>;

const text = (value: unknown) => JSON.stringify(value, null, 2);

export const SAMPLES: Record<string, (title: string) => string> = {
  good: exampleOf,
  missing: (title) => {
    const { members, required } = open(title);
    return text(Object.fromEntries(Object.entries(members).filter(([name]) => name !== required)));
  },
  type: (title) => {
    const { members, required } = open(title);
    const wrong = typeof members[required] === "string" ? 17 : "seventeen";
    return text({ ...members, [required]: wrong });
  },
  duplicate: (title) => {
    const { members, required } = open(title);
    const again = `  ${JSON.stringify(required)}: ${text(members[required]).replaceAll("\n", "\n  ")}`;
    return text(members).replace(/\n\}$/, () => `,\n${again}\n}`);
  },
};

/** The example, and a required member of it that is not the tag. */
function open(title: string): { members: Members; required: string } {
  const members = JSON.parse(exampleOf(title)) as Members;
  const tag = tagOf(title);
  const branch = branchOf(title, tag === undefined ? undefined : members[tag]);
  const required = requiredOf(branch).filter((name) => name !== tag && name in members);
  return { members, required: required[0] ?? Object.keys(members)[0] ?? "" };
}
