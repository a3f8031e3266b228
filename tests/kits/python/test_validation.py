"""No way of pydantic leads past validation, but those that have no hook."""

from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError
from samples import evidence

from export_bundles import EvidenceBundle, PolicyContext, parse


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
    # The writer of pydantic asks nobody.
    assert TypeAdapter(EvidenceBundle).dump_json(bundle)


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
