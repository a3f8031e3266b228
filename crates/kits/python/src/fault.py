"""What is wrong with a text that is no I-JSON document."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

Keyword: TypeAlias = Literal["encoding", "syntax", "duplicateMember", "depth"]
"""What stands in a violation where the keyword of a schema would."""


@dataclass(frozen=True)
class Position:
    """A place in a text."""

    line: int
    """The line, from 1."""
    column: int
    """The character within the line, from 1."""


class Fault(ValueError):
    """Why a text is no I-JSON document (RFC 7493), and where it stops being one."""

    def __init__(
        self, keyword: Keyword, message: str, position: Position, pointer: str = ""
    ) -> None:
        super().__init__(keyword, message, position, pointer)
        self.keyword: Keyword = keyword
        self.message = message
        self.position = position
        self.pointer = pointer

    def __str__(self) -> str:
        return f"line {self.position.line}, column {self.position.column}: {self.message}"
