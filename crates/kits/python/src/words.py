"""What was expected and what was found, in words, without the value itself."""

import unicodedata
from collections.abc import Iterable
from typing import Any

from .likely import likely
from .writer import write

_NAME_LIMIT = 64
"""How much of an unknown member's name is repeated, in characters."""
_NAMES_LIMIT = 5
"""How many unknown members are named."""

_ESCAPED = {
    "\0": "\\0",
    "\t": "\\t",
    "\n": "\\n",
    "\r": "\\r",
    **{quote: "\\" + quote for quote in "\\'\""},
}


def of(keyword: str, expected: Any, found: Any, explained: str | None = None) -> str:
    """Why `found` fails a keyword whose value is `expected`; `explained` is what the schema says in words
    that a string has to be."""
    match keyword:
        case "type":
            return f"expected {_types(expected)}, found {_kind(found)}"
        case "enum":
            words = ", ".join(map(word, expected))
            return f"expected one of {words}, found {_another(found)}{_meant(expected, found)}"
        case "const":
            return f"expected {word(expected)}, found {_another(found)}"
        case "minLength":
            plural = "" if expected == 1 else "s"
            return f"expected at least {expected} character{plural}, found {len(found)}"
        case "maxLength":
            return f"expected at most {expected} characters, found {len(found)}"
        case "pattern":
            return f"expected {explained or f'a string that matches `{expected}`'}, found another string"
        case "format":
            words = explained or f"a string in the format {expected}"
            return f"expected {words}, found another string"
        case "minimum":
            return f"expected at least {write(expected)}, found a lesser number"
        case "maximum":
            return f"expected at most {write(expected)}, found a greater number"
        case "exclusiveMinimum":
            return f"expected more than {write(expected)}, found {write(expected)} or a lesser number"
        case "exclusiveMaximum":
            return f"expected less than {write(expected)}, found {write(expected)} or a greater number"
        case "multipleOf":
            return f"expected a multiple of {write(expected)}, found another number"
        case "required":
            return f"expected the member {word(expected)}, which is missing"
        case "minItems":
            return f"expected at least {expected} items, found {len(found)}"
        case "maxItems":
            return f"expected at most {expected} items, found {len(found)}"
        case _:
            return f"expected one of several kinds of value, found {_kind(found)} of another kind"


def unknown_members(names: list[str], known: Iterable[str]) -> str:
    """Names members that an object should not have, and those that were likely meant."""
    shown = [f"`{_shown(it)}`{_did_you_mean(likely(it, known))}" for it in names[:_NAMES_LIMIT]]
    if len(names) > _NAMES_LIMIT:
        shown.append(f"{len(names) - _NAMES_LIMIT} more")
    return f"expected only members that the schema names, found {', '.join(shown)}"


def word(value: Any) -> str:
    """A value of the schema's own."""
    return f"`{value if isinstance(value, str) else write(value)}`"


def _meant(words: list[Any], found: Any) -> str:
    """The word of an enumeration that was likely meant."""
    known = [it for it in words if isinstance(it, str)]
    return _did_you_mean(likely(found, known)) if isinstance(found, str) else ""


def _did_you_mean(word: str | None) -> str:
    return "" if word is None else f" (did you mean `{word}`?)"


def _shown(name: str) -> str:
    cut = "…" if len(name) > _NAME_LIMIT else ""
    return "".join(map(_visible, name[:_NAME_LIMIT])) + cut


def _visible(character: str) -> str:
    if character in _ESCAPED:
        return _ESCAPED[character]
    combines = unicodedata.category(character) in ("Mn", "Me")
    return character if character.isprintable() and not combines else f"\\u{{{ord(character):x}}}"


def _types(expected: str | list[str]) -> str:
    names = [expected] if isinstance(expected, str) else sorted(expected)
    return " or ".join(map(_type, names))


def _type(name: str) -> str:
    if name == "null":
        return name
    return f"an {name}" if name in ("array", "object", "integer") else f"a {name}"


def _kind(value: Any) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return "a boolean"
        case float():
            return "a number with a fraction or an exponent"
        case int():
            return "a number"
        case str():
            return "a string"
        case list():
            return "an array"
        case _:
            return "an object"


def _another(value: Any) -> str:
    """The kind of a value where another one of the same kind was expected."""
    return "another string" if isinstance(value, str) else _kind(value)
