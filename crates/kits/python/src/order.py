"""Which of several violations comes first, and which of them one fault makes."""

from collections.abc import Iterable

from .rejection import Violation

_ORDER = (
    *("type", "const", "enum", "minLength", "maxLength", "format", "pattern"),
    *("minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum", "multipleOf"),
    *("minItems", "maxItems", "uniqueItems", "required", "additionalProperties", "anyOf"),
)
_RANKS = {keyword: rank for rank, keyword in enumerate(_ORDER)}
_IMPLIED = {"type": ("const", "enum"), "minLength": ("format", "pattern"), "format": ("pattern",)}
"""What else a value fails that fails a keyword: no number is a word of an enumeration, to begin with."""


def _place(violation: Violation) -> tuple[int, str]:
    return _RANKS.get(violation.keyword, len(_ORDER)), violation.message


def faults(violations: Iterable[Violation]) -> list[Violation]:
    """Of the violations of one value one for each fault, in the order in which they are told."""
    told: list[Violation] = []
    for violation in sorted(violations, key=_place):
        implied = {keyword for before in told for keyword in _IMPLIED.get(before.keyword, ())}
        if violation.keyword not in implied and violation not in told:
            told.append(violation)
    return told
