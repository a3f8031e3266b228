"""Why a document is not what it should be."""

from dataclasses import dataclass

from .fault import Fault, Position

LIMIT = 100
"""How many violations are listed at most."""


@dataclass(frozen=True)
class Violation:
    """One thing that is wrong with a document."""

    pointer: str
    """The JSON Pointer (RFC 6901) of the value at fault; for a missing or unknown member that of the
    object."""
    keyword: str
    """The keyword of the schema that the value fails. Where the text is no I-JSON document it is
    `encoding`, `syntax`, `duplicateMember` or `depth`."""
    message: str
    """What was expected, and what kind of value was found; never the value itself."""
    position: Position | None = None
    """Where the text is at fault, if it is no I-JSON document."""

    def __str__(self) -> str:
        if self.position is not None:
            return f"at line {self.position.line}, column {self.position.column}: {self.message}"
        return f"at {self.pointer}: {self.message}" if self.pointer else self.message


class Rejection(ValueError):
    """Everything that is wrong with a document: at least one violation, at most 100."""

    def __init__(
        self, title: str, violations: list[Violation], is_truncated: bool = False
    ) -> None:
        super().__init__(title, violations, is_truncated)
        self.title = title
        """The type that the document was to be."""
        self.violations = violations[:LIMIT]
        """What is wrong, the first 100 at most."""
        self.is_truncated = is_truncated or len(violations) > LIMIT
        """Whether there are more violations than are listed."""

    @classmethod
    def of_fault(cls, title: str, fault: Fault) -> "Rejection":
        """The text is no I-JSON document."""
        violation = Violation(fault.pointer, fault.keyword, fault.message, fault.position)
        return cls(title, [violation])

    @classmethod
    def of_defect(cls, title: str) -> "Rejection":
        """The type does not read what the schema accepts: a defect of this package."""
        message = "the schema accepts what the Python type refuses; please report it"
        return cls(title, [Violation("", "defect", message)])

    def __str__(self) -> str:
        more = ["and more"] if self.is_truncated else []
        reasons = "; ".join([*map(str, self.violations), *more])
        return f"not {with_article(self.title)}: {reasons}"


def with_article(title: str) -> str:
    """The title of a type with the article before it."""
    return f"{'an' if title.startswith(('A', 'E', 'I', 'O', 'U')) else 'a'} {title}"
