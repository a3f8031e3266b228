"""What a service answers in place of what was asked for: problem details (RFC 9457)."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import Any

from .rejection import LIMIT, Rejection, Violation, with_article
from .urn import URN

MEDIA_TYPE = "application/problem+json"
"""The media type of a problem in JSON."""

SCHEMA: dict[str, Any] = {
    "title": "Problem details",
    "description": "What is answered in place of what was asked for (RFC 9457). It repeats no value that was sent.",
    "type": "object",
    "properties": {
        "type": {
            "description": "URI of the kind of the problem.",
            "type": "string",
            "format": "uri",
        },
        "title": {"description": "The kind in a few words.", "type": "string"},
        "status": {"description": "Status code of the answer.", "type": "integer"},
        "detail": {"description": "What happened, and how to mend it.", "type": "string"},
        "violations": {
            "description": "What is wrong with the document that was sent.",
            "type": "array",
            "maxItems": LIMIT,
            "items": {
                "type": "object",
                "properties": {
                    "pointer": {"description": "JSON Pointer (RFC 6901).", "type": "string"},
                    "keyword": {"description": "What the value fails.", "type": "string"},
                    "message": {"description": "What was expected.", "type": "string"},
                },
                "required": ["pointer", "keyword", "message"],
            },
        },
        "truncated": {"description": "Whether more is wrong than is listed.", "type": "boolean"},
    },
    "required": ["type", "title", "status", "detail", "violations", "truncated"],
}
"""What every problem is, in JSON Schema (2020-12)."""


class Kind(Enum):
    """A kind of problem: its status code, its name in the URI, and its title for people."""

    NOT_JSON = (400, "not-json", "The body is not JSON")
    BAD_REQUEST = (400, "bad-request", "The request is not understood")
    WRONG_MEDIA_TYPE = (415, "wrong-media-type", "The body has another media type")
    INVALID = (422, "invalid", "The document breaks its schema")
    FAILED = (500, "failed", "The service failed")


def problem(kind: Kind, detail: str, violations: Sequence[Violation] = ()) -> dict[str, Any]:
    """The document of a problem; of more than 100 violations it lists the first."""
    status, name, title = kind.value
    return {
        "type": f"{URN}:problem:{name}",
        "title": title,
        "status": status,
        "detail": detail,
        "violations": [
            {"pointer": it.pointer, "keyword": it.keyword, "message": it.message}
            for it in violations[:LIMIT]
        ],
        "truncated": len(violations) > LIMIT,
    }


def of_rejection(rejection: Rejection) -> dict[str, Any]:
    """What the sender of a refused document is told."""
    kind, detail = _kind_of(rejection)
    details = problem(kind, detail, rejection.violations)
    return {**details, "truncated": rejection.is_truncated}


def _kind_of(rejection: Rejection) -> tuple[Kind, str]:
    first = rejection.violations[0]
    if first.position is not None:
        line, column = first.position.line, first.position.column
        where = f"line {line}, column {column}"
        return Kind.NOT_JSON, f"The body stops being I-JSON (RFC 7493) at {where}."
    if first.keyword == "defect":
        return Kind.FAILED, "The service cannot tell whether the document is valid."
    title = with_article(rejection.title)
    return Kind.INVALID, f"The document is not {title}: `violations` lists what to mend."
