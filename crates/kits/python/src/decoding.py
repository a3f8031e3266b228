"""Text in; a value of the contract, or everything that is wrong, out."""

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from typing import Any

from pydantic import TypeAdapter

from . import careful_reader, core, reader
from .core import Core, Undecided
from .examine import examine
from .fault import Fault
from .rejection import Rejection


@dataclass(frozen=True)
class Document:
    """A type of documents, and where its schema is."""

    title: str
    type: Any
    file: str
    union: Mapping[str, Any] | None = None
    """For a union the member that tells its branches apart, and its values."""

    def decode(self, text: str | bytes | bytearray) -> Any:
        """The value in a text, in one pass; only a refused text is looked at again."""
        if self._core is not None:
            with suppress(Undecided):
                return self._core.decode(text)
        try:
            return self._adapter.validate_python(reader.read(text))
        except (ValueError, RecursionError):
            raise self._rejection(text) from None

    def check(self, text: str | bytes | bytearray) -> None:
        """Raises what `decode` would raise. In Rust, nothing is made of the text."""
        if self._core is not None:
            with suppress(Undecided):
                return self._core.check(text)
        self.decode(text)

    @cached_property
    def schema(self) -> Any:
        """The published schema."""
        text = (files(__name__.rpartition(".")[0]) / "schemas" / self.file).read_text("utf-8")
        return json.loads(text)

    @cached_property
    def _core(self) -> Core | None:
        return core.of_title(self.title, self.type)

    @cached_property
    def _adapter(self) -> TypeAdapter[Any]:
        return TypeAdapter(self.type)

    def _rejection(self, text: str | bytes | bytearray) -> Rejection:
        try:
            document = careful_reader.read(text)
        except Fault as fault:
            return Rejection.of_fault(self.title, fault)
        violations = examine(document, self.schema, self.union)
        return Rejection(self.title, violations) if violations else Rejection.of_defect(self.title)
