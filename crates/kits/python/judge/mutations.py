"""Documents that are almost right."""

import copy
import json
import random
from collections.abc import Callable, Iterator
from typing import Any

# Characters of the private use areas mark what JSON text alone can say, until the text is there.
_TWICE = "\U0010fffd"
_RAW = "\U0010fffc"

_NUMERALS = (
    "0", "-0", "-0.0", "1", "-1", "1.0", "3.0", "1e3", "1E+3", "1e-3", "1.5", "-1.5", "10e-1",
    "9007199254740991", "9007199254740992", "9007199254740993", "9007199254740991.0",
    "9.007199254740992e15", "18446744073709551609", "18446744073709551616",
    "-9223372036854775808", "-9223372036854775809", "1e16", "1e300", "1e-7", "5e-324",
    "1.7976931348623157e308", "1.7976931348623159e308", "1e400", "-1e400", "1e-400",
    "0e99999999999", "9" * 400, "9" * 5000, "0" + "." + "3" * 5000, "01", "1.", ".5", "+1", "1e",
    "0x10", "NaN", "Infinity", "-Infinity", "-", "1_000",
)  # fmt: skip
_TEXTS = (
    "", " ", "a", "A", "null", "ok", "x" * 255, "x" * 256, "x" * 257, "\U0001f600" * 256, "\U0001f600" * 257,
    "x" * 2048, "/" + "x" * 2048, "\x00", "\x1f", "\x7f", "\x85", "\x9f", "\xa0", "\u2028",
    "\ufeff", "\uffff", "a\n", "a\r\n", "e\u0301", "A-0123456789ab", "0" * 64, "0" * 63,
    "f" * 64 + "\n", "F" * 64, "A" + "0" * 33, "a" * 64, "a" * 65, "/", "//host", "/a//b", "http://", "https://a", "HTTP://a",
    "javascript:alert(1)", "http:///a", "/a b", "/\\a", "\u0664", "\uff11",
)  # fmt: skip
_MOMENTS = (
    "2026-03-14T09:26:53Z", "2026-03-14T09:26:53.5Z", "2026-03-14T09:26:53.589793Z",
    "2026-03-14T09:26:53.5897931Z", "2026-03-14T09:26:53.Z", "2026-03-14t09:26:53Z",
    "2026-03-14T09:26:53z", "2026-03-14 09:26:53Z", "2026-03-14T09:26:53+00:00",
    "2026-03-14T09:26:53-00:00", "2026-03-14T09:26:53", "2026-03-14T09:26Z", "2026-03-14",
    "2026-02-28T00:00:00Z", "2026-02-29T00:00:00Z", "2024-02-29T00:00:00Z", "1900-02-29T00:00:00Z",
    "2000-02-29T00:00:00Z", "2026-04-31T00:00:00Z", "2026-13-01T00:00:00Z", "2026-00-01T00:00:00Z",
    "2026-01-00T00:00:00Z", "2026-01-32T00:00:00Z", "2026-01-01T24:00:00Z", "2026-01-01T23:60:00Z",
    "2016-12-31T23:59:60Z", "2016-12-31T22:59:60Z", "2016-12-31T22:59:60-01:00",
    "2017-01-01T00:59:60+01:00", "2016-12-31T23:59:61Z", "0000-01-01T00:00:00Z",
    "0000-02-29T00:00:00Z", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59.999999Z",
    "10000-01-01T00:00:00Z", "2026-03-14T09:26:53Z\n", " 2026-03-14T09:26:53Z",
    "2026-03-14T09:26:53.000000Z", "2026-3-14T09:26:53Z", "\u0662026-03-14T09:26:53Z",
    "2026-03-14T09:26:53+24:00", "2026-03-14T09:26:53+23:59", "2026-03-14T09:26:53+0100",
)  # fmt: skip
_VALUES: tuple[Any, ...] = (
    None, True, False, [], {}, [None], [[]], {"a": None}, [0], ["a"], [{}], {"": ""},
)  # fmt: skip
_NAMES = (
    "", "a", "__proto__", "constructor", "toString", "id", "Id", "id ", "a/b",
    "a~b", "~1", "\x00", "\u00e9", "e\u0301", "\U0001f600", "x" * 64, "x" * 65, "'", '"', "\\",
)  # fmt: skip
_ESCAPES = (
    "\\ud800", "\\udc00", "\\udc00\\ud800", "\\ud800\\u0041", "\\ud83d\\ude00", "\\ud83d\\n",
    "\\u00", "\\u12G4", "\\x41", "\\'", "\\u0000", "\\/", "\\ud800\\ud83d\\ude00",
    "\t", "\x01", "\\",
)  # fmt: skip
_DAMAGE = tuple("{}[]\",:\\ \n\t\r\x00\x7f\ufeffaeE+-.019'/*\u2028\u00a0")
_TAILS = ("", " ", "\n", "\x00", "\ufeff", "{}", "]", "null", "//", ",", "\x0b", "\x0c")

Place = tuple[Any, Any]
"""An object or array, and a name or an index in it."""


class Mutations:
    """Spells documents, and makes them almost right."""

    def __init__(self, chance: random.Random, words: tuple[str, ...]) -> None:
        self._chance = chance
        self._words = words

    def spelled(self, document: Any) -> str:
        """The text of a document: compact or not, ASCII or not."""
        return json.dumps(
            document,
            indent=self._chance.choice((None, None, 0, 2)),
            separators=self._chance.choice((None, (",", ":"), (" , ", " : "))),
            ensure_ascii=self._chance.random() < 0.5,
        )

    def mutated(self, document: Any) -> str:
        """The text of a document with something changed; it may still be right."""
        root = [document]
        for _ in range(self._chance.choice((1, 1, 1, 2, 3))):
            self._chance.choice(self._of_values())(root)
        text = self.spelled(root[0])
        text = text.replace(_TWICE, "").replace(json.dumps(_TWICE)[1:-1], "")
        text = self._with_raw(text)
        if self._chance.random() < 0.15:
            text = self._chance.choice(self._of_texts())(text)
        return text

    def _of_values(self) -> list[Callable[[list[Any]], None]]:
        return [
            self._drop, self._add, self._rename, self._twice, self._replace, self._replace,
            self._number, self._number, self._text, self._text, self._moment, self._escape,
            self._nest, self._copy,
        ]  # fmt: skip

    def _of_texts(self) -> list[Callable[[str], str]]:
        return [self._truncate, self._delete, self._insert, self._overwrite, self._tail, self._head]

    def _drop(self, root: list[Any]) -> None:
        container, key = self._member(root)
        if container is not root:
            del container[key]

    def _add(self, root: list[Any]) -> None:
        container, _ = self._member(root)
        if isinstance(container, dict):
            for _ in range(self._chance.choice((1, 1, 2, 7))):
                container[self._chance.choice(_NAMES)] = copy.deepcopy(self._chance.choice(_VALUES))

    def _rename(self, root: list[Any]) -> None:
        container, key = self._member(root)
        if isinstance(container, dict):
            name = self._chance.choice((key.upper(), key + "s", key[:-1], key.title(), " " + key))
            container[name] = container.pop(key)

    def _twice(self, root: list[Any]) -> None:
        container, key = self._member(root)
        if isinstance(container, dict):
            container[key + _TWICE] = copy.deepcopy(self._chance.choice((container[key], *_VALUES)))

    def _replace(self, root: list[Any]) -> None:
        container, key = self._place(root)
        container[key] = copy.deepcopy(self._chance.choice(_VALUES))

    def _number(self, root: list[Any]) -> None:
        container, key = self._place(root, (int, float))
        container[key] = _RAW + self._chance.choice(_NUMERALS)

    def _text(self, root: list[Any]) -> None:
        container, key = self._place(root, (str,))
        old = container[key] if isinstance(container[key], str) else ""
        ways = (old + "\n", old.upper(), old + " ", old[:-1], old * 2, "\u0000" + old)
        container[key] = self._chance.choice((*ways, *_TEXTS, *self._words))

    def _moment(self, root: list[Any]) -> None:
        moments = [it for it in _places(root) if str(it[0][it[1]])[4:5] == "-"]
        container, key = self._chance.choice(moments) if moments else self._place(root, (str,))
        container[key] = self._chance.choice(_MOMENTS)

    def _escape(self, root: list[Any]) -> None:
        container, key = self._place(root, (str,))
        container[key] = f'{_RAW}"a{self._chance.choice(_ESCAPES)}b"'

    def _nest(self, root: list[Any]) -> None:
        container, key = self._place(root)
        depth = self._chance.choice((2, 100, 122, 123, 124, 125, 126, 127, 128, 129, 3000))
        opening, closing = self._chance.choice((("[", "]"), ('{"a":', "}")))
        container[key] = f"{_RAW}{opening * depth}0{closing * depth}"

    def _copy(self, root: list[Any]) -> None:
        (container, key), (other, from_key) = self._place(root), self._place(root)
        container[key] = copy.deepcopy(other[from_key])

    def _truncate(self, text: str) -> str:
        return text[: self._chance.randrange(len(text) + 1)]

    def _delete(self, text: str) -> str:
        at = self._chance.randrange(len(text) + 1)
        return text[:at] + text[at + 1 :]

    def _insert(self, text: str) -> str:
        at = self._chance.randrange(len(text) + 1)
        return text[:at] + self._chance.choice(_DAMAGE) + text[at:]

    def _overwrite(self, text: str) -> str:
        at = self._chance.randrange(len(text) + 1)
        return text[:at] + self._chance.choice(_DAMAGE) + text[at + 1 :]

    def _tail(self, text: str) -> str:
        return text + self._chance.choice(_TAILS)

    def _head(self, text: str) -> str:
        return self._chance.choice(_TAILS) + text

    def _with_raw(self, text: str) -> str:
        """Puts in what was kept as a string because no value of Python is written so."""
        for mark in (_RAW, json.dumps(_RAW)[1:-1]):
            while (start := text.find(f'"{mark}')) >= 0:
                raw, length = json.JSONDecoder().raw_decode(text[start:])
                text = text[:start] + raw[1:] + text[start + length :]
        return text

    def _place(self, root: list[Any], types: tuple[type, ...] = ()) -> Place:
        """A value, of one of the types if there is one."""
        places = list(_places(root))
        fitting = [it for it in places if types and type(it[0][it[1]]) in types]
        return self._chance.choice(fitting or places)

    def _member(self, root: list[Any]) -> Place:
        """A member of an object, if there is one."""
        places = list(_places(root))
        members = [it for it in places if isinstance(it[0], dict)]
        return self._chance.choice(members or places)


def _places(container: Any) -> Iterator[Place]:
    keys = list(container) if isinstance(container, dict) else range(len(container))
    for key in keys:
        yield container, key
        if isinstance(container[key], (dict, list)):
            yield from _places(container[key])
