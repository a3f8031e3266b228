"""The module of scalars: strings, numbers and moments with rules of their own."""

from brief import Schema
from definitions import Definitions
from source import documentation, literal

_PYTHON = {"string": "str", "integer": "int", "number": "float", "boolean": "bool"}


def is_scalar(schema: Schema) -> bool:
    """Whether a schema is of one value that Python has a type for."""
    kind = schema.get("type")
    return "enum" in schema or "const" in schema or (isinstance(kind, str) and kind in _PYTHON)


def render(definitions: Definitions) -> str:
    """The source of the module."""
    parts = [
        '"""Strings, numbers and moments with rules of their own."""',
        "from typing import Annotated, Literal, TypeAlias",
        "from pydantic import AwareDatetime",
        "from .exact import Exact",
    ]
    for name, schema in definitions.scalars.items():
        if is_scalar(schema):
            rules = [_rules(schema), _rules(definitions.emit(name))]
            arguments = ", ".join(map(literal, rules[:1] if rules[0] == rules[1] else rules))
            parts.append(f"{name}: TypeAlias = Annotated[{_python(schema)}, Exact({arguments})]")
            if "description" in schema:
                parts.append(documentation(schema["description"]) + "\n")
    return "\n".join(parts) + "\n"


def names(definitions: Definitions) -> list[str]:
    """The names that the module defines."""
    return [name for name, schema in definitions.scalars.items() if is_scalar(schema)]


def _rules(schema: Schema) -> Schema:
    """What a schema says to programs; its description is for people, and stands below."""
    return {keyword: value for keyword, value in schema.items() if keyword != "description"}


def _python(schema: Schema) -> str:
    values = [schema["const"]] if "const" in schema else schema.get("enum")
    if values is not None:
        return f"Literal[{', '.join(map(repr, values))}]"
    if "format" in schema:
        return "AwareDatetime"
    return _PYTHON[schema["type"]]
