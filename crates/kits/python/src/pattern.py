"""Patterns: from the dialect of JSON Schema (ECMA-262) to those of the engines at hand.

Only what means the same in all of them is taken; anything else is refused while the package is
made. Two things are spelled out, because engines differ: what `.` and the short classes hold, and
punctuation within a class.
"""

import re
from functools import cache

_TOKEN = re.compile(
    r"\\u(?P<unit>[0-9a-fA-F]{4})|\\x(?P<byte>[0-9a-fA-F]{2})|\\(?P<control>[fnrtv])"
    r"|\\(?P<short>[dDwW])|\\(?P<literal>[\^$\\.*+?()\[\]{}|/-])"
    r"|(?P<group>\(\?:|\((?!\?))|(?P<counted>\{\d+(?:,\d*)?\}\??)|(?P<repeated>[*+?]\??)"
    r"|(?P<other>[^\\])"
)
_CONTROLS = {"f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}
_SHORT = {"d": "0-9", "w": "0-9A-Z_a-z"}


class UnknownPattern(ValueError):
    """A pattern that not every engine reads alike."""


@cache
def for_python(pattern: str) -> re.Pattern[str]:
    """For `re`, where `$` would also stand before a final line break."""
    try:
        return re.compile(_translate(pattern, end=r"\Z"))
    except re.error as error:
        raise UnknownPattern(f"what is no pattern: {error}") from None


@cache
def for_rust(pattern: str) -> str:
    """For the engine in pydantic, the crate `regex`."""
    return _translate(pattern, end="$")


def _translate(pattern: str, end: str) -> str:
    translated: list[str] = []
    in_class = False
    opening = False
    at = 0
    while at < len(pattern):
        token = _TOKEN.match(pattern, at)
        if token is None:
            raise UnknownPattern(f"`{pattern[at : at + 2]}` at character {at + 1}")
        at = token.end()
        text, literal = token[0], _literal(token)
        if in_class:
            if text == "]" and not opening:
                in_class = False
                translated.append("]")
            elif text == "^" and opening and translated[-1] == "[":
                translated.append("^")
                continue
            elif text == "]" and opening:
                raise UnknownPattern(f"an empty class at character {at}")
            elif text == "-":
                _refuse_vague_hyphen(pattern, at, opening)
                ends = opening or pattern[at : at + 1] == "]"
                translated.append(_spelled("-") if ends else "-")
            elif token["short"]:
                if token["short"].isupper():
                    raise UnknownPattern(f"`{text}` within a class at character {at - 1}")
                translated.append(_SHORT[token["short"]])
            elif literal is None:
                translated.extend(map(_spelled, text))
            else:
                translated.append(_spelled(literal))
            opening = False
        elif text == "[":
            in_class = opening = True
            translated.append("[")
        elif text == ".":
            translated.append(r"[^\n\r\u2028\u2029]")
        elif text == "$":
            translated.append(end)
        elif token["short"]:
            negated = "^" if token["short"].isupper() else ""
            translated.append(f"[{negated}{_SHORT[token['short'].lower()]}]")
        elif token["group"] or token["counted"] or token["repeated"] or text in "^|)":
            translated.append(text)
        elif text == "(":
            raise UnknownPattern(f"`{pattern[at - 1 : at + 1]}` at character {at}")
        elif text in "{}]":
            raise UnknownPattern(f"`{text}` without a backslash at character {at}")
        else:
            translated.append(_spelled(literal or text))
    if in_class:
        raise UnknownPattern("a class without its end")
    return "".join(translated)


def _literal(token: re.Match[str]) -> str | None:
    """The character that an escape stands for."""
    if code := token["unit"] or token["byte"]:
        character = chr(int(code, 16))
        if "\ud800" <= character <= "\udfff":
            raise UnknownPattern(f"half a character, `{token[0]}`")
        return character
    if token["control"]:
        return _CONTROLS[token["control"]]
    return token["literal"]


def _refuse_vague_hyphen(pattern: str, at: int, opening: bool) -> None:
    # After a short class a hyphen is a range in some engines, and none in others.
    if not opening and re.search(r"\\[dw]-\Z", pattern[:at]) and pattern[at : at + 1] != "]":
        raise UnknownPattern(f"`-` after a short class at character {at}")


def _spelled(character: str) -> str:
    """A character as it means itself in every engine, within a class and without."""
    if character.isascii() and (character.isalnum() or character == "_"):
        return character
    code = ord(character)
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
