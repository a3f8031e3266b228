/** How long a word is at most that is compared, in characters: a longer one is nobody's slip. */
const LIMIT = 64;

/**
 * The known word that `word` is a slip of: of its characters or the other's, whichever has more, up to a third
 * are wrong, missing, too many or swapped with their neighbour, whatever their case. Of several the closest,
 * then the first by name.
 */
export function likely(word: string, known: readonly string[]): string | undefined {
  const characters = folded(word);
  let closest: string | undefined;
  let least = Infinity;
  for (const candidate of [...known].sort()) {
    const others = folded(candidate);
    const longer = Math.max(characters.length, others.length);
    if (longer > LIMIT) continue;
    const distance = distanceOf(characters, others);
    if (distance * 3 <= longer && distance < least) [closest, least] = [candidate, distance];
  }
  return closest;
}

/** The characters of a word, the letters of ASCII in lower case. */
function folded(word: string): string[] {
  return word.length > 2 * LIMIT ? Array(LIMIT + 1) : [...word.replace(/[A-Z]/g, (letter) => letter.toLowerCase())];
}

/** How many characters are wrong, missing, too many or swapped with their neighbour. */
function distanceOf(left: readonly string[], right: readonly string[]): number {
  let before: number[] = [];
  let last = [0, ...right.map((_, column) => column + 1)];
  left.forEach((character, row) => {
    const next = [row + 1];
    right.forEach((other, column) => {
      const wrong = last[column]! + (character === other ? 0 : 1);
      const isSwapped = row > 0 && column > 0 && character === right[column - 1] && left[row - 1] === other;
      const swapped = isSwapped ? before[column - 1]! + 1 : Infinity;
      next.push(Math.min(last[column + 1]! + 1, next[column]! + 1, wrong, swapped));
    });
    [before, last] = [last, next];
  });
  return last[right.length]!;
}
