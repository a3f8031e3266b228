/** The names of members that the schema does not name. */
export function unknownMembers(object: object, known: readonly string[]): string[] {
  const unknown: string[] = [];
  /** Most members come in the order of the schema: which name is expected next. */
  let next = 0;
  for (const name in object) {
    if (known[next] === name) {
      next++;
      continue;
    }
    const place = known.indexOf(name);
    if (place !== -1) next = place + 1;
    // A member that is inherited belongs to no document.
    else if (Object.hasOwn(object, name)) unknown.push(name);
  }
  return unknown;
}
