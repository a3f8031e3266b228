"""What rules find."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from ..pointer import join
from .table import Rule, Severity


@dataclass(frozen=True)
class Finding:
    """A place where a bundle is not as a rule has it."""

    rule: str
    """The id of the rule."""
    severity: Severity
    """An `error` makes a bundle unsound, a `warning` is worth a look."""
    pointer: str
    """The JSON Pointer (RFC 6901) of the place, which may lead to a member that is not there."""
    message: str
    """What was expected there; never a value of the document."""


Note: TypeAlias = Callable[..., None]
"""Notes what one rule finds, at these tokens; without any, at the document."""


def note_of(rule: Rule, found: list[Finding]) -> Note:
    """Notes into a list what a rule finds. `pointer` is a place where it speaks of all of the document."""

    def note(*tokens: str | int, pointer: str | None = None) -> None:
        names = [token for token in tokens if isinstance(token, str)]
        place = "" if pointer is None else pointer
        for token in tokens:
            place = join(place, token)
        message = rule.messages.get(names[-1] if names else "", rule.title)
        found.append(Finding(rule.id, rule.severity, place, message))

    return note
