"""Schemas of pydantic for what is known to be right: they build models and write them, and ask nothing."""

import sys
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from pydantic_core import (
    CoreConfig,
    CoreSchema,
    SchemaSerializer,
    SchemaValidator,
    core_schema,
)

from .date_time import moment_of

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


def validator(schema: CoreSchema) -> SchemaValidator:
    """What builds the values of a schema from texts that are known to be right."""
    # The models have validators of their own, which would be taken for theirs.
    return SchemaValidator(_trusting(schema), _CONFIG, _use_prebuilt=False)


def serializer(schema: CoreSchema) -> SchemaSerializer:
    """What writes the values of a schema, in pydantic's own spelling."""
    return SchemaSerializer(_trusting(schema), _CONFIG, _use_prebuilt=False)


def _trusting(schema: Any) -> Any:
    match schema["type"]:
        case "function-before":
            # How free-form members are written is theirs.
            written = {"serialization": schema["serialization"]} if "serialization" in schema else {}
            return {**_trusting(schema["schema"]), **written}
        case "function-plain":
            return _MOMENT
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
