/** Whether two JSON values are equal, as JSON Schema means it: numbers by value, objects in any order. */
export function equal(left: unknown, right: unknown): boolean {
  return identity(left) === identity(right);
}

/** Whether no two items are equal. */
export function distinct(items: readonly unknown[]): boolean {
  return new Set(items.map(identity)).size === items.length;
}

/** A text that equal values share, and no others. */
function identity(value: unknown): string {
  return JSON.stringify(value, (_name, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? { members: Object.entries(inner).sort(([left], [right]) => (left < right ? -1 : 1)) }
      : inner,
  );
}
