"""What several types of the contract have in common."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Annotated, Any, ClassVar

from pydantic import Field, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from .contract import Contract

if TYPE_CHECKING:
    from typing_extensions import Self


class Common(Contract):
    """Members that types of the contract share, as a type of its own: it stands for each of these.

    It is for annotations and `isinstance`. What is validated as it becomes one of the types; it makes
    no models itself.
    """

    _told_apart_by: ClassVar[str | None] = None
    """The member that has another value in each of the types, if there is one."""

    if not TYPE_CHECKING:
        # Hidden from type checkers, which know the members as arguments.
        def __new__(cls, *_: Any, **members: Any) -> Self:
            if cls.is_shared():
                names = ", ".join(it.__name__ for it in cls.types())
                raise TypeError(f"{cls.__name__} is no document; make one of {names}")
            return super().__new__(cls)

    @classmethod
    def is_shared(cls) -> bool:
        """Whether it stands for other types: whether the class that has this method is right above."""
        return any("is_shared" in vars(above) for above in cls.__bases__)

    @classmethod
    def types(cls) -> list[type[Contract]]:
        """The types of the contract that it stands for."""
        found: list[type[Contract]] = []
        for it in cls.__subclasses__():
            if it.__module__ == cls.__module__:
                found += it.types() if it.is_shared() else [it]
        return sorted(found, key=lambda it: it.__name__)

    @classmethod
    def __pydantic_init_subclass__(cls, **options: Any) -> None:
        super().__pydantic_init_subclass__(**options)
        for above in cls.__mro__:
            if above is not cls and issubclass(above, Common) and above.is_shared():
                above.model_rebuild(force=True, raise_errors=False)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        types = cls.types() if cls.is_shared() else []
        if not types:
            return super().__get_pydantic_core_schema__(source, handler)
        form: Any = reduce(or_, types)
        if cls._told_apart_by and len(types) > 1:
            form = Annotated[form, Field(discriminator=cls._told_apart_by)]
        return handler.generate_schema(form)

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        if cls.is_shared():
            return handler(schema)
        return super().__get_pydantic_json_schema__(schema, handler)
