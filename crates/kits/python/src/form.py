"""What reads the texts of a type."""

from __future__ import annotations

from typing import Any, Protocol, TypeAlias

Text: TypeAlias = str | bytes | bytearray


class Form(Protocol):
    """A type, or a choice of types, that texts are read as."""

    @property
    def title(self) -> str:
        """What it is called where a text is none."""
        ...

    def decode(self, text: Text) -> Any:
        """The value in a text, or a Rejection that says all that is wrong."""
        ...

    def check(self, text: Text) -> None:
        """Raises what `decode` would raise."""
        ...
