"""What a caller in Python may give for a value of JSON: other types that mean the same value exactly."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from numbers import Integral, Real
from typing import Any

_AS_THEY_ARE = (str, bytes, bytearray, bool, int, float, list)


def plain(value: Any) -> Any:
    """The value that JSON has for it: a list for a tuple, a number for one of another library.

    What has no exact counterpart is returned as it is, for validation to refuse.
    """
    if isinstance(value, float) and type(value) is not float:
        return float(value)
    if value is None or isinstance(value, _AS_THEY_ARE):
        return value
    if isinstance(value, Sequence):
        return list(value)
    if isinstance(value, Integral):
        return int(value)
    if isinstance(value, (Decimal, Real)):
        return _number(value)
    return value


def moment(value: Any) -> Any:
    """The datetime of a text in ISO 8601 with an offset; anything else as it is."""
    if not isinstance(value, str):
        return value
    try:
        found = datetime.fromisoformat(value)
    except ValueError:
        return value
    return value if found.tzinfo is None else found


def _number(value: Decimal | Real) -> Any:
    """An integer or a double that is written with the same digits, or has the same value."""
    try:
        double = float(value)
    except (OverflowError, ValueError):
        return value
    if double.is_integer() and value == int(double):
        return int(double)
    exact = Decimal(repr(double)) if isinstance(value, Decimal) else double
    return double if exact == value else value
