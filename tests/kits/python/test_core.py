"""What must not depend on whether the package has its native core."""

import subprocess
from collections.abc import Callable
from datetime import timezone
from typing import Any

import pytest
from pydantic import ValidationError

from export_bundles import (
    ExportBundle,
    PolicyContext,
    Rejection,
    TraceStepEvidence,
    check,
    parse,
)

from samples import NOON, step

STEP = '{"status":"ok","step_index":0,"step_type":"a","timestamp":"2026-03-14T09:26:53Z"}'
CONTEXT = '{"policy_snapshot_id":"a","active_policies":[{"it":%s}]}'


@pytest.mark.parametrize("text", [STEP, STEP.encode(), bytearray(STEP, "utf-8")])
def test_check_takes_what_parse_takes(text: str | bytes | bytearray) -> None:
    check(TraceStepEvidence, text)
    check("TraceStepEvidence", text)


@pytest.mark.parametrize("text", ["{}", b"\xff", "\ud800", '{"a":1,"a":2}', STEP.replace("ok", "?")])
def test_check_refuses_as_parse_does(text: str | bytes) -> None:
    with pytest.raises(Rejection) as judged:
        check(TraceStepEvidence, text)
    with pytest.raises(Rejection) as read:
        parse(TraceStepEvidence, text)
    assert judged.value.violations == read.value.violations
    with pytest.raises(TypeError, match="expected a type of the contract or its title"):
        check("Step", text)


def test_check_judges_unions() -> None:
    with pytest.raises(Rejection, match="not an ExportBundle: at /bundle_type"):
        check(ExportBundle, '{"bundle_type":"soc3"}')


@pytest.mark.parametrize(
    ("numeral", "value", "written"),
    [
        ("0", 0, "0"),
        ("-0", -0.0, "-0.0"),
        ("-0.0", -0.0, "-0.0"),
        ("-1e-400", -0.0, "-0.0"),
        ("9223372036854775808", 2**63, "9223372036854775808"),
        ("18446744073709551615", 2**64 - 1, "18446744073709551615"),
        ("18446744073709551616", 2.0**64, "1.8446744073709552e+19"),
        ("-9223372036854775808", -(2**63), "-9223372036854775808"),
        ("-9223372036854775809", -(2.0**63), "-9.223372036854776e+18"),
        ("1e16", 1e16, "1e+16"),
        ("0.00001", 1e-05, "0.00001"),
        ("1e-6", 1e-06, "1e-6"),
        ("null", None, "null"),
    ],
)
def test_values_of_free_form_members(numeral: str, value: Any, written: str) -> None:
    context = parse(PolicyContext, CONTEXT % numeral)
    held = context.active_policies[0]["it"]
    assert (repr(held), type(held)) == (repr(value), type(value))
    expected = '{"policy_snapshot_id":"a","active_policies":[{"it":%s}]}'
    assert context.model_dump_json() == expected % written


def test_members_of_free_form_members_stand_as_they_stood() -> None:
    context = parse(PolicyContext, CONTEXT % '{"b":1,"a":[{"d":null,"c":2}]}')
    held = context.active_policies[0]["it"]
    assert (list(held), list(held["a"][0])) == (["b", "a"], ["d", "c"])
    assert '{"it":{"a":[{"c":2,"d":null}],"b":1}}' in context.model_dump_json()


def test_minus_zero_is_zero_where_a_number_is_asked_for() -> None:
    read = parse(TraceStepEvidence, STEP[:-1] + ',"cost_cents":-0.0,"tokens":-0}')
    assert (repr(read.cost_cents), repr(read.tokens)) == ("0.0", "0")


def test_moments_are_in_the_one_utc() -> None:
    assert parse(TraceStepEvidence, STEP).timestamp.tzinfo is timezone.utc
    assert TraceStepEvidence.model_validate_json(STEP).timestamp.tzinfo is timezone.utc


def test_a_class_of_a_caller_is_his_own() -> None:
    class Noted(TraceStepEvidence):
        note: str

    text = STEP[:-1] + ',"note":"n"}'
    noted = Noted.model_validate_json(text)
    assert noted.note == "n"
    assert noted.model_dump_json().endswith(',"note":"n"}')
    with pytest.raises(ValidationError):
        Noted.model_validate_json(STEP)


def test_what_pydantic_has_no_hook_for_is_written_as_it_is() -> None:
    made = step()
    made.__dict__["step_type"] = ""
    assert '"step_type":""' in made.model_dump_json()
    made.__dict__["step_index"] = -1
    assert '"step_index":-1' in made.model_dump_json()


def test_a_bytearray_may_change_afterwards() -> None:
    text = bytearray(STEP, "utf-8")
    read = parse(TraceStepEvidence, text)
    text[:] = b"{}"
    assert read == step(step_type="a", timestamp=NOON.replace(hour=9, minute=26, second=53))


def test_a_core_of_another_version_is_not_used(
    run: Callable[..., subprocess.CompletedProcess[str]],
) -> None:
    program = (
        "import sys, types\n"
        "other = types.ModuleType('export_bundles._core')\n"
        "other.VERSION, other.DOCUMENTS = '0.0.1', {'PolicyContext': None}\n"
        "sys.modules[other.__name__] = other\n"
        "from export_bundles import parse\n"
        'print(parse("PolicyContext", \'{"policy_snapshot_id":"a"}\').policy_snapshot_id)\n'
    )
    result = run("-c", program)
    assert result.stdout == "a\n", result.stderr
    assert "the compiled core is of version 0.0.1" in result.stderr
