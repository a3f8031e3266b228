"""Answers what FastAPI refuses with problem details (RFC 9457), which hold nothing of what was sent.

FastAPI's own answer repeats the values that it refuses. Here a body of the contract is read once more,
by `parse`, and its sender is told what a service in Rust would answer.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Iterable, Mapping
from contextlib import suppress
from json import JSONDecodeError
from typing import TYPE_CHECKING, Any

from fastapi import FastAPI, Request, Response, params
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.routing import APIRoute

from . import careful_reader, foreign, reader
from .described import describe_refusals
from .fault import Fault
from .parsing import FORMS
from .problem import MEDIA_TYPE, Kind, of_rejection, problem
from .rejection import Rejection

if TYPE_CHECKING:
    from pydantic.fields import FieldInfo

    from .form import Form

__all__ = ["Route", "install"]


class Route(APIRoute):
    """A route whose bodies in JSON are read as strictly as `parse` reads: as I-JSON (RFC 7493).

    FastAPI reads by itself, and keeps the last of duplicate members. A body of the contract, or of a
    subclass of one of its types, is read by `parse`.
    """

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """What FastAPI calls for each request."""
        handle = super().get_route_handler()

        async def handle_strictly(request: Request) -> Response:
            return await handle(_StrictRequest(request))

        return handle_strictly


class _StrictRequest(Request):
    """A request whose body is read as I-JSON."""

    def __init__(self, outer: Request) -> None:
        super().__init__(outer.scope, outer.receive)
        self._outer = outer

    async def body(self) -> bytes:
        """The body, which the outer request keeps for whoever says what is wrong with it."""
        if not hasattr(self, "_body"):
            self._body = await self._outer.body()
        return self._body

    async def json(self) -> Any:
        """The model of a body of the contract; for FastAPI to refuse, or to take, any other value."""
        body = await self.body()
        form = _form(self)
        if form is not None:
            with suppress(Rejection):
                return form.decode(body)
        try:
            # Only the careful reader finds lone surrogates, which nobody writes without an escape.
            return careful_reader.read(body) if b"\\u" in body else reader.read(body)
        except (ValueError, RecursionError):
            raise JSONDecodeError("this is no I-JSON (RFC 7493)", "", 0) from None


def install(app: FastAPI) -> None:
    """Makes the application answer a request that it refuses with a problem.

    A body that is no JSON gets 400, one that breaks its schema 422 with every violation by JSON
    Pointer; a query, a path or a header that is not understood gets 400. Routers that are included,
    before or after, answer so too. Routes that are added to the application itself from now on are of
    the class `Route`; a router has it by `APIRouter(route_class=Route)`. The application's OpenAPI
    document describes these answers, but where an operation has words of its own for a status.
    """
    app.add_exception_handler(RequestValidationError, _refused)
    make = app.openapi

    def openapi() -> dict[str, Any]:
        document = make()
        describe_refusals(document)
        return document

    app.openapi = openapi  # type: ignore[method-assign]
    if app.router.route_class is APIRoute:
        app.router.route_class = Route


async def _refused(request: Request, error: Exception) -> JSONResponse:
    # FastAPI calls the handler for this exception alone.
    assert isinstance(error, RequestValidationError)
    details = await _details(request, error.errors())
    return JSONResponse(details, status_code=details["status"], media_type=MEDIA_TYPE)


async def _details(request: Request, errors: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    in_body = [error for error in errors if error["loc"][:1] == ("body",)]
    if not in_body:
        reasons = "; ".join(f"`{_name(error)}`: {foreign.message(error)}" for error in errors)
        return problem(Kind.BAD_REQUEST, f"Parameters are not as they are described: {reasons}.")
    if _expects_json(request) and not _is_json(request) and await request.body():
        detail = "Declare the body once, as `Content-Type: application/json` (or `+json`)."
        return problem(Kind.WRONG_MEDIA_TYPE, detail)
    form = _form(request)
    if form is not None:
        try:
            form.decode(await request.body())
        except Rejection as rejection:
            return of_rejection(rejection)
    if any(error["type"] == "json_invalid" for error in in_body):
        try:
            careful_reader.read(await request.body())
        except Fault as fault:
            return of_rejection(Rejection.of_fault("I-JSON document", fault))
    violations = [foreign.violation(error, above=1) for error in in_body]
    return problem(Kind.INVALID, "`violations` lists what to mend.", violations)


def _body(request: Request) -> FieldInfo | None:
    """What the route says of the body, if it takes one."""
    route = request.scope.get("route")
    if not isinstance(route, APIRoute) or route.body_field is None:
        return None
    return route.body_field.field_info


def _expects_json(request: Request) -> bool:
    body = _body(request)
    return body is not None and not isinstance(body, params.Form)


def _form(request: Request) -> Form | None:
    """What of the contract the whole body is to be, if it is."""
    body = _body(request)
    try:
        return FORMS.find(body.annotation) if body is not None else None
    except TypeError:
        return None


def _is_json(request: Request) -> bool:
    essence = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    subtype = essence.removeprefix("application/")
    return subtype != essence and (subtype == "json" or subtype.endswith("+json"))


def _name(error: Mapping[str, Any]) -> str:
    return ".".join(str(it) for it in error["loc"])
