"""The second look at a document that was refused: with the published schema itself.

It knows the keywords of `KEYWORDS`; the package is not made from a schema with any other.
"""

from collections.abc import Callable, Iterator, Mapping
from itertools import groupby, islice
from operator import attrgetter
from typing import Any, TypeAlias

from . import words
from .date_time import is_date_time
from .order import faults
from .pattern import for_python
from .pointer import Path, pointer_of
from .rejection import LIMIT, Violation

Schema: TypeAlias = Mapping[str, Any]
Check: TypeAlias = Callable[[Any, Any], bool]


def examine(document: Any, schema: Schema, union: Mapping[str, Any] | None) -> list[Violation]:
    """What is wrong with a document, in its order: one more than the limit at most, each fault once."""
    found = _Examiner(schema).violations(document, _branch(document, schema, union), None)
    told = (it for _, of_value in groupby(found, attrgetter("pointer")) for it in faults(of_value))
    return list(islice(told, LIMIT + 1))


def _branch(document: Any, schema: Schema, union: Mapping[str, Any] | None) -> Schema:
    """For a union the branch that the tag names, so that nobody has to read what is wrong with the
    others; without one only what the union says of its tag."""
    if union is None:
        return schema
    tag = document.get(union["member"]) if isinstance(document, dict) else None
    for branch in union["branches"]:
        if branch["value"] == tag:
            return {"$ref": f"#/$defs/{branch['title']}"}
    return {keyword: value for keyword, value in schema.items() if keyword != "oneOf"}


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _is_integer(value: Any) -> bool:
    return _is_number(value) and (isinstance(value, int) or value.is_integer())


def _same(value: Any, expected: Any) -> bool:
    """Equality as JSON Schema has it: `1` is `1.0` and not `true`."""
    return bool(value == expected) and isinstance(value, bool) == isinstance(expected, bool)


_TYPES: Mapping[str, Callable[[Any], bool]] = {
    "array": lambda value: isinstance(value, list),
    "boolean": lambda value: isinstance(value, bool),
    "integer": _is_integer,
    "null": lambda value: value is None,
    "number": _is_number,
    "object": lambda value: isinstance(value, dict),
    "string": lambda value: isinstance(value, str),
}


def _has_type(value: Any, expected: str | list[str]) -> bool:
    names = [expected] if isinstance(expected, str) else expected
    return any(_TYPES[name](value) for name in names)


_CHECKS: Mapping[str, tuple[str | None, Check]] = {
    "type": (None, _has_type),
    "enum": (None, lambda value, expected: any(_same(value, one) for one in expected)),
    "const": (None, _same),
    "minLength": ("string", lambda value, limit: len(value) >= limit),
    "maxLength": ("string", lambda value, limit: len(value) <= limit),
    "pattern": ("string", lambda value, pattern: for_python(pattern).search(value) is not None),
    "format": ("string", lambda value, _: is_date_time(value)),
    "minimum": ("number", lambda value, limit: bool(value >= limit)),
    "maximum": ("number", lambda value, limit: bool(value <= limit)),
    "exclusiveMinimum": ("number", lambda value, limit: bool(value > limit)),
    "exclusiveMaximum": ("number", lambda value, limit: bool(value < limit)),
    "multipleOf": ("number", lambda value, divisor: bool(value % divisor == 0)),
    "minItems": ("array", lambda value, limit: len(value) >= limit),
    "maxItems": ("array", lambda value, limit: len(value) <= limit),
}
"""Keywords that a value meets or fails as a whole, and the type that each constrains."""

_APPLICATORS = frozenset(
    {"$ref", "additionalProperties", "anyOf", "items", "oneOf", "properties", "required"}
)

KEYWORDS = frozenset(_CHECKS) | _APPLICATORS
"""The keywords that constrain a value, of which a published schema may use no other."""

FORMATS = frozenset({"date-time"})
"""The formats that a published schema may use."""


class _Examiner:
    """Examines values with the parts of one schema document."""

    def __init__(self, document: Schema) -> None:
        self._definitions: Mapping[str, Schema] = document.get("$defs", {})

    def violations(self, value: Any, schema: Schema | bool, path: Path) -> Iterator[Violation]:
        if isinstance(schema, bool):
            schema = {} if schema else {"enum": []}
        for keyword, (constrained, holds) in _CHECKS.items():
            applies = keyword in schema and (constrained is None or _has_type(value, constrained))
            if applies and not holds(value, schema[keyword]):
                message = words.of(keyword, schema[keyword], value, schema.get("x-expected"))
                yield Violation(pointer_of(path), keyword, message)
        if "$ref" in schema:
            name = schema["$ref"].removeprefix("#/$defs/")
            yield from self.violations(value, self._definitions[name], path)
        for keyword in ("anyOf", "oneOf"):
            if keyword in schema:
                yield from self._alternatives(value, keyword, schema[keyword], path)
        if isinstance(value, list) and "items" in schema:
            for index, item in enumerate(value):
                yield from self.violations(item, schema["items"], (path, index))
        if isinstance(value, dict):
            yield from self._members(value, schema, path)

    def _members(self, value: Any, schema: Schema, path: Path) -> Iterator[Violation]:
        for name in schema.get("required", ()):
            if name not in value:
                yield Violation(pointer_of(path), "required", words.of("required", name, value))
        properties = schema.get("properties", {})
        others = sorted(name for name in value if name not in properties)
        rest = schema.get("additionalProperties", True)
        if others and rest is False:
            message = words.unknown_members(others, properties)
            yield Violation(pointer_of(path), "additionalProperties", message)
        of_others = True if rest is False else rest
        for name, member in value.items():
            yield from self.violations(member, properties.get(name, of_others), (path, name))

    def _alternatives(
        self, value: Any, keyword: str, branches: list[Schema], path: Path
    ) -> Iterator[Violation]:
        """Of a value that may be null and is not, what the other branch says: nobody meant null."""
        found = [list(self.violations(value, branch, path)) for branch in branches]
        if not all(found):
            return
        likely = [
            violations
            for branch, violations in zip(branches, found, strict=True)
            if branch.get("type") != "null"
        ]
        if len(branches) == 2 and len(likely) == 1:
            yield from likely[0]
        else:
            yield Violation(pointer_of(path), keyword, words.of(keyword, branches, value))
