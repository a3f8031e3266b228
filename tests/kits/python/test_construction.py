"""What a service does that used hand-written models: it constructs, changes and compares."""

import copy
import pickle
import re
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
from pydantic import ValidationError
from samples import NOON, evidence, step

import export_bundles
from export_bundles import (
    DEFAULT_SOC2_CONTROLS,
    EvidenceBundle,
    ExecutiveDebriefBundle,
    PolicyContext,
    SOC2Bundle,
    SOC2ControlMapping,
    generate_bundle_id,
    parse,
    utc_now,
)


@pytest.mark.parametrize("name", export_bundles.__all__)
def test_every_name_is_there(name: str) -> None:
    assert hasattr(export_bundles, name)


def test_old_names_stay() -> None:
    old = """EvidenceBundle SOC2Bundle ExecutiveDebriefBundle TraceStepEvidence PolicyContext
        SOC2ControlMapping ExportBundleRequest ExportBundleResponse ExportBundle generate_bundle_id
        utc_now DEFAULT_SOC2_CONTROLS"""
    assert set(old.split()) <= set(export_bundles.__all__)


def test_constructor_supplies_what_is_new_each_time() -> None:
    before = utc_now()
    first, second = evidence(), evidence()
    assert re.fullmatch("EVD-[0-9a-f]{32}", first.bundle_id)
    assert first.bundle_id != second.bundle_id
    assert first.bundle_type == "evidence"
    assert before <= first.created_at <= second.created_at <= utc_now()
    assert (first.exported_by, first.steps, first.total_tokens) == ("system", [], 0)
    assert first.steps is not second.steps


def test_constructor_keeps_what_it_is_given() -> None:
    bundle = evidence(bundle_id="EVD-0123456789ab", created_at=NOON)
    assert (bundle.bundle_id, bundle.created_at) == ("EVD-0123456789ab", NOON)


@pytest.mark.parametrize("member", ["bundle_id", "bundle_type", "created_at"])
def test_documents_must_hold_what_the_constructor_supplies(member: str) -> None:
    members = evidence().model_dump(mode="json")
    del members[member]
    with pytest.raises(ValidationError) as caught:
        EvidenceBundle.model_validate(members)
    assert [(it["type"], it["loc"]) for it in caught.value.errors()] == [("missing", (member,))]


def test_other_bundles() -> None:
    context = PolicyContext(policy_snapshot_id="polsnap_1")
    soc2 = SOC2Bundle(
        run_id="run_1",
        trace_id="trace_1",
        tenant_id="tenant",
        policy_context=context,
        control_mappings=DEFAULT_SOC2_CONTROLS,
    )
    assert soc2.bundle_id.startswith("SOC2-")
    assert soc2.criteria_covered == ["CC7.2", "CC7.3", "CC7.4"]
    assert [it.control_id for it in soc2.control_mappings] == soc2.criteria_covered
    debrief = ExecutiveDebriefBundle(
        incident_summary="It stopped.",
        business_impact="None.",
        risk_level="low",
        run_id="run_1",
        incident_id="inc_1",
        tenant_id="tenant",
        policy_violated="Budget",
        violation_time=NOON,
        detection_time=NOON,
    )
    assert debrief.bundle_id.startswith("EXEC-")
    assert debrief.classification == "INTERNAL"


def test_default_controls_are_mappings() -> None:
    assert [it.control_id for it in DEFAULT_SOC2_CONTROLS] == ["CC7.2", "CC7.3", "CC7.4"]
    assert all(isinstance(it, SOC2ControlMapping) for it in DEFAULT_SOC2_CONTROLS)
    for control in DEFAULT_SOC2_CONTROLS:
        assert parse(SOC2ControlMapping, control.model_dump_json()) == control


def test_bundle_ids() -> None:
    assert re.fullmatch("A9-[0-9a-f]{32}", generate_bundle_id("A9"))
    assert re.fullmatch("BND-[0-9a-f]{32}", generate_bundle_id())
    for prefix in ("", "evd", "9A", "A" * 17, "EVD-", "EVD\n"):
        with pytest.raises(ValueError, match="expected a prefix"):
            generate_bundle_id(prefix)


def test_now_is_in_utc() -> None:
    assert utc_now().utcoffset() == timedelta(0)


@pytest.mark.parametrize(
    ("given", "held"),
    [
        (NOON, "2026-03-14T12:00:00Z"),
        (NOON.astimezone(timezone(timedelta(hours=5, minutes=30))), "2026-03-14T12:00:00Z"),
        (NOON.replace(microsecond=1), "2026-03-14T12:00:00.000001Z"),
        ("2026-03-14T12:00:00.5Z", "2026-03-14T12:00:00.500000Z"),
        ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z"),
        ("9999-12-31T23:59:59.999999Z", "9999-12-31T23:59:59.999999Z"),
    ],
)
def test_timestamps(given: object, held: str) -> None:
    bundle = evidence(created_at=given)
    assert bundle.created_at.utcoffset() == timedelta(0)
    assert bundle.model_dump(mode="json")["created_at"] == held


_MOMENT = "expected a datetime with a time zone, or a UTC time such as 2026-03-14T09:26:53Z"


class FineMoment(datetime):
    """A datetime that knows nanoseconds, as some libraries have them."""

    nanosecond = 999


def test_finer_moments_are_cut() -> None:
    fine = FineMoment(2026, 3, 14, 12, 0, 0, 5, timezone.utc)
    assert type(evidence(created_at=fine).created_at) is datetime
    assert evidence(created_at=fine).created_at == NOON.replace(microsecond=5)


@pytest.mark.parametrize(
    ("given", "why"),
    [
        (datetime(2026, 3, 14, 12), "expected a datetime with a time zone, found one without"),
        (
            datetime.max.replace(tzinfo=timezone(timedelta(hours=-1))),
            "expected a datetime in the years 1 to 9999 of UTC",
        ),
        ("2026-03-14T12:00:00", _MOMENT),
        (1_773_489_600, _MOMENT),
        (None, _MOMENT),
    ],
)
def test_timestamps_that_are_none(given: object, why: str) -> None:
    with pytest.raises(ValidationError, match=re.escape(why)):
        evidence(created_at=given)


def test_a_pattern_is_told_in_words() -> None:
    with pytest.raises(ValidationError) as caught:
        evidence(bundle_id="EVD-3F2B")
    (error,) = caught.value.errors()
    assert error["type"] == "pattern"
    assert error["msg"] == (
        "expected an id such as EVD-3f2b8c9d4e5f, with 12 to 32 lower-case hexadecimal digits "
        "behind EVD-, found another string"
    )


@pytest.mark.parametrize(
    "members",
    [
        {"total_tokens": "3"},
        {"total_tokens": True},
        {"total_tokens": 1.5},
        {"total_tokens": 2**53},
        {"total_tokens": -1},
        {"total_cost_cents": "1.5"},
        {"total_cost_cents": True},
        {"total_cost_cents": float("nan")},
        {"total_cost_cents": float("inf")},
        {"total_cost_cents": 10**400},
        {"total_cost_cents": -0.5},
        {"run_id": ""},
        {"run_id": "x" * 257},
        {"run_id": "a\n"},
        {"run_id": b"run_1"},
        {"run_goal": "\ud800"},
        {"run_goal": 5},
        {"bundle_id": "EVD-0123456789ab\n"},
        {"bundle_type": "soc2"},
        {"termination_reason": "Because"},
        {"steps": None},
        {"steps": {}},
        {"policy_context": None},
        {"colour": "red"},
    ],
)
def test_what_no_document_holds_is_refused(members: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        evidence(**members)


@pytest.mark.parametrize(
    "policy",
    [
        {"limit": float("nan")},
        {"limit": float("-inf")},
        {"limit": 10**400},
        {"when": NOON},
        {"names": {"a"}},
        {"names": ("a",)},
        {1: "a"},
        {"name": "\ud800"},
        {"\ud800": 1},
    ],
)
def test_free_form_objects_hold_json_alone(policy: dict[Any, Any]) -> None:
    with pytest.raises(ValidationError):
        PolicyContext(policy_snapshot_id="polsnap_1", active_policies=[policy])


def test_whole_numbers_may_be_written_with_a_fraction() -> None:
    held = evidence(total_tokens=3.0, total_cost_cents=3)
    assert (held.total_tokens, held.total_cost_cents) == (3, 3.0)
    assert (type(held.total_tokens), type(held.total_cost_cents)) == (int, float)
    assert evidence(total_tokens=2**53 - 1).total_tokens == 2**53 - 1


def test_assignment_is_validated() -> None:
    bundle = evidence()
    bundle.total_tokens = 7
    assert bundle.total_tokens == 7
    with pytest.raises(ValidationError):
        bundle.total_tokens = -7
    with pytest.raises(ValidationError):
        bundle.created_at = datetime(2026, 3, 14)
    assert bundle.total_tokens == 7


def test_errors_never_repeat_values() -> None:
    with pytest.raises(ValidationError) as caught:
        evidence(run_id="secret-\n", total_tokens="secret", bundle_id="secret")
    assert "secret" not in str(caught.value)


def test_copies_are_equal() -> None:
    bundle = evidence(steps=[step()])
    assert bundle.model_copy(deep=True) == bundle == copy.deepcopy(bundle)
    assert pickle.loads(pickle.dumps(bundle)) == bundle
    assert bundle.model_copy(update={"run_goal": "another"}) != bundle
    assert EvidenceBundle.model_validate(bundle) is bundle
