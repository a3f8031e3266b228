/** The JSON Pointer (RFC 6901) `pointer` with one more token. */
export function join(pointer: string, token: string | number): string {
  return `${pointer}/${String(token).replaceAll("~", "~0").replaceAll("/", "~1")}`;
}

/** The tokens of a pointer, unescaped. */
export function tokens(pointer: string): string[] {
  return pointer
    .split("/")
    .slice(1)
    .map((token) => token.replaceAll("~1", "/").replaceAll("~0", "~"));
}

/** What stands in `root` at each token of a pointer; the last is the value that the pointer names. */
export function descend(root: unknown, path: readonly string[]): unknown[] {
  const values = [root];
  for (const token of path) {
    values.push((values[values.length - 1] as Record<string, unknown>)[token]);
  }
  return values;
}
