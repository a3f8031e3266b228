"""What the scalars of the contract are made of: types that hold what their schema accepts."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, TypeAlias

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, PydanticKnownError, core_schema

from . import words
from .constraints import Constraints
from .date_time import is_date_time, moment_of, text_of, utc_of
from .nesting import MAX_DEPTH, TOO_DEEP
from .numeral import LARGEST, SMALLEST
from .pattern import for_python, for_rust


@dataclass(frozen=True, eq=False)
class Exact(Constraints):
    """Holds a value to its published schema, and publishes that."""

    accept: Mapping[str, Any]
    """The schema of what is read."""
    emit: Mapping[str, Any] | None = None
    """The schema of what is written, where it differs."""

    @property
    def is_moment(self) -> bool:
        """Whether the value is a timestamp."""
        return "format" in self.accept

    @property
    def is_number(self) -> bool:
        """Whether the value is a number, whole or not."""
        return self.accept.get("type") in ("integer", "number")

    def __iter__(self) -> Iterator[Any]:
        yield from super().__iter__()
        # What pydantic finds last has the last word.
        yield _Held(self)


@dataclass(frozen=True, eq=False)
class _Held:
    """What an exact type is to pydantic, which unpacks it as well."""

    exact: Exact

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        schema = self.exact.accept
        if self.exact.is_moment:
            return _moment(schema)
        match schema.get("type"):
            case "string" if "enum" not in schema and "const" not in schema:
                return _text(schema)
            case "integer":
                return _integer(schema)
            case "number":
                return _number(schema)
            case "boolean":
                return core_schema.bool_schema(strict=True)
            case _:
                return handler(source)

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        if handler.mode == "serialization" and self.exact.emit is not None:
            return dict(self.exact.emit)
        return dict(self.exact.accept)


def _text(schema: Mapping[str, Any]) -> CoreSchema:
    # A length makes the engine look into the string, and find lone surrogates there.
    text = core_schema.str_schema(
        strict=True, min_length=schema.get("minLength", 0), max_length=schema.get("maxLength", 2**62)
    )
    if "pattern" not in schema:
        return text
    # The engine's own message has the pattern as it was translated for it, with escapes that nobody wrote.
    matching = core_schema.custom_error_schema(
        core_schema.str_schema(pattern=for_rust(schema["pattern"])),
        custom_error_type="pattern",
        custom_error_message="{why}",
        custom_error_context={"why": words.of("pattern", schema["pattern"], "", schema.get("x-expected"))},
    )
    return core_schema.chain_schema([text, matching])


def _integer(schema: Mapping[str, Any]) -> CoreSchema:
    def whole(value: Any) -> Any:
        """`3.0` is an integer, as JSON Schema has it."""
        return int(value) if type(value) is float and value.is_integer() else value

    limits = {
        "ge": schema.get("minimum"),
        "gt": schema.get("exclusiveMinimum"),
        "le": schema.get("maximum"),
        "lt": schema.get("exclusiveMaximum"),
        "multiple_of": schema.get("multipleOf"),
    }
    limits = {name: limit for name, limit in limits.items() if limit is not None}
    return core_schema.no_info_before_validator_function(
        whole, core_schema.int_schema(strict=True, **limits)
    )


def _number(schema: Mapping[str, Any]) -> CoreSchema:
    def number(value: Any) -> Any:
        """A number of JSON, where pydantic takes all that can be made one; minus zero becomes zero,
        which JSON cannot tell from it."""
        if isinstance(value, float):
            return value + 0.0
        if isinstance(value, int) and not isinstance(value, bool):
            return value
        raise PydanticKnownError("float_type")

    return core_schema.no_info_before_validator_function(
        number,
        core_schema.float_schema(
            strict=True,
            allow_inf_nan=False,
            ge=schema.get("minimum"),
            gt=schema.get("exclusiveMinimum"),
            le=schema.get("maximum"),
            lt=schema.get("exclusiveMaximum"),
        ),
    )


def _moment(schema: Mapping[str, Any]) -> CoreSchema:
    pattern = for_python(schema["pattern"])
    expected = schema.get("x-expected", f"a string in the format {schema['format']}")

    def read(value: Any) -> datetime:
        if isinstance(value, datetime):
            try:
                return utc_of(value)
            except ValueError as error:
                raise PydanticCustomError("timestamp", "{why}", {"why": str(error)}) from None
        if isinstance(value, str) and pattern.search(value) and is_date_time(value):
            return moment_of(value)
        why = f"expected a datetime with a time zone, or {expected}"
        raise PydanticCustomError("timestamp", "{why}", {"why": why})

    return core_schema.no_info_plain_validator_function(
        read,
        serialization=core_schema.plain_serializer_function_ser_schema(text_of, when_used="json"),
    )


@dataclass(frozen=True, eq=False)
class _FreeForm(Constraints):
    """Any JSON, as a JSON text can hold it."""

    accept: Mapping[str, Any]
    """Which JSON."""

    def __iter__(self) -> Iterator[Any]:
        yield from super().__iter__()
        yield _AnyJson()


class _AnyJson:
    """What free-form JSON is to pydantic."""

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.no_info_before_validator_function(
            _free_form,
            handler(source),
            serialization=core_schema.plain_serializer_function_ser_schema(
                _in_order, when_used="json"
            ),
        )


def _in_order(value: Any) -> Any:
    """The value with the members of every object in the order of their names."""
    if isinstance(value, dict):
        return {name: _in_order(value[name]) for name in sorted(value)}
    if isinstance(value, list):
        return [_in_order(item) for item in value]
    return value


def _free_form(value: Any) -> Any:
    try:
        return _json(value, 0)
    except ValueError as error:
        raise PydanticCustomError("json", "{why}", {"why": str(error)}) from None


def _json(value: Any, depth: int) -> Any:
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return _without_surrogates(value)
    if isinstance(value, int):
        return int(value) if SMALLEST <= value <= LARGEST else _double(value)
    if isinstance(value, float):
        return _double(value)
    if depth == MAX_DEPTH:
        raise ValueError(TOO_DEEP)
    if isinstance(value, list):
        return [_json(item, depth + 1) for item in value]
    if isinstance(value, dict) and all(isinstance(name, str) for name in value):
        return {_without_surrogates(name): _json(it, depth + 1) for name, it in value.items()}
    raise ValueError("expected a value that JSON holds, found another object of Python")


def _double(value: float) -> float:
    try:
        number = float(value)
    except OverflowError:
        number = math.inf
    if not math.isfinite(number):
        raise ValueError("expected a finite number, found one that JSON cannot hold")
    return number


def _without_surrogates(text: str) -> str:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        raise ValueError("expected a string of Unicode, found a lone surrogate") from None
    return text


class NotNull:
    """Marks a member that a document may leave out, and must not set to null."""

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.no_info_before_validator_function(_refuse_null, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        nullable = handler(schema)
        value: JsonSchemaValue = nullable["anyOf"][0]
        return value


def _refuse_null(value: Any) -> Any:
    if value is None:
        raise PydanticCustomError("null", "expected a value or no member at all, found null")
    return value


Text: TypeAlias = Annotated[str, Exact({"type": "string"})]
"""Any string of Unicode."""

Boolean: TypeAlias = Annotated[bool, Exact({"type": "boolean"})]
"""True or false, and no other value that Python takes for them."""

Integer: TypeAlias = Annotated[int, Exact({"type": "integer"})]
"""Any whole number."""

Number: TypeAlias = Annotated[float, Exact({"type": "number"})]
"""Any finite double."""

JsonObject: TypeAlias = Annotated[dict[str, Any], _FreeForm({"type": "object"})]
"""A JSON object of any shape."""

JsonValue: TypeAlias = Annotated[Any, _FreeForm({})]
"""Any JSON value."""
