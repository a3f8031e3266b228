"""Several types that no member tells apart."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from . import careful_reader, words
from .fault import Fault
from .form import Form, Text
from .rejection import Rejection, Violation


class Choice:
    """A text is read as the first of the types that takes it."""

    def __init__(self, forms: Sequence[Form]) -> None:
        self._forms = forms

    @property
    def title(self) -> str:
        """What it is called where a text is none."""
        return " or ".join(form.title for form in self._forms)

    def check(self, text: Text) -> None:
        """Raises what `decode` would raise."""
        self.decode(text)

    def decode(self, text: Text) -> Any:
        """The value in a text; what none of the types takes has one violation."""
        for form in self._forms:
            with suppress(Rejection):
                return form.decode(text)
        try:
            document = careful_reader.read(text)
        except Fault as fault:
            raise Rejection.of_fault(self.title, fault) from None
        raise Rejection(self.title, [Violation("", "anyOf", words.of("anyOf", None, document))])
