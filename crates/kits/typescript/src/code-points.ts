/** The length of a string as JSON Schema counts it: in Unicode code points. */
export function codePoints(text: string): number {
  let count = text.length;
  for (let at = 1; at < text.length; at++) {
    // Half of a pair is told by its second half: strings here hold no lone surrogates.
    if ((text.charCodeAt(at) & 0xfc00) === 0xdc00) count--;
  }
  return count;
}
