"""The types of the contract in Rust, where the installed wheel is a compiled one.

Rust judges and writes; pydantic builds models of what is known to be right. What they do not do alike is left to
Python, which does all of it where there is no core.
"""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter, ValidationError
from pydantic_core import SchemaSerializer, SchemaValidator

from . import trusting
from .fault import Position
from .rejection import Rejection, Violation
from .version import VERSION

if TYPE_CHECKING:
    from . import _core


class Undecided(Exception):
    """Python is to say: the core does not do exactly what it does."""


class Core:
    """A type of documents: judged and written in Rust, built by pydantic."""

    def __init__(self, title: str, type: Any, document: _core.Document) -> None:
        self._title = title
        self._type = type
        self._document = document

    def check(self, text: str | bytes | bytearray) -> None:
        """Raises a Rejection unless the text is such a document."""
        try:
            refusal = self._document.check(text)
        except TypeError:
            # It is no text, or one that UTF-8 does not hold.
            raise Undecided from None
        if refusal is not None:
            reasons, is_truncated = refusal
            violations = [
                Violation(pointer, keyword, message, Position(*position) if position else None)
                for pointer, keyword, message, position in reasons
            ]
            raise Rejection(self._title, violations, is_truncated)

    def decode(self, text: str | bytes | bytearray) -> Any:
        """The value in a text; else raises a Rejection."""
        if isinstance(text, bytearray):
            # What is judged is what is built, whoever writes there meanwhile.
            text = bytes(text)
        self.check(text)
        if self._builder is None or not self._document.has_plain_numerals(text):
            raise Undecided
        try:
            return self._builder.validate_json(text)
        except ValidationError:
            raise Undecided from None

    def write(self, model: Any) -> str:
        """The canonical text of a model."""
        if self._writer is None:
            raise Undecided
        try:
            text = self._writer.to_json(model, exclude_none=True, warnings="error")
        except ValueError:
            raise Undecided from None
        if self._document.check(text) is not None:
            # The model has been given what no document holds.
            raise Undecided
        return self._document.with_canonical_numerals(text)

    @cached_property
    def _builder(self) -> SchemaValidator | None:
        return trusting.validator(TypeAdapter(self._type).core_schema)

    @cached_property
    def _writer(self) -> SchemaSerializer | None:
        return trusting.serializer(TypeAdapter(self._type).core_schema)


def of_title(title: str, type: Any) -> Core | None:
    """What Rust knows of a type, if there is a core."""
    document = _documents().get(title)
    return Core(title, type, document) if document else None


@cache
def of_model(model: type) -> Core | None:
    """What Rust knows of a class, if there is a core; nothing of classes that others derive."""
    own = model.__module__ == f"{__name__.rpartition('.')[0]}.models"
    return of_title(model.__name__, model) if own else None


@cache
def _documents() -> Mapping[str, _core.Document]:
    try:
        from . import _core
    except ImportError:
        return {}
    if _core.VERSION != VERSION:
        warnings.warn(
            f"the compiled core is of version {_core.VERSION}, the package of {VERSION}: it is not used; "
            "install the package anew",
            RuntimeWarning,
            stacklevel=2,
        )
        return {}
    return _core.DOCUMENTS
