"""What pydantic says of a value, as violations that hold nothing of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args

from pydantic_core.core_schema import ErrorType

from .pointer import join
from .rejection import Violation

_ERRORS = {*get_args(ErrorType), "timestamp", "json", "null"}
"""The errors whose message is made of its context: pydantic's, and those of the contract's models."""
_OF_THE_MODEL = {
    *("ge", "gt", "le", "lt", "multiple_of", "pattern", "expected", "class", "class_name", "why"),
    *("min_length", "max_length", "actual_length", "field_type", "max_digits", "decimal_places"),
    *("whole_digits", "discriminator", "expected_tags", "expected_schemes", "method_name"),
}
"""The parts of a context that say what is expected, and nothing of what was sent."""


def violation(error: Mapping[str, Any], above: int = 0) -> Violation:
    """One of pydantic's errors; the first `above` names of its place are not of the document."""
    pointer = ""
    for token in error["loc"][above:]:
        pointer = join(pointer, token)
    return Violation(pointer, error["type"], message(error))


def message(error: Mapping[str, Any]) -> str:
    """What pydantic says where that is of the model alone; a validator may say what it likes."""
    if error["type"] in _ERRORS and set(error.get("ctx", ())) <= _OF_THE_MODEL:
        return str(error["msg"])
    return "expected another value"
