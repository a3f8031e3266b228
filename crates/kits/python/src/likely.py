"""The word that was likely meant by one that nobody knows."""

from collections.abc import Iterable

_LIMIT = 64
"""How long a word is at most that is compared, in characters: a longer one is nobody's slip."""
_FOLDED = {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}


def likely(word: str, known: Iterable[str]) -> str | None:
    """The known word that `word` is a slip of: of its characters or the other's, whichever has more, up to a
    third are wrong, missing, too many or swapped with their neighbour, whatever their case. Of several the
    closest, then the first by name."""
    close: list[tuple[int, str]] = []
    for candidate in known:
        longer = max(len(word), len(candidate))
        if longer <= _LIMIT:
            distance = _distance(word.translate(_FOLDED), candidate.translate(_FOLDED))
            if distance * 3 <= longer:
                close.append((distance, candidate))
    return min(close)[1] if close else None


def _distance(left: str, right: str) -> int:
    """How many characters are wrong, missing, too many or swapped with their neighbour."""
    before: list[int] = []
    last = list(range(len(right) + 1))
    for row, character in enumerate(left):
        following = [row + 1]
        for column, other in enumerate(right):
            ways = [
                last[column + 1] + 1,
                following[column] + 1,
                last[column] + (character != other),
            ]
            if row > 0 and column > 0 and (character, left[row - 1]) == (right[column - 1], other):
                ways.append(before[column - 1] + 1)
            following.append(min(ways))
        before, last = last, following
    return last[-1]
