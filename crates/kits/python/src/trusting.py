"""Schemas of pydantic for what is known to be right: they build models and write them, and ask nothing."""

import sys
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, TypeVar

from pydantic_core import (
    CoreConfig,
    CoreSchema,
    SchemaSerializer,
    SchemaValidator,
    core_schema,
)

from .date_time import moment_of

Made = TypeVar("Made")

_CONFIG = CoreConfig(ser_json_inf_nan="constants")
"""Of every schema here. A number that JSON cannot hold is written as what no reader of JSON takes."""

_ASKED: Mapping[str, set[str]] = {
    "str": {"strict", "min_length", "max_length", "pattern"},
    "int": {"strict", "ge", "gt", "le", "lt", "multiple_of"},
    "float": {"strict", "ge", "gt", "le", "lt", "allow_inf_nan"},
    "bool": {"strict"},
    "list": {"strict", "min_length", "max_length"},
    "model": {"serialization"},
    "tagged-union": {"strict"},
}
"""What schemas of a type ask beyond the type itself, or do in Python."""

# Before version 3.11, Python's own reader does not know the `Z` of UTC.
_MOMENT = core_schema.no_info_plain_validator_function(
    datetime.fromisoformat if sys.version_info >= (3, 11) else moment_of
)


# The models have validators of their own, which pydantic would take for those of their schemas here.
_OWN = {"_use_prebuilt": False}


def validator(schema: CoreSchema) -> SchemaValidator | None:
    """What builds the values of a schema from texts that are known to be right."""
    return _made(SchemaValidator, schema)


def serializer(schema: CoreSchema) -> SchemaSerializer | None:
    """What writes the values of a schema, in pydantic's own spelling."""
    return _made(SchemaSerializer, schema)


def _made(kind: Callable[..., Made], schema: CoreSchema) -> Made | None:
    try:
        return kind(_trusting(schema), _CONFIG, **_OWN)
    except TypeError:
        # This version of pydantic cannot be told so.
        return None


def _trusting(schema: Any) -> Any:
    match schema["type"]:
        case "function-before":
            # How free-form members are written is theirs.
            written = {"serialization": schema["serialization"]} if "serialization" in schema else {}
            return {**_trusting(schema["schema"]), **written}
        case "function-plain":
            return _MOMENT
        case "chain":
            # The first of them says what it is, the others what else is asked.
            return _trusting(schema["steps"][0])
        case kind:
            left_out = _ASKED.get(kind, set()) | {"metadata"}
            kept = {key: _part(it) for key, it in schema.items() if key not in left_out}
            return {**kept, "config": _CONFIG} if kind == "model" else kept


def _part(value: Any) -> Any:
    """A part of a schema: a schema, some by name, or what is no schema."""
    if not isinstance(value, Mapping):
        return value
    if isinstance(value.get("type"), str):
        return _trusting(value)
    return {name: _part(it) for name, it in value.items()}
