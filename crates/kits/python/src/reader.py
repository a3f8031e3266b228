"""Reads I-JSON (RFC 7493) quickly; whatever is in doubt is for the careful reader."""

import json
from collections.abc import Iterator
from typing import Any

from .numeral import double_of, number_of

MAX_DEPTH = 128
"""How deep arrays and objects may be nested. `[]` has depth 1."""


def read(text: str | bytes | bytearray) -> Any:
    """The value of a text.

    Raises ValueError or RecursionError for a text that is no I-JSON document. Only a lone surrogate
    passes: no type of the contract takes a string that holds one.
    """
    if not isinstance(text, str):
        text = text.decode("utf-8")
    value = _DECODER.decode(text)
    brackets = text.count("[") + text.count("{")
    if brackets > MAX_DEPTH and _depth(value) > MAX_DEPTH:
        raise ValueError("nested too deep")
    return value


def _once(members: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(members)
    if len(value) != len(members):
        raise ValueError("a member comes twice")
    return value


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is no JSON")


_DECODER = json.JSONDecoder(
    object_pairs_hook=_once,
    parse_int=number_of,
    parse_float=double_of,
    parse_constant=_refuse,
)


def _depth(value: Any) -> int:
    depth = 0
    level = list(_containers([value]))
    while level:
        depth += 1
        level = [inner for outer in level for inner in _containers(_items(outer))]
    return depth


def _containers(values: Any) -> Iterator[Any]:
    return (value for value in values if isinstance(value, (dict, list)))


def _items(container: Any) -> Any:
    return container.values() if isinstance(container, dict) else container
