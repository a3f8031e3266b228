/** One value that fails one keyword, as a compiled check reports it. */
export interface Failure {
  /** The JSON Pointer to the value, from the one that the check was asked about. */
  instancePath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/**
 * What a schema became when this package was made: a function that says whether a value is valid, and
 * leaves behind why not.
 */
export interface Check {
  (value: unknown): boolean;
  errors?: Failure[] | null;
}

/**
 * The check of a union that a member tells apart: of the branch that the tag names, so that nobody has to
 * read what is wrong with the others; where it names none, `head` says what is wrong with the tag.
 */
export function union(member: string, branches: () => Readonly<Record<string, Check>>, head: Check): Check {
  const check: Check = (value) => {
    const chosen = branchOf(value, member, branches()) ?? head;
    const valid = chosen(value);
    check.errors = chosen.errors ?? null;
    return valid;
  };
  return check;
}

/** The branch that the tag of `value` names. */
export function branchOf<Branch>(
  value: unknown,
  member: string,
  branches: Readonly<Record<string, Branch>>,
): Branch | undefined {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, member)) return undefined;
  const tag = (value as Record<string, unknown>)[member];
  return typeof tag === "string" && Object.hasOwn(branches, tag) ? branches[tag] : undefined;
}

/** The failures of a check, and of one that it asked about the value at `place`. */
export function merged(failures: Failure[] | null, more: Failure[], place: string): Failure[] {
  for (const failure of more) failure.instancePath = place + failure.instancePath;
  if (failures === null) return more;
  for (const failure of more) failures.push(failure);
  return failures;
}
