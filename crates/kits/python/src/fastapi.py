"""Answers what FastAPI refuses with problem details (RFC 9457), which hold nothing of what was sent.

FastAPI's own answer repeats the values that it refuses. Here a body of the contract is read once more,
by `parse`, and its sender is told what a service in Rust would answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, get_args

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.routing import APIRoute
from pydantic_core.core_schema import ErrorType

from .parsing import DOCUMENTS
from .pointer import join
from .problem import MEDIA_TYPE, Kind, of_rejection, problem
from .rejection import Rejection, Violation

if TYPE_CHECKING:
    from .decoding import Document

__all__ = ["install"]

_ERRORS = {*get_args(ErrorType), "timestamp", "json", "null"}
"""The errors whose message is made of its context: pydantic's, and those of the contract's models."""
_OF_THE_MODEL = {
    *("ge", "gt", "le", "lt", "multiple_of", "pattern", "expected", "class", "class_name", "why"),
    *("min_length", "max_length", "actual_length", "field_type", "max_digits", "decimal_places"),
    *("whole_digits", "discriminator", "expected_tags", "expected_schemes", "method_name"),
}
"""The parts of a context that say what is expected, and nothing of what was sent."""


def install(app: FastAPI) -> None:
    """Makes the application answer a request that it refuses with a problem.

    A body that is no JSON gets 400, one that breaks its schema 422 with every violation by JSON
    Pointer; a query, a path or a header that is not understood gets 400. Routers that are included,
    before or after, answer so too.
    """
    app.add_exception_handler(RequestValidationError, _refused)


async def _refused(request: Request, error: Exception) -> JSONResponse:
    # FastAPI calls the handler for this exception alone.
    assert isinstance(error, RequestValidationError)
    details = await _details(request, error.errors())
    return JSONResponse(details, status_code=details["status"], media_type=MEDIA_TYPE)


async def _details(request: Request, errors: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    in_body = [error for error in errors if error["loc"][:1] == ("body",)]
    if not in_body:
        reasons = "; ".join(f"`{_name(error)}`: {_message(error)}" for error in errors)
        return problem(Kind.BAD_REQUEST, f"Parameters are not as they are described: {reasons}.")
    document = _document(request)
    if document is not None:
        body = await request.body()
        if body and not _is_json(request):
            detail = "Declare the body once, as `Content-Type: application/json` (or `+json`)."
            return problem(Kind.WRONG_MEDIA_TYPE, detail)
        try:
            document.decode(body)
        except Rejection as rejection:
            return of_rejection(rejection)
    if any(error["type"] == "json_invalid" for error in in_body):
        return problem(Kind.NOT_JSON, "The body is not JSON (RFC 8259).")
    violations = [Violation(_pointer(error), error["type"], _message(error)) for error in in_body]
    return problem(Kind.INVALID, "`violations` lists what to mend.", violations)


def _document(request: Request) -> Document | None:
    """The type of the contract that the whole body is to be, if it is one."""
    route = request.scope.get("route")
    if not isinstance(route, APIRoute) or route.body_field is None:
        return None
    body = route.body_field.field_info.annotation
    for document in DOCUMENTS.values():
        if body in (document.type, getattr(document.type, "__origin__", None)):
            return document
    return None


def _is_json(request: Request) -> bool:
    essence = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    subtype = essence.removeprefix("application/")
    return subtype != essence and (subtype == "json" or subtype.endswith("+json"))


def _name(error: Mapping[str, Any]) -> str:
    return ".".join(str(it) for it in error["loc"])


def _pointer(error: Mapping[str, Any]) -> str:
    pointer = ""
    for token in error["loc"][1:]:
        pointer = join(pointer, token)
    return pointer


def _message(error: Mapping[str, Any]) -> str:
    """What pydantic says where that is of the model alone; a validator may say what it likes."""
    if error["type"] in _ERRORS and set(error.get("ctx", ())) <= _OF_THE_MODEL:
        return str(error["msg"])
    return "expected another value"
