"""The seal: the SHA-256 of the RFC 8785 form of a document, without its own `content_hash`."""

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from .. import careful_reader, reader
from ..fault import Fault
from ..pointer import join

SealState: TypeAlias = Literal["matches", "broken", "absent"]
"""What a document says of its seal. `absent`: it alone cannot tell whether it was changed."""

MEMBER = "content_hash"
"""The member that holds the seal, and is not sealed."""

_LARGEST = 2**53 - 1
_NUMERAL = re.compile(r"(-?)([0-9]+)(?:\.([0-9]+))?(?:[eE]([+-]?[0-9]+))?")


class SealError(ValueError):
    """Why a document cannot be sealed."""

    def __init__(self, message: str, pointer: str, *, is_inexact: bool = False) -> None:
        super().__init__(message, pointer)
        self.message = message
        self.pointer = pointer
        """Where: a JSON Pointer (RFC 6901)."""
        self.is_inexact = is_inexact
        """Whether it is a number that no double holds exactly."""

    def __str__(self) -> str:
        return f"at {self.pointer}: {self.message}" if self.pointer else self.message


def canonical(text: str | bytes | bytearray) -> bytes:
    """The RFC 8785 form of a document without its own `content_hash`: what is hashed.

    Raises a SealError where the document has no seal: it is no I-JSON (RFC 7493), no object, or has
    a number that no IEEE double holds exactly.
    """
    return _form(_document(text))


def seal(text: str | bytes | bytearray) -> str:
    """The seal of a document, whatever seal it bears, in hexadecimal digits.

    Raises a SealError as `canonical` does.
    """
    return hashlib.sha256(canonical(text)).hexdigest()


def verify_seal(text: str | bytes | bytearray) -> SealState:
    """Holds a document against the seal that it bears. Raises a SealError as `canonical` does."""
    document = _document(text)
    expected = hashlib.sha256(_form(document)).hexdigest()
    borne = document.get(MEMBER)
    if borne is None:
        return "absent"
    return "matches" if borne == expected else "broken"


@dataclass(frozen=True)
class _Inexact:
    """A number that no double holds exactly."""


def _document(text: str | bytes | bytearray) -> dict[str, Any]:
    try:
        reader.read(text)
        characters = text if isinstance(text, str) else text.decode("utf-8")
        characters.encode("utf-8")
        document = _DECODER.decode(characters)
        # An escape can make a lone surrogate, too.
        json.dumps(document, default=str, ensure_ascii=False).encode("utf-8")
    except (ValueError, RecursionError):
        try:
            careful_reader.read(text)
        except Fault as fault:
            raise SealError(str(fault), fault.pointer) from None
        raise
    if not isinstance(document, dict):
        raise SealError("expected an object", "")
    return document


def _number(text: str) -> float | _Inexact:
    number = float(text)
    is_whole = text.lstrip("-").isdigit()
    if is_whole and abs(int(number)) > _LARGEST:
        return _Inexact()
    return number if _decimal(text) == _decimal(repr(number)) else _Inexact()


def _decimal(text: str) -> tuple[str, str, int]:
    """A decimal number in one form: its sign, its digits without zeros around them, its power."""
    found = _NUMERAL.fullmatch(text)
    if found is None:
        raise ValueError(text)
    sign, whole, fraction, exponent = found[1], found[2], found[3] or "", found[4] or "0"
    digits = (whole + fraction).lstrip("0")
    significant = digits.rstrip("0")
    if not significant:
        return ("", "", 0)
    return (sign, significant, int(exponent) - len(fraction) + len(digits) - len(significant))


_DECODER = json.JSONDecoder(parse_int=_number, parse_float=_number)


def _form(document: dict[str, Any]) -> bytes:
    sealed = {name: value for name, value in document.items() if name != MEMBER}
    # In the order of the text, which the form has not.
    for pointer in _inexact(sealed, ""):
        expected = "expected a number that a double holds exactly, and an integer within ±(2^53 - 1)"
        raise SealError(expected, pointer, is_inexact=True)
    return _written(sealed).encode("utf-8")


def _inexact(value: Any, pointer: str) -> Iterator[str]:
    """The pointers of the numbers that no double holds exactly."""
    if isinstance(value, _Inexact):
        yield pointer
    elif isinstance(value, dict):
        for name, member in value.items():
            yield from _inexact(member, join(pointer, name))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _inexact(item, join(pointer, index))


def _written(value: Any) -> str:
    match value:
        case dict():
            names = sorted(value, key=lambda name: name.encode("utf-16-be"))
            return f"{{{','.join(f'{_string(name)}:{_written(value[name])}' for name in names)}}}"
        case list():
            return f"[{','.join(map(_written, value))}]"
        case str():
            return _string(value)
        case float():
            return _numeral(value)
        case _:
            return json.dumps(value)


def _string(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _numeral(number: float) -> str:
    """A double as ECMAScript writes it."""
    sign, digits, power = _decimal(repr(number))
    if not digits:
        return "0"
    # The place of the decimal point, counted from before the first digit.
    point = len(digits) + power
    if 0 < point <= 21:
        whole = digits[:point].ljust(point, "0")
        fraction = digits[point:]
        return f"{sign}{whole}.{fraction}" if fraction else f"{sign}{whole}"
    if -6 < point <= 0:
        return f"{sign}0.{'0' * -point}{digits}"
    mantissa = f"{digits[0]}.{digits[1:]}" if len(digits) > 1 else digits
    return f"{sign}{mantissa}e{'+' if point > 0 else '-'}{abs(point - 1)}"
