"""Python as text."""

import re
import textwrap
from typing import Any

from black import format_str
from black.mode import Mode, TargetVersion

WIDTH = 100
_LINE = 84
"""How much of a text stands in one line."""


def tidy(source: str) -> str:
    """The source in one layout, whatever made it."""
    return format_str(source, mode=Mode({TargetVersion.PY310}, line_length=WIDTH))


def literal(value: Any) -> str:
    """A JSON value as Python; a long text in several lines."""
    if isinstance(value, str) and len(value) > _LINE:
        return prose(value)
    if isinstance(value, dict):
        members = ", ".join(f"{literal(name)}: {literal(it)}" for name, it in value.items())
        return f"{{{members}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(literal, value))}]"
    return repr(value)


def prose(text: str) -> str:
    """A long text as several literals in a row."""
    lines = re.findall(rf".{{1,{_LINE - 1}}}(?:\s+|\Z)|\S+\s*", text, re.DOTALL)
    return f"({' '.join(map(repr, lines))})"


def documentation(text: str, indent: str = "") -> str:
    """A doc string: the first sentence is the summary line."""
    summary, _, rest = text.partition(". ")
    paragraphs = [summary if not rest else f"{summary}.", *([rest] if rest else [])]
    wrapped = [textwrap.fill(it, WIDTH - len(indent) - 4) for it in paragraphs]
    body = "\n\n".join(wrapped).replace("\\", "\\\\").replace('"""', '\\"\\"\\"')
    end = "\n" if "\n" in body else ""
    return textwrap.indent(f'"""{body}{end}"""', indent)


def pascal(name: str) -> str:
    """A member's name as part of a type's."""
    return "".join(word[:1].upper() + word[1:] for word in re.split(r"[^0-9A-Za-z]+", name))
