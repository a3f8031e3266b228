"""Values for hypothesis: every one of them is what a schema accepts."""

from collections.abc import Mapping
from datetime import timezone
from typing import Any, TypeAlias

from hypothesis import strategies as st

from .pattern import for_python

Values: TypeAlias = st.SearchStrategy[Any]


def strategy(schema: Mapping[str, Any]) -> Values:
    """The values of a scalar's schema, or of any JSON where it says nothing."""
    if "const" in schema:
        return st.just(schema["const"])
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    match schema.get("type"):
        case "string" if "format" in schema:
            return st.datetimes(timezones=st.just(timezone.utc))
        case "string":
            return _texts(schema)
        case "integer":
            return _integers(schema)
        case "number":
            return _numbers(schema)
        case "boolean":
            return st.booleans()
        case "object":
            return st.dictionaries(st.text(), _any_json(), max_size=3)
        case _:
            return _any_json()


def _texts(schema: Mapping[str, Any]) -> Values:
    least, most = schema.get("minLength", 0), schema.get("maxLength")
    if "pattern" not in schema:
        return st.text(min_size=least, max_size=most)
    texts = st.from_regex(for_python(schema["pattern"]))
    return texts.filter(lambda text: least <= len(text) and (most is None or len(text) <= most))


def _integers(schema: Mapping[str, Any]) -> Values:
    step = schema.get("multipleOf", 1)
    least, most = schema.get("minimum"), schema.get("maximum")
    above, below = schema.get("exclusiveMinimum"), schema.get("exclusiveMaximum")
    least = above + 1 if least is None and above is not None else least
    most = below - 1 if most is None and below is not None else most
    factors = st.integers(
        None if least is None else -(-least // step), None if most is None else most // step
    )
    return factors.map(lambda factor: factor * step)


def _numbers(schema: Mapping[str, Any]) -> Values:
    return st.floats(
        schema.get("minimum", schema.get("exclusiveMinimum")),
        schema.get("maximum", schema.get("exclusiveMaximum")),
        exclude_min="exclusiveMinimum" in schema,
        exclude_max="exclusiveMaximum" in schema,
        allow_nan=False,
        allow_infinity=False,
    )


def _any_json() -> Values:
    scalars = st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text()
    numbers = st.floats(allow_nan=False, allow_infinity=False)
    return st.recursive(
        scalars | numbers,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
        max_leaves=5,
    )
