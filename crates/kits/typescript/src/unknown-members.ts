/** The names of members that the schema does not name. */
export function unknownMembers(object: object, known: readonly string[]): string[] {
  return Object.keys(object).filter((name) => !known.includes(name));
}
