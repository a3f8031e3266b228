"""JSON Pointers (RFC 6901)."""

from __future__ import annotations

from typing import TypeAlias

Path: TypeAlias = "tuple[Path, str | int] | None"
"""The way to a value, its last token first. Only a fault needs its pointer, which may be long."""


def join(pointer: str, token: str | int) -> str:
    """The pointer with one more token."""
    return f"{pointer}/{str(token).replace('~', '~0').replace('/', '~1')}"


def pointer_of(path: Path) -> str:
    """The pointer of a way."""
    tokens = []
    while path is not None:
        path, token = path
        tokens.append(join("", token))
    return "".join(reversed(tokens))
