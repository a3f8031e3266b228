"""The types of the contract in Rust, as the wheels that are compiled have them."""

from collections.abc import Mapping
from typing import TypeAlias

Text: TypeAlias = str | bytes | bytearray
Reason: TypeAlias = tuple[str, str, str, tuple[int, int] | None]
"""The pointer, the keyword, the message, and the line and the column in the text."""

VERSION: str
"""The version of the contract."""
DOCUMENTS: Mapping[str, Document]
"""Every type, by its title."""

class Document:
    """A type of documents. Whatever reads a text lets other threads run meanwhile."""

    def check(self, text: Text) -> tuple[list[Reason], bool] | None:
        """Why a text is refused, and whether there is more; nothing, if it is a document."""
    def with_canonical_numerals(self, text: Text) -> str:
        """A document that is canonical but for its exponents, with canonical ones. Raises ValueError
        where the text is no document."""
    @staticmethod
    def has_plain_numerals(text: Text) -> bool:
        """Whether every number of a document is one that all readers of JSON make the same of."""
