"""What the brief says of the keywords of JSON Schema."""

from collections.abc import Iterator, Mapping
from typing import Any


class Keywords:
    """The table of keywords: which are annotations, and where subschemas sit."""

    def __init__(self, table: Mapping[str, Mapping[str, Any]]) -> None:
        self._table = table

    def annotates(self, keyword: str) -> bool:
        """Whether it is known and asks nothing: it describes, or names and places schemas."""
        return bool(self._table.get(keyword, {}).get("annotates", False))

    def subschemas(self, schema: Mapping[str, Any]) -> Iterator[tuple[tuple[str | int, ...], Any]]:
        """The schemas right within a schema, with the tokens of a JSON Pointer that lead there."""
        for keyword, value in schema.items():
            match self._table.get(keyword, {}).get("subschemas"):
                case "single":
                    yield (keyword,), value
                case "listed":
                    yield from (((keyword, index), it) for index, it in enumerate(value))
                case "named":
                    # `dependencies` holds names beside schemas.
                    named = ((name, it) for name, it in value.items() if not isinstance(it, list))
                    yield from (((keyword, name), it) for name, it in named)
