"""What types extend: a definition that the published schemas no longer show becomes a class above them."""

from dataclasses import dataclass
from typing import Any

from brief import Schema, Type


@dataclass(frozen=True)
class Base:
    """A class that types of the contract inherit from."""

    name: str
    description: str
    members: list[str]
    first: Type
    """One of the types that extend it. Its members are the same in all of them."""
    told_apart_by: str | None
    """The member that tells these types apart, if the contract has one."""

    @property
    def schema(self) -> Schema:
        """The schema of its members."""
        accept = self.first.accept
        return {
            "description": self.description,
            "properties": {name: accept["properties"][name] for name in self.members},
            "required": [name for name in accept.get("required", ()) if name in self.members],
        }


class Bases:
    """All of them, and what inherits from each."""

    def __init__(self, types: list[Type]) -> None:
        self.all: dict[str, Base] = {}
        self._above: dict[str, Base] = {}
        for kind in types:
            for base in (self._of(kind, it, types) for it in kind.extends):
                if _begins_with(kind, base):
                    self.all[base.name] = base
                    self._above[kind.title] = base

    def above(self, name: str) -> Base | None:
        """What a type, or a base, inherits from."""
        if name not in self.all:
            return self._above.get(name)
        base = self.all[name]
        farther = [it for it in self.all.values() if _is_beginning(it.members, base.members)]
        return max(farther, key=lambda it: len(it.members), default=None)

    def _of(self, kind: Type, extended: dict[str, Any], types: list[Type]) -> Base:
        name, members = extended["name"], extended["members"]
        if name in self.all:
            return self.all[name]
        titles = [it.title for it in types if name in (one["name"] for one in it.extends)]
        tags = (it.union["member"] for it in types if it.union and set(titles) <= set(it.branches))
        return Base(name, extended["description"] or name, members, kind, next(tags, None))


def _begins_with(kind: Type, base: Base) -> bool:
    """Whether a type has all members of a base as they are there, before its own."""
    return list(kind.accept["properties"])[: len(base.members)] == base.members and all(
        _said(kind, name) == _said(base.first, name) for name in base.members
    )


def _is_beginning(shorter: list[str], longer: list[str]) -> bool:
    return len(shorter) < len(longer) and longer[: len(shorter)] == shorter


def _said(kind: Type, name: str) -> Any:
    """What a type says of a member."""
    return [
        (schema["properties"][name], name in schema.get("required", ()), name in kind.fresh)
        for schema in (kind.accept, kind.emit)
    ]
