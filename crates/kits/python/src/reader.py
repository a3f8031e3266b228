"""Reads I-JSON (RFC 7493) quickly; whatever is in doubt is for the careful reader."""

import json
from typing import Any

from .nesting import MAX_DEPTH, TOO_DEEP, is_too_deep
from .numeral import double_of, number_of


def read(text: str | bytes | bytearray) -> Any:
    """The value of a text.

    Raises ValueError or RecursionError for a text that is no I-JSON document. Only a lone surrogate
    passes: no type of the contract takes a string that holds one.
    """
    if not isinstance(text, str):
        text = text.decode("utf-8")
    value = _DECODER.decode(text)
    brackets = text.count("[") + text.count("{")
    if brackets > MAX_DEPTH and is_too_deep(value):
        raise ValueError(TOO_DEEP)
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
