"""Writing: the canonical form, byte for byte as Rust writes it."""

import json
import warnings
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError
from pydantic_core import PydanticSerializationError

from export_bundles import ExportBundle, PolicyContext, TraceStepEvidence, parse

LINES = Path(__file__).with_name("data") / "canonical.ndjson"
CASES = [json.loads(line) for line in LINES.read_text("utf-8").strip().split("\n")]
"""Texts, and what becomes of them when Rust reads and writes them."""


@pytest.mark.parametrize("case", CASES, ids=[f"{it['type']}-{at}" for at, it in enumerate(CASES)])
def test_canonical_form(case: dict[str, Any]) -> None:
    read: Any = parse(case["type"], case["text"])
    assert read.model_dump_json() == case["canonical"]
    assert parse(case["type"], case["canonical"]) == read
    assert json.loads(case["canonical"]) == read.model_dump(mode="json")


def step() -> TraceStepEvidence:
    text = '{"status":"ok","step_index":0,"step_type":"é","timestamp":"2026-03-14T09:26:53Z"}'
    return parse(TraceStepEvidence, text)


def test_options() -> None:
    assert step().model_dump_json(include={"status", "cost_cents"}) == (
        '{"cost_cents":0.0,"status":"ok"}'
    )
    assert step().model_dump_json(indent=2, exclude={"tokens", "is_inflection", "timestamp"}) == (
        '{\n  "step_index": 0,\n  "step_type": "é",\n  "cost_cents": 0.0,\n'
        '  "duration_ms": 0.0,\n  "status": "ok"\n}'
    )
    assert step().model_dump_json(ensure_ascii=True, include={"step_type"}) == (
        '{"step_type":"\\u00e9"}'
    )


def test_what_is_not_set_may_be_null() -> None:
    context = PolicyContext(policy_snapshot_id="polsnap_1", active_policies=[{"limit": None}])
    left_out = {"policy_snapshot_id": "polsnap_1", "active_policies": [{"limit": None}]}
    names = ["violated_policy_id", "violated_policy_name", "violation_type"]
    nulls = {**left_out, **dict.fromkeys([*names, "threshold_value", "actual_value"])}
    assert context.model_dump(mode="json") == left_out == json.loads(context.model_dump_json())
    assert context.model_dump(mode="json", nulls=True) == nulls == context.model_dump()
    assert context.model_dump_json(nulls=True, indent=2) == json.dumps(nulls, indent=2)
    assert context.model_dump(mode="json", nulls=True, exclude_none=True) == left_out
    assert parse(PolicyContext, context.model_dump_json(nulls=True)) == context


def test_indented_as_python_indents() -> None:
    context = PolicyContext(
        policy_snapshot_id="a", active_policies=[{}, {"b": [], "a": [1, {"c": None}]}]
    )
    members = json.loads(context.model_dump_json())
    for indent in (0, 1, 4):
        assert context.model_dump_json(indent=indent) == json.dumps(members, indent=indent)


def test_python_mode_is_pydantics() -> None:
    members = step().model_dump()
    assert members["content_hash"] is None
    assert members["timestamp"] == step().timestamp
    assert "content_hash" not in step().model_dump(mode="json")


def test_adapter_writes_the_same_members() -> None:
    text = CASES[0]["text"]
    bundle = parse(CASES[0]["type"], text)
    written = TypeAdapter(type(bundle)).dump_json(bundle)
    assert json.loads(written) == bundle.model_dump(mode="json")
    assert TypeAdapter(ExportBundle).json_schema()["oneOf"]


def copied(moment: datetime) -> TraceStepEvidence:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return step().copy(update={"timestamp": moment})


def held(moment: datetime) -> TraceStepEvidence:
    made = step()
    made.__dict__["timestamp"] = moment
    return made


WAYS: dict[str, Callable[[datetime], TraceStepEvidence]] = {
    "model_copy": lambda moment: step().model_copy(update={"timestamp": moment}),
    "copy": copied,
    "model_construct": lambda moment: TraceStepEvidence.model_construct(
        step_index=0, timestamp=moment, step_type="a", status="ok"
    ),
    "dict": held,
}
"""The ways of pydantic past its validation, of which the contract leaves one."""


@pytest.mark.parametrize("make", WAYS.values(), ids=WAYS)
def test_no_way_writes_another_moment(make: Callable[[datetime], TraceStepEvidence]) -> None:
    noon = datetime(2026, 1, 1, 12, tzinfo=timezone(timedelta(hours=2)))
    assert '"timestamp":"2026-01-01T10:00:00Z"' in make(noon).model_dump_json()
    assert make(noon).model_dump(mode="json")["timestamp"] == "2026-01-01T10:00:00Z"
    refused = PydanticSerializationError if make is held else ValidationError
    with pytest.raises(refused, match="with a time zone"):
        make(datetime(2026, 1, 1, 12)).model_dump_json()
