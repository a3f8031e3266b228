"""Reads recorded lists of changes between two schemas, and writes whether one of them is said to break.

    python collect_changes.py TESTS > QUESTIONS

The folder TESTS holds `fixtures` of two schemas, `lhs` and `rhs`, and for each the list that the tool makes of them, as a
snapshot in Rust's debug format. Each becomes a line of JSON: the test, both schemas, and whether every document of `lhs`
is said to be one of `rhs`, which it is where no change breaks.
"""

import json
import re
import sys
from pathlib import Path

# What the tool says of each kind of change: whether it breaks, by its fields.
BREAKS = {
    "ArrayToTuple": lambda it: True,
    "ConstAdd": lambda it: True,
    "ConstRemove": lambda it: False,
    "EnumAdd": lambda it: it["lhs_has_no_enum"] == "true",
    "EnumRemove": lambda it: it["rhs_has_no_enum"] == "false",
    "FormatAdd": lambda it: True,
    "FormatChange": lambda it: True,
    "FormatRemove": lambda it: False,
    "MaxLengthAdd": lambda it: True,
    "MaxLengthChange": lambda it: int(it["new_value"]) < int(it["old_value"]),
    "MaxLengthRemove": lambda it: False,
    "MinLengthAdd": lambda it: True,
    "MinLengthChange": lambda it: int(it["new_value"]) > int(it["old_value"]),
    "MinLengthRemove": lambda it: False,
    "PatternAdd": lambda it: True,
    "PatternChange": lambda it: True,
    "PatternRemove": lambda it: False,
    "PropertyAdd": lambda it: it["lhs_additional_properties"] == "true",
    "PropertyRemove": lambda it: it["lhs_additional_properties"] == "false",
    "RangeAdd": lambda it: True,
    "RangeChange": lambda it: not is_wider(it["old_value"], it["new_value"]),
    "RangeRemove": lambda it: False,
    "RequiredAdd": lambda it: True,
    "RequiredRemove": lambda it: False,
    "TupleChange": lambda it: True,
    "TupleToArray": lambda it: False,
    "TypeAdd": lambda it: False,
    "TypeRemove": lambda it: True,
}


def is_wider(old, new):
    """Whether a bound, such as `Minimum(1.0,)`, takes all that another takes."""
    (was, before), (now, after) = (re.fullmatch(r"(\w+)\(([-\d.]+),?\)", it).groups() for it in (old, new))
    before, after = float(before), float(after)
    is_below = after <= before if now.endswith("Minimum") else after >= before
    return is_below and was in (now, f"Exclusive{now}")


def changes(snapshot):
    """The kind and the fields of each change."""
    text = snapshot.read_text(encoding="utf-8").split("\n---\n", 1)[1]
    for kind, body in re.findall(r"^        change: (\w+) \{\n(.*?)^        \},", text, re.M | re.S):
        fields = re.findall(r"^            (\w+): (.*?),\n(?=            \w|\Z)", body, re.M | re.S)
        yield kind, {name: re.sub(r"\s", "", value) for name, value in fields}


tests = Path(sys.argv[1])
for fixture in sorted((tests / "fixtures").rglob("*.json")):
    name = "__".join(fixture.relative_to(tests / "fixtures").parts)
    [snapshot] = (tests / "snapshots").glob(f"*@{name}.snap")
    schemas = json.loads(fixture.read_text(encoding="utf-8"))
    expected = not any(BREAKS[kind](fields) for kind, fields in changes(snapshot))
    question = {"test": name.removesuffix(".json"), "inner": schemas["lhs"], "outer": schemas["rhs"], "expected": expected}
    print(json.dumps(question))
