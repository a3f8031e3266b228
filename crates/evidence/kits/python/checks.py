"""What each rule finds. What is said about it is in `table`."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal, TypeAlias

from ..models import EvidenceBundle, ExecutiveDebriefBundle, SOC2Bundle
from .finding import Note
from .seal import SealState
from .table import CRITERIA

_TOLERANCE = 1e-6
"""How far sums of amounts may lie apart: they depend on the order of their terms."""

Evidence: TypeAlias = EvidenceBundle | SOC2Bundle


@dataclass(frozen=True)
class Subject:
    """What rules look at."""

    bundle: EvidenceBundle | SOC2Bundle | ExecutiveDebriefBundle
    seal: SealState | Literal["impossible"]
    """What the document says of its seal, or that nobody can have made it."""
    inexact: str = ""
    """The pointer of a number that has no exact form."""


def _is_before(one: datetime | None, other: datetime | None) -> bool:
    return one is not None and other is not None and one < other


def _is_sum(total: float, amounts: list[float]) -> bool:
    result = 0.0
    for amount in amounts:
        result += amount
    return math.isfinite(result) and abs(total - result) <= _TOLERANCE * max(total, result)


def _steps_contiguous(bundle: Evidence, note: Note) -> None:
    for index, step in enumerate(bundle.steps):
        if step.step_index != index:
            note("steps", index, "step_index")


def _steps_chronological(bundle: Evidence, note: Note) -> None:
    for index in range(1, len(bundle.steps)):
        if bundle.steps[index].timestamp < bundle.steps[index - 1].timestamp:
            note("steps", index, "timestamp")


def _totals_match(bundle: Evidence, note: Note) -> None:
    steps = bundle.steps
    if not steps:
        return
    if bundle.total_steps != len(steps):
        note("total_steps")
    if bundle.total_tokens != sum(step.tokens for step in steps):
        note("total_tokens")
    if not _is_sum(bundle.total_cost_cents, [step.cost_cents for step in steps]):
        note("total_cost_cents")
    if not _is_sum(bundle.total_duration_ms, [step.duration_ms for step in steps]):
        note("total_duration_ms")


def _inflection_agrees(bundle: Evidence, note: Note) -> None:
    if not bundle.steps:
        return
    marked = [index for index, step in enumerate(bundle.steps) if step.is_inflection]
    for index in marked[1:]:
        note("steps", index, "is_inflection")
    if not marked:
        if bundle.violation_step_index is not None:
            note("violation_step_index")
        return
    step = bundle.steps[marked[0]]
    if step.status != "violation":
        note("steps", marked[0], "status")
    if bundle.violation_step_index != step.step_index:
        note("violation_step_index")
    if bundle.violation_timestamp != step.timestamp:
        note("violation_timestamp")


def _run_interval(bundle: Evidence, note: Note) -> None:
    if _is_before(bundle.run_completed_at, bundle.run_started_at):
        note("run_completed_at")


def _steps_in_run(bundle: Evidence, note: Note) -> None:
    for index, step in enumerate(bundle.steps):
        if _is_before(step.timestamp, bundle.run_started_at) or _is_before(
            bundle.run_completed_at, step.timestamp
        ):
            note("steps", index, "timestamp")
            return


def _created_after_run(bundle: Evidence, note: Note) -> None:
    if _is_before(bundle.created_at, bundle.run_completed_at):
        note("created_at")


def _policy_named(bundle: Evidence, note: Note) -> None:
    is_marked = bundle.violation_step_index is not None or any(
        step.is_inflection for step in bundle.steps
    )
    if is_marked and bundle.policy_context.violated_policy_id is None:
        note("policy_context", "violated_policy_id")


def _period_interval(bundle: SOC2Bundle, note: Note) -> None:
    if _is_before(bundle.compliance_period_end, bundle.compliance_period_start):
        note("compliance_period_end")


def _incident_in_period(bundle: SOC2Bundle, note: Note) -> None:
    moment = bundle.violation_timestamp
    if _is_before(moment, bundle.compliance_period_start) or _is_before(
        bundle.compliance_period_end, moment
    ):
        note("violation_timestamp")


def _review_consistent(bundle: SOC2Bundle, note: Note) -> None:
    is_reviewed = bundle.review_status != "PENDING"
    if (bundle.reviewed_by is not None) != is_reviewed:
        note("reviewed_by")
    if (bundle.reviewed_at is not None) != is_reviewed:
        note("reviewed_at")


def _follows_another(bundle: SOC2Bundle, note: Note) -> None:
    if bundle.follows == bundle.bundle_id:
        note("follows")


def _criteria_mapped(bundle: SOC2Bundle, note: Note) -> None:
    mapped = {mapping.control_id for mapping in bundle.control_mappings}
    if set(bundle.criteria_covered) != mapped:
        note("criteria_covered")


def _criteria_exist(bundle: SOC2Bundle, note: Note) -> None:
    for index, mapping in enumerate(bundle.control_mappings):
        if mapping.control_id not in CRITERIA:
            note("control_mappings", index, "control_id")
    for index, control in enumerate(bundle.criteria_covered):
        if control not in CRITERIA:
            note("criteria_covered", index)


def _detection_order(bundle: ExecutiveDebriefBundle, note: Note) -> None:
    if bundle.detection_time < bundle.violation_time:
        note("detection_time")
        return
    seconds = (bundle.detection_time - bundle.violation_time) // timedelta(seconds=1)
    if seconds != bundle.time_to_detect_seconds:
        note("time_to_detect_seconds")


def _reviewer_is_not_exporter(bundle: SOC2Bundle, note: Note) -> None:
    if bundle.reviewed_by == bundle.exported_by:
        note("reviewed_by")


def _attested_with_steps(bundle: SOC2Bundle, note: Note) -> None:
    if bundle.attestation_statement and not bundle.steps:
        note("attestation_statement")


def _policy_in_snapshot(bundle: Evidence, note: Note) -> None:
    violated = bundle.policy_context.violated_policy_id
    policies: list[Mapping[str, Any]] = list(bundle.policy_context.active_policies)
    if violated is not None and all(policy.get("id") != violated for policy in policies):
        note("policy_context", "violated_policy_id")


def _seal_matches(subject: Subject, note: Note) -> None:
    if subject.seal == "broken":
        note("content_hash")
    elif subject.seal == "impossible":
        note(pointer=subject.inexact)


def _unsealed(subject: Subject, note: Note) -> None:
    if not isinstance(subject.bundle, ExecutiveDebriefBundle) and subject.seal == "absent":
        note()


_EVIDENCE: dict[str, Callable[[Evidence, Note], None]] = {
    "steps-contiguous": _steps_contiguous,
    "steps-chronological": _steps_chronological,
    "totals-match": _totals_match,
    "inflection-agrees": _inflection_agrees,
    "run-interval": _run_interval,
    "steps-in-run": _steps_in_run,
    "created-after-run": _created_after_run,
    "policy-named": _policy_named,
    "policy-in-snapshot": _policy_in_snapshot,
}
_SOC2: dict[str, Callable[[SOC2Bundle, Note], None]] = {
    "period-interval": _period_interval,
    "incident-in-period": _incident_in_period,
    "review-consistent": _review_consistent,
    "follows-another": _follows_another,
    "criteria-mapped": _criteria_mapped,
    "criteria-exist": _criteria_exist,
    "reviewer-is-not-exporter": _reviewer_is_not_exporter,
    "attested-with-steps": _attested_with_steps,
}
_DEBRIEF: dict[str, Callable[[ExecutiveDebriefBundle, Note], None]] = {
    "detection-order": _detection_order,
}
_ANY: dict[str, Callable[[Subject, Note], None]] = {
    "seal-matches": _seal_matches,
    "unsealed": _unsealed,
}


def apply(rule: str, subject: Subject, note: Note) -> None:
    """Notes what the rule of that id finds."""
    bundle = subject.bundle
    if rule in _ANY:
        _ANY[rule](subject, note)
    elif rule in _EVIDENCE:
        if not isinstance(bundle, ExecutiveDebriefBundle):
            _EVIDENCE[rule](bundle, note)
    elif rule in _SOC2:
        if isinstance(bundle, SOC2Bundle):
            _SOC2[rule](bundle, note)
    elif isinstance(bundle, ExecutiveDebriefBundle):
        _DEBRIEF[rule](bundle, note)
