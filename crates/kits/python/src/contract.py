"""What every type of the contract has in common."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from pydantic import (
    BaseModel,
    ConfigDict,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    SerializerFunctionWrapHandler,
    ValidationError,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, InitErrorDetails, PydanticCustomError, core_schema

from . import careful_reader, reader
from .fault import Fault
from .writer import write

if TYPE_CHECKING:
    from typing_extensions import Self


class Supplied:
    """Marks a member that the constructor supplies where its caller does not; JSON must hold it."""


def _fields(model: Any) -> Any:
    """The fields in a model's schema, below validators of the whole."""
    while model["type"] != "model-fields":
        model = model["schema"]
    return model["fields"]


def _without_unset(
    value: Any, handler: SerializerFunctionWrapHandler, info: core_schema.SerializationInfo
) -> Any:
    members = handler(value)
    if not info.mode_is_json():
        return members
    return {
        name: member
        for name, member in members.items()
        if member is not None or name not in value._optional
    }


class Contract(BaseModel):
    """A type of the contract: closed, strict, and written in one form."""

    model_config = ConfigDict(
        extra="forbid",
        strict=True,
        validate_assignment=True,
        hide_input_in_errors=True,
        serialize_by_alias=True,
        protected_namespaces=(),
    )

    _supplied: ClassVar[dict[str, Callable[[], Any]]] = {}
    """How the constructor makes a member that its caller leaves out."""
    _optional: ClassVar[frozenset[str]] = frozenset()
    """The members that are not written where they are not set."""

    if not TYPE_CHECKING:
        # Hidden from type checkers, which know the members as arguments.
        def __init__(self, /, **members: Any) -> None:
            for name, make in self._supplied.items():
                if name not in members:
                    members[name] = make()
            super().__init__(**members)

        # Reading a document does not go through here: it must hold the supplied members itself.
        __init__.__pydantic_base_init__ = True

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        reference = handler(source)
        model: Any = handler.resolve_ref_schema(reference)
        model["serialization"] = core_schema.wrap_serializer_function_ser_schema(
            _without_unset, info_arg=True
        )
        fields = _fields(model)
        supplied: dict[str, Callable[[], Any]] = {}
        optional: set[str] = set()
        for name, field in cls.__pydantic_fields__.items():
            if any(isinstance(mark, Supplied) for mark in field.metadata):
                alias = field.alias or name
                supplied[alias] = partial(field.get_default, call_default_factory=True)
                # The schema of a class that stands already comes here a second time.
                if fields[name]["schema"]["type"] == "default":
                    fields[name]["schema"] = fields[name]["schema"]["schema"]
            elif not field.is_required() and field.get_default() is None:
                optional |= {name, field.alias or name}
        cls._supplied = supplied
        cls._optional = frozenset(optional)
        return reference

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        reference = handler(schema)
        published = handler.resolve_ref_schema(reference)
        for name, field in cls.__pydantic_fields__.items():
            alias = field.alias or name
            member = published["properties"][alias]
            member.pop("title", None)
            if alias in cls._optional or handler.mode == "serialization":
                member.pop("default", None)
        if handler.mode == "serialization":
            published["required"] = [
                name for name in published["properties"] if name not in cls._optional
            ]
        return reference

    @classmethod
    def model_validate_json(cls, json_data: str | bytes | bytearray, **options: Any) -> Self:
        """Reads a document as strictly as `parse`, and raises pydantic's own error."""
        try:
            return cls.model_validate(reader.read(json_data), **options)
        except (ValueError, RecursionError):
            try:
                document = careful_reader.read(json_data)
            except Fault as fault:
                raise _error_of(fault, cls.__name__) from None
        return cls.model_validate(document, **options)

    def model_dump_json(
        self, *, indent: int | None = None, ensure_ascii: bool = False, **options: Any
    ) -> str:
        """The contract's canonical JSON; the options are those of `model_dump`."""
        members = self.model_dump(mode="json", **options)
        return write(members, indent=indent, ensure_ascii=ensure_ascii)


def _error_of(fault: Fault, title: str) -> ValidationError:
    error = PydanticCustomError(fault.keyword, "{why}", {"why": str(fault)})
    details = InitErrorDetails(type=error, loc=(), input=None)
    return ValidationError.from_exception_data(title, [details], "json", hide_input=True)
