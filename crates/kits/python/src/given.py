"""What a caller in Python may give for a value of JSON: other types that mean the same value exactly.

What has no exact counterpart is returned as it is, for validation to refuse.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from numbers import Integral, Real
from typing import Any


def array(value: Any) -> Any:
    """The list of a tuple, or of another sequence."""
    is_sequence = isinstance(value, Sequence) and not isinstance(value, (str, bytes, bytearray))
    return list(value) if is_sequence else value


def number(value: Any) -> Any:
    """An integer or a double that is written with the same digits, or has the same value."""
    if isinstance(value, int) or not isinstance(value, (Decimal, Real)):
        return value
    if isinstance(value, Integral):
        return int(value)
    try:
        double = float(value)
    except (OverflowError, ValueError):
        return value
    if not isinstance(value, float) and double.is_integer() and value == int(double):
        return int(double)
    exact = Decimal(repr(double)) if isinstance(value, Decimal) else double
    return double if exact == value else value


def moment(value: Any) -> Any:
    """The datetime of a text in ISO 8601 with an offset."""
    if not isinstance(value, str):
        return value
    try:
        found = datetime.fromisoformat(value)
    except ValueError:
        return value
    return value if found.tzinfo is None else found
