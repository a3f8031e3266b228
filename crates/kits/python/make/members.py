"""What stands behind each member of a model: its type for the generator, and its `Field`."""

import re
from typing import Any

from brief import Schema
from definitions import Definitions, is_model, name_of
from keywords import Keywords
from refusal import Refusal
from scalars import is_scalar
from source import literal

_PLAIN = {"string": "Text", "integer": "Integer", "number": "Number", "boolean": "Boolean"}
_NULL = {"type": "null"}
# Whom a member may harm. It is published, and constrains nothing.
_SENSITIVITY = "x-sensitivity"

_NEW_ID = re.compile(r"\^([A-Z][A-Z0-9]{0,15})-\[0-9a-f\]\{(\d+),(\d+)\}\$")


class Members:
    """The members of all models."""

    def __init__(self, definitions: Definitions, module: str, keywords: Keywords) -> None:
        self._definitions = definitions
        self._module = module
        self._keywords = keywords

    def lowered(self, schema: Any, hint: str) -> Schema:
        """The schema that makes the generator name an exact type; `hint` names what has no name."""
        if isinstance(schema, bool):
            if not schema:
                raise Refusal(hint, "", "false", "no value would be accepted")
            return self._exact("JsonValue")
        rules = self._constraints(schema)
        if "$ref" in rules:
            return self._reference(rules, hint)
        if "anyOf" in rules:
            return {"anyOf": [self.lowered(rules["anyOf"][0], hint), _NULL]}
        if isinstance(rules.get("type"), list):
            (only,) = (one for one in rules["type"] if one != "null")
            return {"anyOf": [self.lowered({**rules, "type": only}, hint), _NULL]}
        if is_model(rules):
            return {"$ref": f"#/$defs/{self._definitions.hoist(hint, schema)}"}
        if is_scalar(rules):
            plain = list(rules) == ["type"]
            return self._exact(_PLAIN[rules["type"]]) if plain else self._hoisted(rules, hint)
        match rules.get("type"):
            case "array":
                items = self.lowered(rules.get("items", True), f"{hint}Item")
                return {"type": "array", "items": items}
            case "object" if isinstance(rules.get("additionalProperties"), dict):
                value = self.lowered(rules["additionalProperties"], f"{hint}Value")
                return {"type": "object", "additionalProperties": value}
            case "object" if rules.get("additionalProperties", True) is True:
                return self._exact("JsonObject")
            case None if not rules:
                return self._exact("JsonValue")
            case _:
                keyword = next(iter(rules))
                raise Refusal(hint, "", keyword, "no type of Python says what this schema says")

    def field(self, title: str, name: str, owner: Schema, fresh: list[str]) -> dict[str, Any]:
        """What the template writes of a member: marks of its type, and arguments of `Field`."""
        schema = owner["properties"][name]
        rules = self._definitions.resolve(schema)
        required = name in owner.get("required", ())
        marks, arguments = [], {}
        if required and name in fresh:
            marks.append("Supplied()")
            arguments["default_factory"] = self._fresh(title, name, rules)
        elif required and "const" in rules:
            marks.append("Supplied()")
            arguments["default"] = repr(rules["const"])
        elif "default" in schema:
            arguments |= self._default(title, name, schema["default"], rules)
        elif not required:
            arguments["default"] = "None"
            if not self._admits_null(rules):
                marks.append("NotNull()")
        for keyword, argument in (("minItems", "min_length"), ("maxItems", "max_length")):
            if keyword in rules:
                arguments[argument] = repr(rules[keyword])
        for keyword in ("description", "examples", "deprecated"):
            if keyword in schema:
                arguments[keyword] = literal(schema[keyword])
        if _SENSITIVITY in schema:
            arguments["json_schema_extra"] = literal({_SENSITIVITY: schema[_SENSITIVITY]})
        return {"marks": marks, "arguments": arguments}

    def _exact(self, name: str) -> Schema:
        return {"customTypePath": f"{self._module}.exact.{name}"}

    def _reference(self, rules: Schema, hint: str) -> Schema:
        name = name_of(rules)
        target = self._definitions.resolve(rules)
        if is_model(target):
            return {"$ref": f"#/$defs/{name}"}
        if is_scalar(target):
            return {"customTypePath": f"{self._module}.scalars.{name}"}
        return self.lowered(target, hint)

    def _hoisted(self, rules: Schema, hint: str) -> Schema:
        name = self._definitions.hoist(hint, rules)
        return {"customTypePath": f"{self._module}.scalars.{name}"}

    def _fresh(self, title: str, name: str, rules: Schema) -> str:
        if rules.get("format") == "date-time":
            return "utc_now"
        new_id = _NEW_ID.fullmatch(rules.get("pattern", ""))
        if new_id and int(new_id[2]) <= 32 <= int(new_id[3]):
            return f"lambda: new_id({new_id[1]!r})"
        why = "a fresh value is the present moment, or an id of a prefix and 32 hexadecimal digits"
        raise Refusal(title, f"/properties/{name}", "x-fresh", why)

    def _default(self, title: str, name: str, value: Any, rules: Schema) -> dict[str, str]:
        empty = value == [] or (value == {} and not is_model(rules))
        plain = isinstance(value, list) and is_scalar(self._definitions.resolve(rules["items"]))
        composed = isinstance(value, (dict, list)) and not empty and not plain
        if composed or "format" in rules:
            why = "the maker writes defaults of text, numbers, truth values and lists of them"
            raise Refusal(title, f"/properties/{name}", "default", why)
        if rules.get("type") == "number":
            value = float(value)
        # A list is copied by pydantic for each model.
        return {"default": literal(value)}

    def _admits_null(self, schema: Schema) -> bool:
        nullable = isinstance(schema.get("type"), list) or "anyOf" in schema
        return nullable or not self._constraints(schema)

    def _constraints(self, schema: Schema) -> Schema:
        """What constrains a value, without what only describes it."""
        return {name: it for name, it in schema.items() if not self._keywords.annotates(name)}
