"""Documents that published schemas accept, through hypothesis-jsonschema.

Drawing a whole document value by value takes long. So each definition is drawn by itself, some
hundred times, and what uses it picks from those.
"""

import copy
import random
from collections.abc import Iterator
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from hypothesis_jsonschema import from_schema

_POOL = 200
"""How often a definition is drawn."""
_BATCH = 250
"""How many documents are drawn at once; hypothesis slows down as it remembers."""
_BESIDE = ("$schema", "$id", "$comment", "$defs", "default", "description", "examples", "title")
"""What says nothing about which documents are valid."""
_FREE_FORM = {"type": "object"}

Schema = dict[str, Any]


class Instances:
    """Makes documents of each type."""

    def __init__(self, schemas: dict[str, Schema], chance: random.Random) -> None:
        self._schemas = schemas
        self._chance = chance
        self._pools: dict[str, list[Any]] = {}

    def draw(self, title: str, count: int) -> list[Any]:
        """So many documents of a type."""
        schema = self._schemas[title]
        definitions = schema.get("$defs", {})
        branches = [definitions[_name_of(branch)] for branch in schema.get("oneOf", ())]
        return [
            document
            for index, branch in enumerate(branches or [schema])
            for document in self._documents(
                self._strategy(branch, definitions), (count + index) // len(branches or [schema])
            )
        ]

    def _documents(self, strategy: st.SearchStrategy[Any], count: int) -> Iterator[Any]:
        for start in range(0, count, _BATCH):
            yield from map(self._filled, self._drawn(strategy, min(_BATCH, count - start)))

    def _strategy(self, schema: Schema, definitions: dict[str, Schema]) -> st.SearchStrategy[Any]:
        lowered = self._lowered(schema, definitions)
        formats = {
            name: st.sampled_from([f"{name}#{index}" for index in range(len(pool))])
            for name, pool in self._pools.items()
        }
        return from_schema(lowered, custom_formats=formats)

    def _lowered(self, schema: Any, definitions: dict[str, Schema]) -> Any:
        """The schema, in which a definition is a string that names one of its draws."""
        if isinstance(schema, list):
            return [self._lowered(it, definitions) for it in schema]
        if not isinstance(schema, dict):
            return schema
        if schema == _FREE_FORM:
            return self._pooled("free-form", _FREE_FORM, {})
        if "$ref" in schema:
            name = _name_of(schema)
            if {"const", "enum"} & definitions[name].keys():
                return self._lowered(definitions[name], definitions)
            return self._pooled(name, definitions[name], definitions)
        lowered = {}
        for keyword, value in schema.items():
            if keyword == "properties":
                lowered[keyword] = {
                    name: self._lowered(member, definitions) for name, member in value.items()
                }
            elif keyword not in _BESIDE:
                lowered[keyword] = self._lowered(value, definitions)
        return lowered

    def _pooled(self, name: str, schema: Schema, definitions: dict[str, Schema]) -> Schema:
        pool = f"x-{name}"
        if pool not in self._pools:
            # A free-form object is drawn as it is; all else may hold other definitions.
            free = schema == _FREE_FORM
            strategy = from_schema(schema) if free else self._strategy(schema, definitions)
            self._pools[pool] = list(map(self._filled, self._drawn(strategy, _POOL)))
        return {"type": "string", "format": pool}

    def _drawn(self, strategy: st.SearchStrategy[Any], count: int) -> list[Any]:
        documents: list[Any] = []

        @seed(self._chance.getrandbits(32))
        @settings(
            max_examples=count,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
            deadline=None,
            database=None,
        )
        @given(strategy)
        def collect(document: Any) -> None:
            documents.append(document)

        # It may stop early where there are few documents, and goes on a little where it must.
        while len(documents) < count:
            collect()
        return documents[:count]

    def _filled(self, value: Any) -> Any:
        """The value, with draws in place of their names."""
        if isinstance(value, dict):
            return {name: self._filled(member) for name, member in value.items()}
        if isinstance(value, list):
            return [self._filled(item) for item in value]
        if isinstance(value, str):
            name, _, index = value.rpartition("#")
            if name in self._pools:
                return copy.deepcopy(self._pools[name][int(index)])
        return value


def _name_of(reference: Schema) -> str:
    name: str = reference["$ref"].removeprefix("#/$defs/")
    return name
