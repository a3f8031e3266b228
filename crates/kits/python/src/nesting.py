"""How deep the arrays and objects of a value are nested."""

from typing import Any

from pydantic import BaseModel

from .reader import MAX_DEPTH


def is_too_deep(value: Any, allowed: int = MAX_DEPTH) -> bool:
    """Whether the document of a value would be nested deeper than any that is read."""
    if isinstance(value, BaseModel):
        value = value.__dict__
    if isinstance(value, dict):
        value = value.values()
    elif not isinstance(value, (list, tuple)):
        return False
    return not allowed or any(is_too_deep(item, allowed - 1) for item in value)
