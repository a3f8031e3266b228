"""What a service does that used hand-written models: it constructs, changes and compares."""

import copy
import pickle
import re
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy
import pytest
from pydantic import ValidationError

import export_bundles
from export_bundles import (
    DEFAULT_SOC2_CONTROLS,
    EvidenceBundle,
    ExecutiveDebriefBundle,
    PolicyContext,
    SOC2Bundle,
    SOC2ControlMapping,
    TraceStepEvidence,
    generate_bundle_id,
    parse,
    utc_now,
)

NOON = datetime(2026, 3, 14, 12, tzinfo=timezone.utc)


def evidence(**members: Any) -> EvidenceBundle:
    context = PolicyContext(policy_snapshot_id="polsnap_1")
    required = {"run_id": "run_1", "trace_id": "trace_1", "tenant_id": "tenant"}
    return EvidenceBundle(**{**required, "policy_context": context, **members})


def step(**members: Any) -> TraceStepEvidence:
    required = {"step_index": 0, "timestamp": NOON, "step_type": "reply", "status": "ok"}
    return TraceStepEvidence(**{**required, **members})


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
        ("2026-03-14T12:00:00", "expected a datetime with a time zone, or a timestamp"),
        (1_773_489_600, "expected a datetime with a time zone, or a timestamp"),
        (None, "expected a datetime with a time zone, or a timestamp"),
    ],
)
def test_timestamps_that_are_none(given: object, why: str) -> None:
    with pytest.raises(ValidationError, match=re.escape(why)):
        evidence(created_at=given)


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


def nested(levels: int) -> Any:
    value: Any = []
    for _ in range(levels - 1):
        value = [value]
    return value


def context(levels: int) -> PolicyContext:
    """One whose document is nested this deep: two levels are above the policy, which is one."""
    return PolicyContext(
        policy_snapshot_id="polsnap_1", active_policies=[{"a": nested(levels - 3)}]
    )


def test_a_constructor_makes_what_can_be_read_alone() -> None:
    deepest = context(128)
    assert parse(PolicyContext, deepest.model_dump_json()) == deepest
    with pytest.raises(ValidationError, match="nested at most 128 deep"):
        context(129)


DEEP = {"policy_context": context(128)}
"""A member that is too deep within a bundle."""


@pytest.mark.parametrize(
    "make",
    [
        lambda: evidence(**DEEP),
        lambda: EvidenceBundle.model_construct(**{**evidence().__dict__, **DEEP}),
        lambda: EvidenceBundle.model_validate({**evidence().__dict__, **DEEP}),
        lambda: evidence().model_copy(update=DEEP),
        lambda: setattr(evidence(), "policy_context", DEEP["policy_context"]),
    ],
    ids=["constructor", "model_construct", "model_validate", "model_copy", "assignment"],
)
def test_no_way_makes_what_is_nested_too_deep(make: Any) -> None:
    with pytest.raises(ValidationError, match="nested at most 128 deep"):
        make()


def test_what_has_no_hook_is_not_written() -> None:
    bundle = evidence(policy_context=context(127))
    bundle.policy_context.active_policies[0]["a"] = nested(200)
    with pytest.raises(ValueError, match="nested at most 128 deep"):
        bundle.model_dump_json()


@pytest.mark.parametrize(
    "members", [{"total_tokens": -1}, {"colour": "red"}, {"run_id": ""}, {"created_at": None}]
)
def test_no_way_leads_past_validation(members: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        evidence().model_copy(update=members)
    with pytest.raises(ValidationError):
        EvidenceBundle.model_construct(**{**evidence().__dict__, **members})


def test_copies_leave_what_they_are_of() -> None:
    bundle = evidence()
    assert bundle.model_copy(update={"total_tokens": 7}).total_tokens == 7
    assert bundle.total_tokens == 0


class Row:
    """An object of another library, as a mapper to databases has them."""

    def __init__(self, **members: Any) -> None:
        self.__dict__.update(members)


def test_models_are_made_of_attributes() -> None:
    row = Row(**{**step().__dict__, "step_type": "call"})
    made = TraceStepEvidence.model_validate(row)
    assert made == step(step_type="call")
    policies = Row(**PolicyContext(policy_snapshot_id="polsnap_1").__dict__)
    bundle = EvidenceBundle.model_validate(
        Row(**{**evidence().__dict__, "steps": [row], "policy_context": policies})
    )
    assert (bundle.steps, bundle.policy_context.policy_snapshot_id) == ([made], "polsnap_1")
    assert TraceStepEvidence.model_validate(row, from_attributes=True) == made
    with pytest.raises(ValidationError):
        TraceStepEvidence.model_validate(Row(step_index=0))


@pytest.mark.parametrize(
    ("given", "held"),
    [
        ({"steps": ()}, []),
        ({"total_tokens": Decimal("12")}, 12),
        ({"total_tokens": Decimal("12.00")}, 12),
        ({"total_tokens": Fraction(12, 4)}, 3),
        ({"total_tokens": numpy.int64(2**53 - 1)}, 2**53 - 1),
        ({"total_tokens": numpy.uint8(7)}, 7),
        ({"total_tokens": numpy.float64(7)}, 7),
        ({"total_cost_cents": Decimal("12.10")}, 12.1),
        ({"total_cost_cents": numpy.float32(1.5)}, 1.5),
        ({"total_cost_cents": numpy.float64(1.1)}, 1.1),
        ({"total_cost_cents": numpy.int32(2)}, 2.0),
        ({"created_at": "2026-03-14T14:00:00+02:00"}, NOON),
        ({"created_at": "2026-03-14T12:00:00+00:00"}, NOON),
        ({"run_started_at": "2026-03-14T14:00:00.5+02:00"}, NOON.replace(microsecond=500_000)),
    ],
)
def test_what_means_the_same_is_taken(given: dict[str, Any], held: object) -> None:
    (name,) = given
    for bundle in (evidence(**given), evidence().model_copy(update=given)):
        value = getattr(bundle, name)
        assert (value, type(value)) == (held, type(held))
    assert parse(EvidenceBundle, bundle.model_dump_json()) == bundle


@pytest.mark.parametrize(
    "members",
    [
        {"steps": ""},
        {"steps": set()},
        {"total_tokens": Decimal("12.5")},
        {"total_tokens": Decimal("NaN")},
        {"total_cost_cents": Decimal("0.10000000000000000000001")},
        {"total_cost_cents": Decimal("1e999")},
        {"total_cost_cents": Fraction(1, 3)},
        {"total_cost_cents": numpy.float64("nan")},
        {"total_cost_cents": numpy.bool_(True)},
        {"run_id": Decimal("1")},
        {"created_at": "2026-03-14T12:00:00"},
        {"created_at": "yesterday"},
    ],
)
def test_what_means_another_is_not(members: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        evidence(**members)


def test_texts_with_an_offset_are_for_constructors_alone() -> None:
    members = {**evidence().model_dump(mode="json"), "created_at": "2026-03-14T12:00:00+00:00"}
    with pytest.raises(ValidationError, match="a timestamp in UTC"):
        EvidenceBundle.model_validate(members)


class Located(EvidenceBundle):
    """A bundle with members of a service's own, whose types JSON does not have."""

    place: tuple[float, float]
    price: Decimal
    _seen: tuple[str, ...] = ()


def test_members_of_a_subclass_are_taken_as_pydantic_takes_them() -> None:
    bundle = Located(**evidence().__dict__, place=(1.5, 2.5), price=Decimal("12.10"))
    bundle._seen = ("a",)
    assert (bundle.place, bundle.price, bundle._seen) == ((1.5, 2.5), Decimal("12.10"), ("a",))
    bundle.place = (3.5, 4.5)
    assert bundle.place == (3.5, 4.5)
    with pytest.raises(ValidationError):
        bundle.place = [1.5, 2.5]  # type: ignore[assignment]
