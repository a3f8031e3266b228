"""What constructors and assignments take beside what JSON has, and what they do not."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy
import pytest
from pydantic import ValidationError
from samples import NOON, evidence, step

from export_bundles import EvidenceBundle, PolicyContext, TraceStepEvidence, parse
from export_bundles.exact import Integer


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
    with pytest.raises(ValidationError, match="a UTC time such as"):
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


class Counted(EvidenceBundle):
    """A bundle with a number that has no limit."""

    count: Integer


@pytest.mark.parametrize("count", [2**60 + 1, numpy.int64(2**60 + 1), numpy.uint64(2**64 - 1)])
def test_large_numbers_stay_what_they_are(count: Any) -> None:
    assert Counted(**evidence().__dict__, count=count).count == int(count)
