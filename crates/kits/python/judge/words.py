"""The words of a contract: what its strings may be, and what is almost that."""

from collections.abc import Iterable, Iterator
from typing import Any


def words_of(schemas: Iterable[Any]) -> tuple[str, ...]:
    """Every string that a schema names as a constant, a choice or an example, and near misses of it."""
    words = {word for schema in schemas for word in _strings(schema)}
    near = {
        variant
        for word in words
        for variant in (word.upper(), word.lower(), word + "\n", word + " ", word[:-1], word + "0")
    }
    return tuple(sorted(words | near))


def _strings(schema: Any) -> Iterator[str]:
    if isinstance(schema, list):
        for item in schema:
            yield from _strings(item)
    if not isinstance(schema, dict):
        return
    for keyword, value in schema.items():
        if keyword in ("const", "enum", "examples"):
            values = value if isinstance(value, list) else [value]
            yield from (it for it in values if isinstance(it, str) and len(it) < 100)
        else:
            yield from _strings(value)
