"""How deep the arrays and objects of a document are nested."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from pydantic import BaseModel

MAX_DEPTH = 128
"""How deep arrays and objects may be nested. `[]` has depth 1."""

TOO_DEEP = f"expected arrays and objects nested at most {MAX_DEPTH} deep, found them deeper"
"""Why a document is neither read, made nor written."""

_SCALARS = frozenset({str, int, float, bool, type(None), datetime})
"""The types that are told at once to hold nothing, as most values do."""


def is_too_deep(value: Any) -> bool:
    """Whether a value, or the document of a model, is nested deeper than any that is read."""
    level, depth = _containers([value]), 0
    while level and depth < MAX_DEPTH:
        level = [inner for outer in level for inner in _containers(_items(outer))]
        depth += 1
    return bool(level)


def _containers(values: Iterable[Any]) -> list[Any]:
    return [
        value
        for value in values
        if type(value) not in _SCALARS and isinstance(value, (dict, list, tuple, BaseModel))
    ]


def _items(container: Any) -> Iterable[Any]:
    if isinstance(container, BaseModel):
        container = container.__dict__
    return container.values() if isinstance(container, dict) else container
