"""Models that have what they must have, and what a test gives them."""

from datetime import datetime, timezone
from typing import Any

from export_bundles import EvidenceBundle, PolicyContext, TraceStepEvidence

NOON = datetime(2026, 3, 14, 12, tzinfo=timezone.utc)


def evidence(**members: Any) -> EvidenceBundle:
    context = PolicyContext(policy_snapshot_id="polsnap_1")
    required = {"run_id": "run_1", "trace_id": "trace_1", "tenant_id": "tenant"}
    return EvidenceBundle(**{**required, "policy_context": context, **members})


def step(**members: Any) -> TraceStepEvidence:
    required = {"step_index": 0, "timestamp": NOON, "step_type": "reply", "status": "ok"}
    return TraceStepEvidence(**{**required, **members})
