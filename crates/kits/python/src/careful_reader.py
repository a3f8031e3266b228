"""Reads I-JSON (RFC 7493) and says where a text is at fault."""

import re
from typing import Any, NoReturn

from .fault import Fault, Keyword, Position
from .nesting import MAX_DEPTH, TOO_DEEP
from .numeral import double_of, number_of
from .pointer import Path, pointer_of

_WHITE_SPACE = re.compile(r"[ \t\n\r]*")
_PLAIN = re.compile(r'[^"\\\x00-\x1f]*')
_HEX = re.compile(r"[0-9a-fA-F]{4}")
_DIGITS = re.compile(r"[0-9]*")
_ESCAPES = dict(zip('"\\/bfnrt', '"\\/\b\f\n\r\t', strict=True))
_WORDS = {"n": ("null", None), "t": ("true", True), "f": ("false", False)}


def read(text: str | bytes | bytearray) -> Any:
    """The value of a text, or its first Fault."""
    text = _characters(text)
    reader = _Reader(text)
    value = reader.value(None, 0)
    reader.skip_white_space()
    if reader.at < len(text):
        reader.fail("trailing characters")
    return value


def _characters(text: str | bytes | bytearray) -> str:
    try:
        if isinstance(text, str):
            text.encode("utf-8")
        else:
            text = text.decode("utf-8")
    except UnicodeDecodeError as error:
        before = bytes(text[: error.start]).decode("utf-8") if not isinstance(text, str) else ""
        message = "expected UTF-8, found bytes of another encoding"
        raise Fault("encoding", message, _position(before, len(before))) from None
    except UnicodeEncodeError as error:
        message = "expected text that UTF-8 holds, found a lone surrogate"
        raise Fault("encoding", message, _position(str(text), error.start)) from None
    if text.startswith("\ufeff"):
        message = "expected UTF-8 without a byte-order mark, found one"
        raise Fault("encoding", message, Position(1, 1))
    return text


def _position(text: str, at: int) -> Position:
    return Position(text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))


class _Reader:
    """Stands at a character of a text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0

    def fail(self, message: str, keyword: Keyword = "syntax", path: Path = None) -> NoReturn:
        raise Fault(keyword, message, _position(self.text, self.at), pointer_of(path))

    def peek(self) -> str:
        """The next character; nothing at the end."""
        return self.text[self.at : self.at + 1]

    def skip_white_space(self) -> None:
        self.at = self._end_of(_WHITE_SPACE)

    def value(self, path: Path, depth: int) -> Any:
        self.skip_white_space()
        first = self.peek()
        if first == "":
            self.fail("EOF while parsing a value")
        if first in "[{":
            if depth == MAX_DEPTH:
                self.fail(TOO_DEEP, "depth")
            self.at += 1
            return (self._array if first == "[" else self._object)(path, depth + 1)
        if first == '"':
            return self._string()
        if first in _WORDS:
            return self._word(*_WORDS[first])
        if first in "-0123456789":
            return self._number(path)
        self.fail("expected value")

    def _array(self, path: Path, depth: int) -> list[Any]:
        items: list[Any] = []
        while self._another("]", "a list", first=not items):
            items.append(self.value((path, len(items)), depth))
        return items

    def _object(self, path: Path, depth: int) -> dict[str, Any]:
        members: dict[str, Any] = {}
        while self._another("}", "an object", first=not members):
            if self.peek() != '"':
                self.fail("key must be a string")
            name = self._string()
            if name in members:
                message = "expected every member of the object once, found one twice"
                self.fail(message, "duplicateMember", (path, name))
            self.skip_white_space()
            if self.peek() != ":":
                self.fail("expected `:`" if self.peek() else "EOF while parsing an object")
            self.at += 1
            members[name] = self.value((path, name), depth)
        return members

    def _another(self, end: str, container: str, *, first: bool) -> bool:
        """Whether the container goes on; if so, stands at what comes next."""
        self.skip_white_space()
        found = self.peek()
        if found == "":
            self.fail(f"EOF while parsing {container}")
        if found == end:
            self.at += 1
            return False
        if first:
            return True
        if found != ",":
            self.fail(f"expected `,` or `{end}`")
        self.at += 1
        self.skip_white_space()
        if self.peek() == "":
            self.fail("EOF while parsing a value")
        if self.peek() == end:
            self.fail("trailing comma")
        return True

    def _word(self, word: str, value: bool | None) -> bool | None:
        for letter in word:
            if self.peek() != letter:
                self.fail("expected ident" if self.peek() else "EOF while parsing a value")
            self.at += 1
        return value

    def _number(self, path: Path) -> int | float:
        start = self.at
        if self.peek() == "-":
            self.at += 1
        zero = self.peek() == "0"
        if self._digits() > 1 and zero:
            self.fail("invalid number")
        whole = True
        if self.peek() == ".":
            self.at += 1
            self._digits()
            whole = False
        if self.peek() in ("e", "E"):
            self.at += 1
            if self.peek() in ("+", "-"):
                self.at += 1
            self._digits()
            whole = False
        numeral = self.text[start : self.at]
        try:
            return number_of(numeral) if whole else double_of(numeral)
        except ValueError:
            self.at = start
            message = "expected a number that an IEEE double holds, found a greater one"
            self.fail(message, path=path)

    def _digits(self) -> int:
        """Passes digits, of which there must be one."""
        start = self.at
        self.at = self._end_of(_DIGITS)
        if self.at == start:
            self.fail("invalid number" if self.peek() else "EOF while parsing a value")
        return self.at - start

    def _string(self) -> str:
        self.at += 1
        parts: list[str] = []
        while True:
            end = self._end_of(_PLAIN)
            parts.append(self.text[self.at : end])
            self.at = end
            found = self.peek()
            if found == "":
                self.fail("EOF while parsing a string")
            if found not in '"\\':
                self.fail("control character (\\u0000-\\u001F) found while parsing a string")
            self.at += 1
            if found == '"':
                return "".join(parts)
            parts.append(self._escape())

    def _escape(self) -> str:
        letter = self.peek()
        if letter == "":
            self.fail("EOF while parsing a string")
        if letter != "u" and letter not in _ESCAPES:
            self.fail("invalid escape")
        self.at += 1
        if letter != "u":
            return _ESCAPES[letter]
        unit = self._unit()
        if 0xDC00 <= unit <= 0xDFFF:
            self.fail("lone leading surrogate in hex escape")
        if not 0xD800 <= unit <= 0xDBFF:
            return chr(unit)
        for expected in "\\u":
            if self.peek() != expected:
                end = "EOF while parsing a string"
                self.fail("unexpected end of hex escape" if self.peek() else end)
            self.at += 1
        low = self._unit()
        if not 0xDC00 <= low <= 0xDFFF:
            self.fail("lone leading surrogate in hex escape")
        return chr(0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00))

    def _unit(self) -> int:
        """The UTF-16 code unit of four hexadecimal digits."""
        if self.at + 4 > len(self.text):
            self.at = len(self.text)
            self.fail("EOF while parsing a string")
        if not _HEX.match(self.text, self.at):
            self.fail("invalid escape")
        self.at += 4
        return int(self.text[self.at - 4 : self.at], 16)

    def _end_of(self, pattern: re.Pattern[str]) -> int:
        found = pattern.match(self.text, self.at)
        return found.end() if found else self.at
