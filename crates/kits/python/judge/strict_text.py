"""JSON texts by the letter of RFC 7493, token by token; Python's own reader makes the value."""

import json
import math
import re
from typing import Any

_TOKEN = re.compile(
    r"""[ \t\n\r]*(?:
    (?P<open>[\[{]) | (?P<close>[\]}]) | (?P<comma>,) | (?P<colon>:)
    | (?P<string>"(?:[^"\\\x00-\x1f]|\\["\\/bfnrt]|\\u[0-9a-fA-F]{4})*")
    | (?P<number>-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?(?![0-9.eE+-]))
    | (?P<word>(?:true|false|null)\b)
    | (?P<end>\Z)
    )""",
    re.VERBOSE,
)
_MAX_DEPTH = 128


class TextFault(Exception):
    """Why a text is no I-JSON document."""

    def __init__(self, keyword: str, pointer: str = "") -> None:
        super().__init__(keyword, pointer)
        self.keyword = keyword
        self.pointer = pointer


def read(text: str) -> Any:
    """The value of a text, or its first fault."""
    if text.startswith("\ufeff"):
        raise TextFault("encoding")
    _Scan(text).run()
    return json.loads(text, parse_int=_number, parse_float=float)


def _number(numeral: str) -> int | float:
    # Python refuses whole numbers of thousands of digits; all that matters is how large they are.
    return int(numeral) if len(numeral) < 300 else float(numeral)


class _Scan:
    """Goes through the tokens with a stack of open containers."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        # For each open container: the names so far (None in an array), and where it stands in it.
        self._open: list[tuple[set[str] | None, list[str | int]]] = []

    def run(self) -> None:
        expected = {"open", "string", "number", "word"}
        values = frozenset(expected)
        while True:
            kind, token = self._next()
            in_object = bool(self._open) and self._open[-1][0] is not None
            closing = kind == "close" and self._open and token == "}]"[not in_object]
            if kind not in expected or (kind == "close" and not closing):
                raise TextFault("syntax")
            if kind == "end":
                return
            if kind == "string" and "name" in expected:
                self._name(token)
                expected = {"colon"}
                continue
            if kind in ("colon", "comma"):
                named = kind == "comma" and in_object
                expected = {"string", "name"} if named else set(values)
                if kind == "comma" and not in_object:
                    self._open[-1][1][0] = int(self._open[-1][1][0]) + 1
                continue
            if kind == "open":
                self._enter(token)
                expected = {"string", "name", "close"} if token == "{" else {*values, "close"}
                continue
            if kind == "close":
                self._open.pop()
            elif kind == "string":
                self._characters(token)
            elif kind == "number" and not math.isfinite(float(token)):
                raise TextFault("syntax", self._pointer())
            expected = {"comma", "close"} if self._open else {"end"}

    def _next(self) -> tuple[str, str]:
        found = _TOKEN.match(self._text, self._at)
        if found is None or found.lastgroup is None:
            raise TextFault("syntax")
        self._at = found.end()
        return found.lastgroup, found[found.lastgroup]

    def _enter(self, bracket: str) -> None:
        if len(self._open) == _MAX_DEPTH:
            raise TextFault("depth")
        self._open.append((set(), [""]) if bracket == "{" else (None, [0]))

    def _name(self, token: str) -> None:
        name = self._characters(token)
        names, place = self._open[-1]
        if names is None or name in names:
            place[0] = name
            raise TextFault("duplicateMember", self._pointer())
        names.add(name)
        place[0] = name

    def _pointer(self) -> str:
        """Where the scan is."""
        return "".join(f"/{_escaped(key)}" for _, (key, *_) in self._open)

    def _characters(self, token: str) -> str:
        text: str = json.loads(token)
        try:
            text.encode("utf-8")
        except UnicodeEncodeError:
            raise TextFault("syntax") from None
        return text


def _escaped(key: str | int) -> str:
    return str(key).replace("~", "~0").replace("/", "~1")
