/** Whether a text has a surrogate without the other one of its pair, which no UTF-8 holds. */
export function hasLoneSurrogate(text: string): boolean {
  const known = text as { isWellFormed?: () => boolean };
  // Under the flag `u` a pair of surrogates is one character: only lone ones match.
  return known.isWellFormed ? !known.isWellFormed() : /\p{Surrogate}/u.test(text);
}
