"""Writes JSON in the contract's canonical form.

Members stand as they are given, nothing is escaped that need not be, and a number with a
fraction or an exponent has the fewest digits that read back as the same double.
"""

import json
import re
from typing import Any

from .nesting import MAX_DEPTH, TOO_DEEP

_FEWEST_DIGITS = re.compile(r"(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?")


def write(value: Any, *, indent: int | None = None, ensure_ascii: bool = False) -> str:
    """The JSON text of a value: compact, or with `indent` one member a line."""
    return _Writer(indent, ensure_ascii).value(value, 0)


def double(number: float) -> str:
    """A double: `0.00001` and `1000000000000000.0`, but `1e-6` and `1e+16`."""
    if number == 0:
        return repr(number)
    parts = _FEWEST_DIGITS.fullmatch(repr(number))
    if parts is None:
        raise ValueError("expected a finite number, found one that JSON cannot hold")
    sign, before, after, exponent = parts.groups(default="")
    # The number is 0.DIGITS times ten to the power of `point`.
    point = len(before) + int(exponent or 0)
    digits = (before + after).lstrip("0")
    point -= len(before + after) - len(digits)
    digits = digits.rstrip("0")
    if 0 < point <= 16:
        digits = digits.ljust(point, "0")
        return f"{sign}{digits[:point]}.{digits[point:] or '0'}"
    if -5 < point <= 0:
        return f"{sign}0.{'0' * -point}{digits}"
    fraction = f".{digits[1:]}" if digits[1:] else ""
    return f"{sign}{digits[0]}{fraction}e{'+' if point > 0 else ''}{point - 1}"


class _Writer:
    def __init__(self, indent: int | None, ensure_ascii: bool) -> None:
        self._indent = indent
        self._scalar = json.JSONEncoder(ensure_ascii=ensure_ascii).encode

    def value(self, value: Any, depth: int) -> str:
        if isinstance(value, float):
            return double(value)
        if depth == MAX_DEPTH and isinstance(value, (dict, list, tuple)):
            raise ValueError(TOO_DEEP)
        if isinstance(value, dict):
            colon = ":" if self._indent is None else ": "
            members = [
                f"{self._scalar(name)}{colon}{self.value(value[name], depth + 1)}"
                for name in value
            ]
            return self._enclosed("{", members, "}", depth)
        if isinstance(value, (list, tuple)):
            items = [self.value(item, depth + 1) for item in value]
            return self._enclosed("[", items, "]", depth)
        return self._scalar(value)

    def _enclosed(self, opening: str, parts: list[str], closing: str, depth: int) -> str:
        if self._indent is None or not parts:
            return f"{opening}{','.join(parts)}{closing}"
        outer = "\n" + " " * (self._indent * depth)
        inner = outer + " " * self._indent
        return f"{opening}{inner}{f',{inner}'.join(parts)}{outer}{closing}"
