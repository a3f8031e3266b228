"""A model of the caller's own that extends one of the contract's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pydantic import ValidationError

from . import careful_reader, foreign
from .contract import Contract
from .decoding import Document
from .examine import examine
from .fault import Fault
from .form import Text
from .rejection import Rejection, Violation


@dataclass(frozen=True)
class Extension:
    """The contract's members are held to its schema, the caller's to what pydantic makes of them."""

    model: type[Contract]
    extended: Document | None
    """The type of the contract that the model extends, if it has a schema."""

    @property
    def title(self) -> str:
        """What it is called where a text is none."""
        return self.model.__name__

    def check(self, text: Text) -> None:
        """Raises what `decode` would raise."""
        self.decode(text)

    def decode(self, text: Text) -> Contract:
        """The model of a text."""
        try:
            return self.model.model_validate_json(text)
        except ValidationError as error:
            refused = error
        try:
            document = careful_reader.read(text)
        except Fault as fault:
            raise Rejection.of_fault(self.title, fault) from None
        raise Rejection(self.title, list(self._violations(document, refused))) from None

    def _violations(self, document: Any, refused: ValidationError) -> Iterator[Violation]:
        """What the schema says of its members, and pydantic of all others."""
        found = []
        if self.extended is not None:
            if isinstance(document, dict):
                document = {name: it for name, it in document.items() if name not in self._own}
            found = examine(document, self.extended.schema, None)
        yield from found
        for error in refused.errors(include_url=False, include_input=False):
            if not found or error["loc"][:1] and error["loc"][0] in self._own:
                yield foreign.violation(error)

    @cached_property
    def _own(self) -> frozenset[str]:
        """The names of the members that the caller has added or made another."""
        known = self.extended.type.model_fields if self.extended is not None else {}
        return frozenset(
            field.alias or name
            for name, field in self.model.model_fields.items()
            if name not in known or field.annotation != known[name].annotation
        )
