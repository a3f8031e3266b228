"""The brief: what the package is made from."""

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from keywords import Keywords

Schema = dict[str, Any]


@dataclass(frozen=True)
class Type:
    """A type of documents."""

    title: str
    name: str
    accept: Schema
    """The schema of what is read."""
    emit: Schema
    """The schema of what is written."""
    union: Schema | None
    """For a union the member that tells its branches apart, and its values."""
    fresh: list[str]
    """The members that a constructor fills with a value that is new each time."""
    extends: list[dict[str, Any]]
    """What it extends, the farthest first, each with its name, description and members."""
    keywords: Keywords
    """What the keywords of its schemas are."""

    @cached_property
    def definitions(self) -> dict[str, Schema]:
        """The parts of the schemas by name; a part in both is as it is read."""
        return {**self.emit.get("$defs", {}), **self.accept.get("$defs", {})}

    @property
    def branches(self) -> list[str]:
        """The titles of the types that a union is of."""
        return [branch["title"] for branch in self.union["branches"]] if self.union else []

    @property
    def file(self) -> str:
        """The name of its schema file."""
        return f"{self.name}.schema.json"


@dataclass(frozen=True)
class Brief:
    """Everything that a client kit is made from."""

    mark: str
    version: str
    """The version of the package."""
    keywords: Keywords
    types: list[Type]
    contract: dict[str, Any]
    """What the contract says of itself: name, title, urn, summary, licence, authors, links, keywords."""
    package: dict[str, Any]
    """What the package is called: name, module, description, readme, migration, new_id, new_id_prefix."""
    data: list[dict[str, Any]]
    """Values that ship with the contract, each list with its constant and its type."""

    @property
    def module(self) -> str:
        """The name of the module that is imported."""
        return self.package["module"]

    @classmethod
    def read(cls, path: Path) -> "Brief":
        document = json.loads(path.read_text("utf-8"))
        keywords = Keywords(document["keywords"])
        types = [Type(**kind, keywords=keywords) for kind in document["types"]]
        return cls(
            mark=document["mark"],
            version=document["packages"]["version"],
            keywords=keywords,
            types=sorted(types, key=lambda kind: kind.title),
            contract=document["contract"],
            package=document["packages"]["pypi"],
            data=document["data"],
        )
