"""What was found."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True)
class Report:
    """What documents come to; what `archive verify --format json` says, too, has the same name there."""

    months: list[str]
    """The months that have bundles."""
    bundles: int
    """How many there are, each counted once."""
    root: str
    """What commits to all of them."""
    population: list[dict[str, Any]]
    """How many there are of each month, tenant and type, and how many steps they have."""
    partitions: list[dict[str, Any]]
    """What commits to those of each month and tenant."""
    warnings: dict[str, int]
    """How many of them each rule says to be worth a look."""
    aside: int
    """How many documents are not sound, each counted once."""
    reasons: dict[str, int]
    """How many of them break each keyword and rule."""
    unsound: list[dict[str, Any]]
    """The first hundred of them: where they came from, their SHA-256, and why."""
    doubles: int
    """How many documents are there once more."""
    double: list[dict[str, Any]]
    """The first hundred bundles of these: where they came from, and their seals."""
    documents: int
    """How many documents there are."""
    unreadable: dict[str, str] = field(default_factory=dict)
    """The files that cannot be read, and why: nothing of them is counted."""

    @property
    def is_sound(self) -> bool:
        """Whether every document could be read and is sound."""
        return not self.aside and not self.unreadable

    @classmethod
    def of(cls, text: str) -> Report:
        """The report in a text that `to_json` gives."""
        members = json.loads(text)
        members.pop("verdict", None)
        return cls(**members)

    def to_json(self) -> str:
        """The report as a line of JSON."""
        verdict = "sound" if self.is_sound else "unsound"
        return json.dumps({**asdict(self), "verdict": verdict}, ensure_ascii=False)
