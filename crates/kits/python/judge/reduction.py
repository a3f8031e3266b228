"""From the errors of the package `jsonschema` to violations as all clients list them."""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker, ValidationError
from jsonschema.validators import extend

_LIMIT = 100
_FAULTS = {
    **dict.fromkeys(("const", "enum"), ("type",)),
    "format": ("minLength",),
    "pattern": ("minLength", "format"),
}
"""What a value fails for another reason, and for which: of one fault, one violation is told."""
_PARTS = re.compile(r"\\.|\[(?:\\.|[^\]\\])*\]|\$", re.DOTALL)
_DATE_TIME = re.compile(
    r"(\d{4}-\d\d-\d\d)[Tt](\d\d:\d\d):(\d\d)(?:\.\d+)?(?:[Zz]|([+-])((?:[01]\d|2[0-3]):[0-5]\d))",
    re.ASCII,
)


def _pattern(_: Any, pattern: str, instance: Any, __: Any) -> Iterator[ValidationError]:
    """`pattern` as ECMA-262 reads it: in Python `$` also stands before a final line break."""
    ended = _PARTS.sub(lambda part: r"\Z" if part[0] == "$" else part[0], pattern)
    if isinstance(instance, str) and not re.search(ended, instance):
        yield ValidationError("does not match")


def _is_date_time(instance: Any) -> bool:
    """RFC 3339. What the package brings along for it takes no leap second, and no lower case."""
    if not isinstance(instance, str):
        return True
    found = _DATE_TIME.fullmatch(instance)
    if found is None:
        return False
    date, time, second, sign, offset = found.groups()
    # The calendar of Python begins with the year 1; that of 400 is the same as that of 0.
    date = date.replace("0000-", "0400-")
    try:
        moment = datetime.strptime(f"{date} {time}", "%Y-%m-%d %H:%M")
    except ValueError:
        return False
    if second != "60":
        return second < "60"
    hours, minutes = map(int, (offset or "00:00").split(":"))
    ahead = timedelta(hours=hours, minutes=minutes)
    # Far from the ends of the calendar, where nothing can be added or taken away.
    moment = moment.replace(year=2000)
    moment = moment + ahead if sign == "-" else moment - ahead
    return (moment.hour, moment.minute) == (23, 59)


_FORMATS = FormatChecker(formats=())
_FORMATS.checks("date-time")(_is_date_time)
_VALIDATOR = extend(Draft202012Validator, {"pattern": _pattern})


class Judge:
    """Judges documents by one published schema."""

    def __init__(self, schema: Any) -> None:
        self._schema = schema
        self._validator = _VALIDATOR(schema, format_checker=_FORMATS)

    def violations(self, document: Any) -> list[dict[str, str]]:
        """What is wrong with a document: the first 100, each once."""
        found = dict.fromkeys(self._reduced(self._validator.iter_errors(document), document))
        told = [
            {"pointer": pointer, "keyword": keyword}
            for pointer, keyword in found
            if not any((pointer, fault) in found for fault in _FAULTS.get(keyword, ()))
        ]
        return told[:_LIMIT]

    def _reduced(
        self, errors: Iterable[ValidationError], document: Any
    ) -> Iterator[tuple[str, str]]:
        for error in errors:
            branch = self._branch(error, document)
            if branch is not None:
                inner = [it for it in error.context if it.schema_path[0] == branch]
                yield from self._reduced(inner, document)
            elif error.validator != "oneOf":
                pointer = "".join(f"/{_escaped(key)}" for key in error.absolute_path)
                yield pointer, str(error.validator)

    def _branch(self, error: ValidationError, document: Any) -> int | None:
        """Which alternative is meant: of a value or null the value, of a union the one that the tag
        names."""
        if error.validator == "anyOf" and error.validator_value[1:] == [{"type": "null"}]:
            return 0
        if error.validator == "oneOf" and isinstance(document, dict):
            for index, branch in enumerate(error.validator_value):
                if self._tags(branch).items() <= document.items():
                    return index
        return None

    def _tags(self, branch: Any) -> dict[str, Any]:
        """The members by which the union tells its branches apart, as this one has them."""
        properties = self._resolved(branch)["properties"]
        return {
            name: self._resolved(properties[name])["const"] for name in self._schema["properties"]
        }

    def _resolved(self, schema: Any) -> Any:
        while "$ref" in schema:
            schema = self._schema["$defs"][schema["$ref"].removeprefix("#/$defs/")]
        return schema


def _escaped(key: str | int) -> str:
    return str(key).replace("~", "~0").replace("/", "~1")
