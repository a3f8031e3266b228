"""What every type of the contract has in common."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from contextvars import ContextVar
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, get_args, get_origin

from pydantic import (
    BaseModel,
    ConfigDict,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    SerializerFunctionWrapHandler,
    ValidationError,
)
from pydantic.fields import FieldInfo
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, InitErrorDetails, PydanticCustomError, core_schema

from . import careful_reader, core, given, reader
from .core import Undecided
from .exact import Exact, NotNull
from .fault import Fault, Keyword
from .nesting import TOO_DEEP, is_too_deep
from .placeholder import PLACEHOLDER
from .rejection import Rejection
from .writer import write

if TYPE_CHECKING:
    from typing_extensions import Self


class Supplied:
    """Marks a member that the constructor supplies where its caller does not; JSON must hold it."""


_NULLS: ContextVar[bool] = ContextVar("nulls", default=False)
"""Whether members that are not set are being written as null."""


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
    absent = value._never_null if _NULLS.get() else value._optional
    return {
        name: member for name, member in members.items() if member is not None or name not in absent
    }


def _reading(field: FieldInfo) -> Callable[[Any], Any] | None:
    """What makes JSON's value of what a caller gives for a field, if anything else is taken."""
    branches = get_args(field.annotation)
    if any(get_origin(it) is list for it in (field.annotation, *branches)):
        return given.array
    marks = [*field.metadata]
    for branch in branches:
        marks += getattr(branch, "__metadata__", ())
    for mark in marks:
        if isinstance(mark, Exact) and mark.is_moment:
            return given.moment
        if isinstance(mark, Exact) and mark.is_number:
            return given.number
    return None


class Contract(BaseModel):
    """A type of the contract: closed, strict, and written in one form."""

    model_config = ConfigDict(
        extra="forbid",
        strict=True,
        validate_assignment=True,
        hide_input_in_errors=True,
        from_attributes=True,
        serialize_by_alias=True,
        protected_namespaces=(),
    )

    _supplied: ClassVar[dict[str, Callable[[], Any]]] = {}
    """How the constructor makes a member that its caller leaves out."""
    _optional: ClassVar[frozenset[str]] = frozenset()
    """The members that are not written where they are not set."""
    _never_null: ClassVar[frozenset[str]] = frozenset()
    """Those of them that no document sets to null."""
    _readings: ClassVar[dict[str, Callable[[Any], Any]]] = {}
    """How the value of a member is made of what a caller gives for it."""

    if not TYPE_CHECKING:
        # Hidden from type checkers, which know the members as arguments.
        def __init__(self, /, **members: Any) -> None:
            for name, make in self._supplied.items():
                if members.get(name, PLACEHOLDER) is PLACEHOLDER:
                    members[name] = make()
            cls = type(self)
            super().__init__(**{name: cls._given(name, it) for name, it in members.items()})
            cls._refuse_if_too_deep(self)

        # Reading a document does not go through here: it must hold the supplied members itself.
        __init__.__pydantic_base_init__ = True

        def __setattr__(self, name: str, value: Any) -> None:
            self._refuse_if_too_deep([value])
            super().__setattr__(name, self._given(name, value))

    @classmethod
    def model_construct(cls, _fields_set: set[str] | None = None, **values: Any) -> Self:
        """Validates as the constructor does: a model always holds what a document can."""
        model = cls(**values)
        if _fields_set is not None:
            object.__setattr__(model, "__pydantic_fields_set__", set(_fields_set))
        return model

    @classmethod
    def model_validate(cls, obj: Any, **options: Any) -> Self:
        """The model of an instance, of a dict as JSON has it, or of another object's attributes."""
        model = super().model_validate(obj, **options)
        cls._refuse_if_too_deep(model)
        return model

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """A copy, whose new members are validated as where they are assigned."""
        return super().model_copy(deep=deep)._with(update)

    def copy(self, *, update: Mapping[str, Any] | None = None, **options: Any) -> Self:
        """Pydantic's older name of `model_copy`."""
        return super().copy(**options)._with(update)

    def _with(self, update: Mapping[str, Any] | None) -> Self:
        for name, value in (update or {}).items():
            setattr(self, name, value)
        return self

    @classmethod
    def _given(cls, name: str, value: Any) -> Any:
        reading = cls._readings.get(name)
        return reading(value) if reading else value

    @classmethod
    def _refuse_if_too_deep(cls, value: Any) -> None:
        if is_too_deep(value):
            raise _error("depth", TOO_DEEP, cls.__name__)

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
        never_null: set[str] = set()
        readings: dict[str, Callable[[Any], Any]] = {}
        for name, field in cls.__pydantic_fields__.items():
            if reading := _reading(field):
                readings |= {name: reading, field.alias or name: reading}
            if any(isinstance(mark, Supplied) for mark in field.metadata):
                alias = field.alias or name
                supplied[alias] = partial(field.get_default, call_default_factory=True)
                # The schema of a class that stands already comes here a second time.
                if fields[name]["schema"]["type"] == "default":
                    fields[name]["schema"] = fields[name]["schema"]["schema"]
            elif not field.is_required() and field.get_default() is None:
                optional |= {name, field.alias or name}
                if any(isinstance(mark, NotNull) for mark in field.metadata):
                    never_null |= {name, field.alias or name}
        cls._supplied = supplied
        cls._optional = frozenset(optional)
        cls._never_null = frozenset(never_null)
        cls._readings = readings
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
        if not options and (model := core.of_model(cls)):
            with suppress(Undecided, Rejection):
                read: Self = model.decode(json_data)
                return read
        try:
            return super().model_validate(reader.read(json_data), **options)
        except (ValueError, RecursionError):
            try:
                careful_reader.read(json_data)
            except Fault as fault:
                raise _error(fault.keyword, str(fault), cls.__name__) from None
        # A subclass may have members that are of another type in Python than in JSON, such as a date.
        return super().model_validate_json(json_data, **options)

    def model_dump(
        self, *, mode: str = "python", nulls: bool = False, **options: Any
    ) -> dict[str, Any]:
        """The members; in the mode `json` those that are not set are left out, or null by `nulls`."""
        outer = _NULLS.set(nulls)
        try:
            return super().model_dump(mode=mode, **options)
        finally:
            _NULLS.reset(outer)

    def model_dump_json(
        self, *, indent: int | None = None, ensure_ascii: bool = False, **options: Any
    ) -> str:
        """The contract's canonical JSON; the options are those of `model_dump`."""
        if indent is None and not (ensure_ascii or options) and (model := core.of_model(type(self))):
            with suppress(Undecided):
                return model.write(self)
        members = self.model_dump(mode="json", **options)
        return write(members, indent=indent, ensure_ascii=ensure_ascii)


def _error(keyword: Keyword, why: str, title: str) -> ValidationError:
    error = PydanticCustomError(keyword, "{why}", {"why": why})
    details = InitErrorDetails(type=error, loc=(), input=None)
    return ValidationError.from_exception_data(title, [details], hide_input=True)
