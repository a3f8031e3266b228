"""Every schema of the contract that has a name, and what becomes of it in Python."""

from collections.abc import Iterator
from typing import Any

from bases import Bases
from brief import Brief, Schema, Type
from refusal import Refusal

_ROOT = ("$schema", "$id", "$comment", "$defs", "title", "examples")
"""What a schema says only where it stands by itself."""


class Definitions:
    """Named schemas: objects become models, everything else a scalar."""

    def __init__(self, brief: Brief) -> None:
        self.unions = [kind for kind in brief.types if kind.union]
        self.bases = Bases(brief.types)
        self._accept: dict[str, Schema] = {}
        self._emit: dict[str, Schema] = {}
        self._homes: dict[str, Type] = {}
        titles = {kind.title for kind in brief.types}
        for kind in brief.types:
            for name, accept, emit in _parts(kind):
                if name == kind.title or name not in titles:
                    self._add(kind, name, accept, emit)
        for kind in self.unions:
            del self._accept[kind.title]
        for name, base in self.bases.all.items():
            self.hoist(name, base.schema)

    @property
    def models(self) -> dict[str, Schema]:
        return {name: it for name, it in sorted(self._accept.items()) if is_model(it)}

    @property
    def scalars(self) -> dict[str, Schema]:
        return {name: it for name, it in sorted(self._accept.items()) if not is_model(it)}

    @property
    def parts(self) -> dict[str, Type]:
        """The models that are no documents, each with a type that has its schema."""
        documents = {kind.title for kind in self._homes.values()}
        return {it: self._homes[it] for it in self.models if it in self._homes.keys() - documents}

    def emit(self, name: str) -> Schema:
        """The schema of what is written."""
        return self._emit[name]

    def resolve(self, schema: Schema) -> Schema:
        """The schema behind references, with what is said beside them."""
        while "$ref" in schema:
            beside = {keyword: value for keyword, value in schema.items() if keyword != "$ref"}
            schema = {**self._accept[name_of(schema)], **beside}
        return schema

    def hoist(self, name: str, schema: Schema) -> str:
        """Gives a name to a scalar that has none."""
        if self._accept.setdefault(name, schema) != schema:
            raise Refusal(name, "", "properties", "two schemas would have this name")
        self._emit[name] = schema
        return name

    def _add(self, kind: Type, name: str, accept: Schema, emit: Schema) -> None:
        accept, emit = _plain(accept), _plain(emit)
        self._homes.setdefault(name, kind)
        known = self._accept.setdefault(name, accept), self._emit.setdefault(name, emit)
        if known != (accept, emit):
            raise Refusal(kind.title, f"/$defs/{name}", "$defs", "another type has a different one")


def _parts(kind: Type) -> Iterator[tuple[str, Schema, Schema]]:
    yield kind.title, kind.accept, kind.emit
    for name, accept in kind.definitions.items():
        yield name, accept, kind.emit.get("$defs", {}).get(name, accept)


def _plain(schema: Schema) -> Schema:
    root = _ROOT if "$schema" in schema else ("title",)
    kept = {keyword: value for keyword, value in schema.items() if keyword not in root}
    if is_model(schema):
        kept.pop("examples", None)
    return kept


def is_model(schema: Any) -> bool:
    """Whether a schema becomes a class."""
    return isinstance(schema, dict) and "properties" in schema


def name_of(reference: Schema) -> str:
    """The name that a schema refers to."""
    name: str = reference["$ref"].removeprefix("#/$defs/")
    return name
