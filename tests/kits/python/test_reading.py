"""Reading: what is accepted, and what is said of everything else."""

import json
import pickle
import sys
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from export_bundles import (
    EvidenceBundle,
    ExportBundle,
    PolicyContext,
    Position,
    Rejection,
    SOC2Bundle,
    TraceStepEvidence,
    Violation,
    parse,
)
from export_bundles.parsing import DOCUMENTS

STEP = '{"status":"ok","step_index":0,"step_type":"a","timestamp":"2026-03-14T09:26:53Z"}'
CONTEXT = '{"policy_snapshot_id":"a","active_policies":[%s]}'
EXAMPLES = Path(__file__).parents[3] / "schemas" / "v1" / "examples"
TITLES = {
    document.file.removesuffix(".schema.json"): title for title, document in DOCUMENTS.items()
}


def rejection(type: Any, text: str | bytes) -> Rejection:
    with pytest.raises(Rejection) as caught:
        parse(type, text)
    return caught.value


def found(type: Any, text: str | bytes) -> list[tuple[str, str]]:
    return [(it.pointer, it.keyword) for it in rejection(type, text).violations]


_OUT_OF_RANGE = "expected a number that an IEEE double holds, found a greater one"


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*/*/*.json")), ids=lambda it: it.stem)
def test_examples(path: Path) -> None:
    title = TITLES[path.parts[-3]]
    model: Any = DOCUMENTS[title].type
    try:
        parse(title, path.read_bytes())  # type: ignore[call-overload]
        lines = []
    except Rejection as error:
        lines = [f"{it.keyword} {it.pointer}" for it in error.violations]
    expected: list[str] = []
    if path.parent.name == "invalid":
        expected = path.with_suffix(".violations").read_text("utf-8").splitlines()
        if model is not ExportBundle:
            with pytest.raises(ValidationError):
                model.model_validate_json(path.read_bytes())
    assert sorted(lines) == sorted(expected)


def test_three_ways_to_name_a_type() -> None:
    assert parse("TraceStepEvidence", STEP) == parse(TraceStepEvidence, STEP.encode())
    assert parse(TraceStepEvidence, bytearray(STEP, "utf-8")).step_type == "a"
    for unknown in ("Step", int, None, dict):
        with pytest.raises(TypeError, match="expected a type of the contract or its title"):
            parse(unknown, STEP)  # type: ignore[call-overload]


def test_union() -> None:
    path = EXAMPLES / "soc2-bundle" / "valid"
    for text in (it.read_bytes() for it in sorted(path.glob("*.json"))):
        assert isinstance(parse(ExportBundle, text), SOC2Bundle)
        assert isinstance(TypeAdapter(ExportBundle).validate_json(text), SOC2Bundle)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[]", [("", "type")]),
        ("{}", [("", "required")]),
        ('{"bundle_type":"soc3"}', [("/bundle_type", "enum")]),
        ('{"bundle_type":["soc2"]}', [("/bundle_type", "type")]),
    ],
)
def test_union_without_a_branch(text: str, expected: list[tuple[str, str]]) -> None:
    assert sorted(found(ExportBundle, text)) == expected


@pytest.mark.parametrize(
    ("text", "pointer", "keyword", "message"),
    [
        (b"\xff", "", "encoding", "expected UTF-8, found bytes of another encoding"),
        (b"\xed\xa0\x80", "", "encoding", "expected UTF-8, found bytes of another encoding"),
        (
            b"\xef\xbb\xbf{}",
            "",
            "encoding",
            "expected UTF-8 without a byte-order mark, found one",
        ),
        ("\ufeff{}", "", "encoding", "expected UTF-8 without a byte-order mark, found one"),
        (
            '{"a":"\ud800"}',
            "",
            "encoding",
            "expected text that UTF-8 holds, found a lone surrogate",
        ),
        ("", "", "syntax", "EOF while parsing a value"),
        ("{} {}", "", "syntax", "trailing characters"),
        ('{"a":1,}', "", "syntax", "trailing comma"),
        ("{'a':1}", "", "syntax", "key must be a string"),
        ('{"a" 1}', "", "syntax", "expected `:`"),
        ('{"a":01}', "", "syntax", "invalid number"),
        ('{"a":1.}', "", "syntax", "invalid number"),
        ('{"a":NaN}', "", "syntax", "expected value"),
        ('{"a":Infinity}', "", "syntax", "expected value"),
        ('{"a":[1e400]}', "/a/0", "syntax", _OUT_OF_RANGE),
        ('{"a":' + "9" * 5000 + "}", "/a", "syntax", _OUT_OF_RANGE),
        ('{"a":"\\ud800"}', "", "syntax", "unexpected end of hex escape"),
        ('{"a":"\\udc00"}', "", "syntax", "lone leading surrogate in hex escape"),
        (
            '{"a":"\t"}',
            "",
            "syntax",
            "control character (\\u0000-\\u001F) found while parsing a string",
        ),
        ('{"a":tru', "", "syntax", "EOF while parsing a value"),
        (
            '{"a":{"b":[{"x/y":{"c":1,"\\u0063":2}}]}}',
            "/a/b/0/x~1y/c",
            "duplicateMember",
            "expected every member of the object once, found one twice",
        ),
        (
            "[" * 129,
            "",
            "depth",
            "expected arrays and objects nested at most 128 deep, found them deeper",
        ),
        (
            "[" * 100_000,
            "",
            "depth",
            "expected arrays and objects nested at most 128 deep, found them deeper",
        ),
    ],
)
def test_faults_of_the_text(text: str | bytes, pointer: str, keyword: str, message: str) -> None:
    (violation,) = rejection(PolicyContext, text).violations
    assert (violation.pointer, violation.keyword, violation.message) == (pointer, keyword, message)
    assert violation.position is not None
    with pytest.raises(ValidationError) as caught:
        PolicyContext.model_validate_json(text)
    (error,) = caught.value.errors()
    assert (error["type"], error["loc"]) == (keyword, ())
    assert message in error["msg"]


@pytest.mark.parametrize(
    ("text", "pointer", "keyword"),
    [
        ('{"a":1,"a":2,', "/a", "duplicateMember"),
        ('{"a":1,"a"', "/a", "duplicateMember"),
        ('{"a":1e400,"a":2}', "/a", "syntax"),
        ("[" * 129 + '{"a":1,"a":2}', "", "depth"),
        ('{"a":1,"a":' + "[" * 129, "/a", "duplicateMember"),
    ],
)
def test_the_first_fault_counts(text: str, pointer: str, keyword: str) -> None:
    assert found(PolicyContext, text) == [(pointer, keyword)]


def test_position_of_a_fault() -> None:
    (violation,) = rejection(PolicyContext, '{\n  "é": 1,\n}').violations
    assert violation.position == Position(3, 1)
    assert str(violation) == "at line 3, column 1: trailing comma"


def test_depth() -> None:
    # The context, its array and the policy are three levels.
    deepest = CONTEXT % ('{"a":' + "[" * 125 + "]" * 125 + "}")
    assert parse(PolicyContext, deepest).model_dump_json()
    assert found(PolicyContext, deepest.replace("[]", "[[]]")) == [("", "depth")]


@pytest.mark.parametrize("numeral", ["3", "3.0", "3e0", "30e-1", "0.3E+1"])
def test_whole_numbers(numeral: str) -> None:
    assert parse(TraceStepEvidence, STEP.replace("0,", f"{numeral},", 1)).step_index == 3


def test_messages_do_not_repeat_values() -> None:
    text = (
        STEP.replace('"ok"', '"secret"').replace('"a"', '"secret\\n"').replace("0", '"secret"', 1)
    )
    error = rejection(TraceStepEvidence, text)
    assert "secret" not in str(error)
    assert sorted(str(error).removeprefix("not a TraceStepEvidence: ").split("; ")) == [
        "at /status: expected one of `ok`, `warning`, `violation`, found another string",
        "at /step_index: expected an integer, found a string",
        "at /step_type: expected a name without control characters, found another string",
    ]


def test_unknown_members_are_named_and_cut() -> None:
    members = {**json.loads(STEP), **{f"{letter}{'x' * 70}": 0 for letter in "abcdefg"}}
    (violation,) = rejection(TraceStepEvidence, json.dumps(members)).violations
    names = ", ".join(f"`{letter}{'x' * 63}…`" for letter in "abcde")
    expected = f"expected only members that the schema names, found {names}, 2 more"
    assert violation == Violation("", "additionalProperties", expected)


@pytest.mark.parametrize("name", ["__proto__", "constructor", "__class__", "model_config", "self"])
def test_names_are_only_names(name: str) -> None:
    assert found(TraceStepEvidence, STEP[:-1] + f',"{name}":1}}') == [("", "additionalProperties")]


def test_a_hundred_violations_at_most() -> None:
    error = rejection(PolicyContext, CONTEXT % ",".join(["1"] * 150))
    assert len(error.violations) == 100
    assert error.is_truncated
    assert str(error).endswith("; and more")
    assert not rejection(PolicyContext, CONTEXT % ",".join(["1"] * 100)).is_truncated


def test_a_rejection_travels() -> None:
    error = rejection(EvidenceBundle, "{}")
    same = pickle.loads(pickle.dumps(error))
    assert (same.title, same.violations, str(same)) == (error.title, error.violations, str(error))


def test_pydantic_refuses_what_parse_refuses() -> None:
    with pytest.raises(ValidationError) as caught:
        TraceStepEvidence.model_validate_json(STEP.replace("0", "-1", 1))
    assert [it["loc"] for it in caught.value.errors()] == [("step_index",)]
    assert TraceStepEvidence.model_validate_json(STEP) == parse(TraceStepEvidence, STEP)


def test_a_pointer_is_made_only_of_a_fault() -> None:
    """A member's name may be as long as the text: a pointer for each item below it takes the square of that."""
    made = 0

    def count(frame: FrameType, event: str, _: object) -> None:
        nonlocal made
        made += event == "call" and frame.f_code.co_filename.endswith("pointer.py")

    items = [f'{{"a{index}": 1}}' for index in range(1000)]
    text = f'{{"bundle_type": "evidence", "{"a" * 1000}": [{", ".join(items)}]}}'
    sys.setprofile(count)
    try:
        violations = rejection("EvidenceBundle", text).violations
    finally:
        sys.setprofile(None)
    assert made <= 3 * len(violations)
