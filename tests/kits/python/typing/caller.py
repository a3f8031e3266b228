"""What a type checker must make of a caller. It is checked, and never run."""

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from pydantic import TypeAdapter
from typing_extensions import assert_never, assert_type

from export_bundles import (
    DEFAULT_SOC2_CONTROLS,
    EvidenceBundle,
    EvidenceFields,
    ExecutiveDebriefBundle,
    ExportBundle,
    ExportBundleRequest,
    PolicyContext,
    ProblemViolation,
    SOC2Bundle,
    SOC2ControlMapping,
    TraceStepEvidence,
    Violation,
    generate_bundle_id,
    parse,
    utc_now,
)

context = PolicyContext(policy_snapshot_id="polsnap_1", active_policies=[{"limit": 4000}])
step = TraceStepEvidence(step_index=0, timestamp=utc_now(), step_type="reply", status="ok")
bundle = EvidenceBundle(
    run_id="run_1",
    trace_id="trace_1",
    tenant_id="tenant",
    policy_context=context,
    steps=[step],
)
soc2 = SOC2Bundle(
    bundle_id=generate_bundle_id("SOC2"),
    created_at=utc_now(),
    run_id="run_1",
    trace_id="trace_1",
    tenant_id="tenant",
    policy_context=context,
    control_mappings=DEFAULT_SOC2_CONTROLS,
)
ExportBundleRequest(incident_id="inc_1", bundle_type="soc2")

assert_type(bundle.bundle_id, str)
assert_type(bundle.bundle_type, Literal["evidence"])
assert_type(bundle.created_at, datetime)
assert_type(bundle.total_tokens, int)
assert_type(bundle.total_cost_cents, float)
assert_type(bundle.incident_id, str | None)
assert_type(bundle.steps, list[TraceStepEvidence])
assert_type(soc2.control_mappings, list[SOC2ControlMapping])
assert_type(bundle.model_dump_json(indent=2), str)
assert_type(EvidenceBundle.model_validate_json(b"{}"), EvidenceBundle)

assert_type(parse(EvidenceBundle, b"{}"), EvidenceBundle)
assert_type(parse("SOC2Bundle", "{}"), SOC2Bundle)
assert_type(parse("ExportBundle", "{}"), EvidenceBundle | SOC2Bundle | ExecutiveDebriefBundle)
assert_type(parse(ExportBundle, "{}"), EvidenceBundle | SOC2Bundle | ExecutiveDebriefBundle)
assert_type(parse(EvidenceFields, "{}"), EvidenceFields)
assert_type(parse(EvidenceBundle | SOC2Bundle, "{}"), EvidenceBundle | SOC2Bundle)
assert_type(parse(ProblemViolation, bytearray()), ProblemViolation)
assert_type(bundle.model_dump(mode="json", nulls=True, exclude={"steps"}), dict[str, Any])
assert_type(bundle.model_dump_json(nulls=True), str)
assert_type(generate_bundle_id(), str)


class Filed(EvidenceBundle):
    key: UUID


assert_type(parse(Filed, "{}"), Filed)
assert_type(parse(Filed, "{}").key, UUID)
assert_type(parse(Filed | SOC2Bundle, "{}"), Filed | SOC2Bundle)


def tokens(bundle: EvidenceFields) -> int:
    assert_type(bundle.steps, list[TraceStepEvidence])
    assert_type(bundle.created_at, datetime)
    return bundle.total_tokens


tokens(bundle)
tokens(soc2)


def by_member(read: ExportBundle) -> int | str:
    if read.bundle_type == "evidence":
        assert_type(read, EvidenceBundle)
        return len(read.steps)
    if read.bundle_type == "soc2":
        assert_type(read, SOC2Bundle)
        return len(read.control_mappings)
    assert_type(read, ExecutiveDebriefBundle)
    return read.risk_level


def by_class(read: ExportBundle) -> int | str:
    match read:
        case EvidenceBundle():
            return read.total_steps
        case SOC2Bundle(review_status=status):
            return status
        case ExecutiveDebriefBundle():
            return read.risk_level
        case _:
            assert_never(read)


def by_tag(read: ExportBundle) -> int | str:
    match read.bundle_type:
        case "evidence":
            return 0
        case "soc2":
            return 1
        case "executive_debrief":
            return 2
        case _:
            assert_never(read.bundle_type)


def reasons(violations: list[Violation]) -> list[str]:
    return [f"{it.pointer} {it.keyword} {it.message}" for it in violations]


adapter: TypeAdapter[EvidenceBundle | SOC2Bundle | ExecutiveDebriefBundle]
adapter = TypeAdapter(ExportBundle)
