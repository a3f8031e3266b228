"""What a schema says, where makers of test data look for it in an annotation.

hypothesis unpacks the annotation and takes a strategy; polyfactory looks for attributes; others know
annotated-types, which pydantic brings.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from typing import Any

from annotated_types import Ge, GroupedMetadata, Gt, Le, Lt, MaxLen, MinLen, MultipleOf

_ANNOTATED: Mapping[str, Any] = {
    "minimum": Ge,
    "exclusiveMinimum": Gt,
    "maximum": Le,
    "exclusiveMaximum": Lt,
    "multipleOf": MultipleOf,
    "minLength": MinLen,
    "maxLength": MaxLen,
}
"""The keywords that annotated-types has a name for."""


def _said(keyword: str) -> Any:
    return property(lambda mark: mark.accept.get(keyword), doc=f"What `{keyword}` says, if it does.")


class Constraints(GroupedMetadata):
    """A mark of a type that has a schema."""

    accept: Mapping[str, Any]
    """The schema of what is read."""

    ge = _said("minimum")
    gt = _said("exclusiveMinimum")
    le = _said("maximum")
    lt = _said("exclusiveMaximum")
    multiple_of = _said("multipleOf")
    min_length = _said("minLength")
    max_length = _said("maxLength")

    @property
    def pattern(self) -> str | None:
        """What `pattern` says of a string, if it does; a moment is no string in Python."""
        return None if "format" in self.accept else self.accept.get("pattern")

    def __iter__(self) -> Iterator[Any]:
        if "hypothesis" in sys.modules:
            from .strategies import strategy

            yield strategy(self.accept)
        for keyword, mark in _ANNOTATED.items():
            if keyword in self.accept:
                yield mark(self.accept[keyword])
