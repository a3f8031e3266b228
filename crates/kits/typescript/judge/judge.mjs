// What a judge does, in Node and in a page alike.

/** The verdict on a line `{"type", "text"}`, as a line. */
export function judge(parse, line) {
  const { type, text } = JSON.parse(line);
  const { valid, violations } = parse(type, text);
  return JSON.stringify({
    valid,
    violations: violations.map(({ pointer, keyword }) => ({ pointer, keyword })),
  });
}
