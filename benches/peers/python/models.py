"""The contract, as strict pydantic models: closed objects, no coercion, every bound and pattern."""

from datetime import datetime
from typing import Annotated, Any, Literal, Optional

from pydantic import BaseModel, ConfigDict, Field
from pydantic_core import core_schema


class _UtcMoment:
    """A string of the contract's form, then read into an aware `datetime`; both by pydantic-core."""

    PATTERN = (
        r"^(000[1-9]|00[1-9][0-9]|0[1-9][0-9]{2}|[1-9][0-9]{3})-(0[1-9]|1[0-2])-"
        r"(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]{1,6})?Z$"
    )

    def __get_pydantic_core_schema__(self, source, handler):
        return core_schema.chain_schema([
            core_schema.str_schema(pattern=self.PATTERN, strict=True),
            core_schema.datetime_schema(tz_constraint="aware", strict=False),
        ])


def _text(pattern):
    return Annotated[str, Field(pattern=pattern)]


Identifier = Annotated[
    str, Field(min_length=1, max_length=256, pattern=r"^[^\x00-\x1f\x7f-\x9f]*$")
]
EvidenceBundleId = _text(r"^EVD-[0-9a-f]{12,32}$")
ExecutiveDebriefBundleId = _text(r"^EXEC-[0-9a-f]{12,32}$")
Timestamp = Annotated[datetime, _UtcMoment()]
ContentHash = _text(r"^[0-9a-f]{64}$")
Count = Annotated[int, Field(ge=0, le=2**53 - 1)]
Amount = Annotated[float, Field(ge=0, allow_inf_nan=False)]
Slug = _text(r"^[a-z][a-z0-9_]{0,63}$")
NonEmptyText = Annotated[str, Field(min_length=1)]


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class TraceStepEvidence(_Model):
    step_index: Count
    timestamp: Timestamp
    step_type: Identifier
    tokens: Count = 0
    cost_cents: Amount = 0.0
    duration_ms: Amount = 0.0
    status: Literal["ok", "warning", "violation"]
    is_inflection: bool = False
    content_hash: Optional[ContentHash] = None


class PolicyContext(_Model):
    policy_snapshot_id: Identifier
    active_policies: list[dict[str, Any]] = Field(default_factory=list)
    violated_policy_id: Optional[Identifier] = None
    violated_policy_name: Optional[str] = None
    violation_type: Optional[Slug] = None
    threshold_value: Optional[str] = None
    actual_value: Optional[str] = None


class EvidenceBundle(_Model):
    bundle_id: EvidenceBundleId
    bundle_type: Literal["evidence"]
    created_at: Timestamp
    run_id: Identifier
    incident_id: Optional[Identifier] = None
    trace_id: Identifier
    tenant_id: Identifier
    agent_id: Optional[Identifier] = None
    policy_context: PolicyContext
    violation_step_index: Optional[Count] = None
    violation_timestamp: Optional[Timestamp] = None
    steps: list[TraceStepEvidence] = Field(default_factory=list)
    total_steps: Count = 0
    total_duration_ms: Amount = 0.0
    total_tokens: Count = 0
    total_cost_cents: Amount = 0.0
    run_goal: Optional[str] = None
    run_started_at: Optional[Timestamp] = None
    run_completed_at: Optional[Timestamp] = None
    termination_reason: Optional[Slug] = None
    exported_by: Identifier = "system"
    export_reason: Optional[str] = None
    content_hash: Optional[ContentHash] = None


class ExecutiveDebriefBundle(_Model):
    bundle_id: ExecutiveDebriefBundleId
    bundle_type: Literal["executive_debrief"]
    created_at: Timestamp
    incident_summary: NonEmptyText
    business_impact: NonEmptyText
    risk_level: Literal["low", "medium", "high", "critical"]
    run_id: Identifier
    incident_id: Identifier
    tenant_id: Identifier
    policy_violated: NonEmptyText
    violation_time: Timestamp
    detection_time: Timestamp
    recommended_actions: list[str] = Field(default_factory=list)
    remediation_status: Literal["pending", "in_progress", "completed"] = "pending"
    remediation_notes: Optional[str] = None
    time_to_detect_seconds: Count = 0
    time_to_contain_seconds: Optional[Count] = None
    cost_incurred_cents: Count = 0
    cost_prevented_cents: Optional[Count] = None
    prepared_for: Optional[str] = None
    prepared_by: Identifier = "system"
    classification: Literal["INTERNAL", "CONFIDENTIAL", "PUBLIC"] = "INTERNAL"


class ExportBundleRequest(_Model):
    incident_id: Identifier
    bundle_type: Literal["evidence", "soc2", "executive_debrief"] = "evidence"
    export_reason: Optional[str] = None
    include_raw_steps: bool = True
    prepared_for: Optional[str] = None
