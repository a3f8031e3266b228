"""What an application's OpenAPI document says of the requests that it refuses."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from .problem import MEDIA_TYPE, SCHEMA, Kind

_METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
_OURS = "ProblemDetails"
_THEIRS = ("HTTPValidationError", "ValidationError")


def describe_refusals(document: dict[str, Any]) -> None:
    """Puts what `install` answers in place of what FastAPI describes by itself.

    What the application says of an answer in its own words stays as it is.
    """
    for operation in _operations(document):
        responses = operation["responses"]
        if not _refers(responses.get("422"), _THEIRS[0]):
            continue
        del responses["422"]
        content = operation.get("requestBody", {}).get("content", {})
        kinds = [Kind.BAD_REQUEST]
        # A form is read by another part of FastAPI, which asks for no media type.
        kinds += [Kind.WRONG_MEDIA_TYPE] if "application/json" in content else []
        kinds += [Kind.INVALID] if content else []
        for kind in kinds:
            status, _, title = kind.value
            responses.setdefault(str(status), _response(title))
    schemas = document.get("components", {}).get("schemas", {})
    if _refers(document.get("paths"), _OURS):
        schemas[_OURS] = SCHEMA
    for name in _THEIRS:
        others = {key: value for key, value in schemas.items() if key != name}
        if not _refers([document.get("paths"), others], name):
            schemas.pop(name, None)


def _operations(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for item in document.get("paths", {}).values():
        yield from (item[method] for method in _METHODS if method in item)


def _response(title: str) -> dict[str, Any]:
    schema = {"$ref": _reference(_OURS)}
    return {"description": title, "content": {MEDIA_TYPE: {"schema": schema}}}


def _refers(part: Any, name: str) -> bool:
    return f'"{_reference(name)}"' in json.dumps(part, default=str)


def _reference(name: str) -> str:
    return f"#/components/schemas/{name}"
