"""Whether the package can hold a document to a schema, keyword by keyword."""

from functools import reduce
from typing import Any

from brief import Type
from refusal import Refusal
from src.examine import FORMATS, KEYWORDS
from src.pattern import UnknownPattern, for_python
from src.pointer import join

_BEYOND_DATETIME = (
    "0000-01-01T00:00:00Z",
    "2026-01-01t00:00:00Z",
    "2026-01-01T00:00:00z",
    "2026-01-01T00:00:00+01:00",
    "2026-01-01T00:00:00.1234567Z",
    "2016-12-31T23:59:60Z",
)
"""Moments of RFC 3339 that a datetime in UTC does not hold as they are written."""

_COMPLETE = {
    "$ref": (frozenset[str](), "nothing constrains what a `$ref` refers to"),
    "anyOf": (frozenset[str](), "nothing constrains a value or null beside `anyOf`"),
    "const": (frozenset({"type"}), "`const` says it all"),
    "enum": (frozenset({"type"}), "`enum` says it all"),
    "oneOf": (
        frozenset({"properties", "required", "type"}),
        "a union says no more than by which member its branches are told apart",
    ),
}
"""Keywords with which a type is complete, what may stand beside each, and why nothing else."""


def check(kind: Type) -> None:
    """Refuses a type with a schema that the package would not enforce."""
    for schema in (kind.accept, kind.emit):
        _check(kind, schema, "")


def _check(kind: Type, schema: Any, pointer: str) -> None:
    if isinstance(schema, bool):
        return
    for keyword, value in schema.items():
        if keyword not in KEYWORDS and not kind.keywords.annotates(keyword):
            raise Refusal(kind.title, pointer, keyword, "the package would not enforce it")
        _check_value(kind, pointer, keyword, value)
    _check_combination(kind, schema, pointer)
    for tokens, inner in kind.keywords.subschemas(schema):
        _check(kind, inner, reduce(join, tokens, pointer))


def _check_value(kind: Type, pointer: str, keyword: str, value: Any) -> None:
    if keyword == "pattern":
        try:
            for_python(value)
        except UnknownPattern as why:
            raise Refusal(kind.title, pointer, keyword, f"engines differ on {why}") from None
    if keyword == "format" and value not in FORMATS:
        known = ", ".join(sorted(FORMATS))
        raise Refusal(kind.title, pointer, keyword, f"expected one of {known}, found `{value}`")
    if keyword == "$ref" and value.removeprefix("#/$defs/") not in kind.definitions:
        raise Refusal(kind.title, pointer, keyword, f"expected a name in `$defs`, found `{value}`")
    several = isinstance(value, list) and not (len(value) == 2 and "null" in value)
    if keyword == "type" and several:
        raise Refusal(kind.title, pointer, keyword, "expected one type, or one and null")


def _check_combination(kind: Type, schema: dict[str, Any], pointer: str) -> None:
    _check_neighbours(kind, schema, pointer)
    if "format" in schema:
        pattern = for_python(schema.get("pattern", ""))
        for text in filter(pattern.search, _BEYOND_DATETIME):
            why = f"no datetime in UTC holds `{text}`; let a `pattern` keep such moments out"
            raise Refusal(kind.title, pointer, "format", why)
    if "anyOf" in schema and {"type": "null"} not in schema["anyOf"][1:]:
        why = "expected a schema and then the type null"
        raise Refusal(kind.title, pointer, "anyOf", why)
    if "oneOf" in schema and (pointer or kind.union is None):
        why = "only a document is a union, and says by which member its branches are told apart"
        raise Refusal(kind.title, pointer, "oneOf", why)
    closed = schema.get("additionalProperties") is False or "oneOf" in schema
    if schema.get("properties") and not closed:
        why = "an object that names members is closed: `additionalProperties` must be false"
        raise Refusal(kind.title, pointer, "additionalProperties", why)
    if "multipleOf" in schema and schema.get("type") != "integer":
        why = "of a number with a fraction it cannot be told exactly; let `type` be integer"
        raise Refusal(kind.title, pointer, "multipleOf", why)


def _check_neighbours(kind: Type, schema: dict[str, Any], pointer: str) -> None:
    """Refuses keywords beside one with which a type of Python is complete."""
    for keyword, (allowed, why) in _COMPLETE.items():
        beside = schema.keys() - allowed - {keyword}
        others = sorted(it for it in beside if not kind.keywords.annotates(it))
        if keyword in schema and others:
            raise Refusal(kind.title, pointer, others[0], why)
    values = [schema["const"]] if "const" in schema else schema.get("enum", [])
    if not all(isinstance(value, str) for value in values):
        keyword = "const" if "const" in schema else "enum"
        raise Refusal(kind.title, pointer, keyword, "expected strings")
    bounds = sorted({"minItems", "maxItems"} & schema.keys())
    is_member = pointer.split("/")[-2:-1] == ["properties"]
    if bounds and not (is_member and schema.get("type") == "array"):
        why = "only a member that is an array, and never null, has a number of items"
        raise Refusal(kind.title, pointer, bounds[0], why)
