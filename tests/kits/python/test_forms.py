"""What may be given to `parse`: every type that a checker lets through is read, anything else is named."""

from datetime import date, datetime
from typing import Annotated, Any, Optional, Union
from uuid import UUID

import pytest
from pydantic import Field, ValidationError
from samples import NOON, evidence, step

from export_bundles import (
    EvidenceBundle,
    EvidenceFields,
    ExecutiveDebriefBundle,
    ExportBundle,
    ProblemViolation,
    Rejection,
    Run,
    SOC2Bundle,
    TraceStepEvidence,
    parse,
)
from export_bundles.contract import Contract

BUNDLE = evidence(steps=[step()])
TEXT = BUNDLE.model_dump_json()


class Filed(EvidenceBundle):
    """A bundle with members that JSON has no types for."""

    day: date
    key: UUID
    place: tuple[float, float]
    noted: datetime | None = None


FILED = Filed(
    **BUNDLE.__dict__,
    day=date(2026, 3, 14),
    key=UUID("7f2b8c9d-4e5f-4a6b-8c7d-9e0f1a2b3c4d"),
    place=(52.5, 13.4),
    noted=NOON,
)


def violations(form: Any, text: str | bytes) -> list[tuple[str, str]]:
    with pytest.raises(Rejection) as caught:
        parse(form, text)
    return [(it.pointer, it.keyword) for it in caught.value.violations]


@pytest.mark.parametrize(
    "form",
    [
        EvidenceBundle | SOC2Bundle,
        Union[SOC2Bundle, EvidenceBundle],
        Annotated[EvidenceBundle | SOC2Bundle, Field(discriminator="bundle_type")],
        SOC2Bundle | EvidenceBundle | ExecutiveDebriefBundle,
        EvidenceBundle | Run,
        ExportBundle | Run,
        EvidenceFields,
        EvidenceFields | Run,
        Filed | EvidenceBundle,
    ],
)
def test_unions(form: Any) -> None:
    assert parse(form, TEXT) == BUNDLE
    assert type(parse(form, TEXT.encode())) is EvidenceBundle
    assert violations(form, TEXT[:-1]) == [("", "syntax")]
    assert violations(form, TEXT[:-1] + ',"steps":[]}') == [("/steps", "duplicateMember")]


def test_some_branches_of_a_union_are_told_apart_as_all_are() -> None:
    form = EvidenceBundle | SOC2Bundle
    assert violations(form, '{"bundle_type": "executive_debrief"}') == [("/bundle_type", "enum")]
    assert violations(form, "[]") == [("", "type")]
    with pytest.raises(Rejection, match="^not an EvidenceBundle or SOC2Bundle: ") as caught:
        parse(form, TEXT.replace("run_1", ""))
    (violation,) = caught.value.violations
    assert (violation.pointer, violation.keyword) == ("/run_id", "minLength")


def test_where_nothing_tells_types_apart_they_have_one_violation() -> None:
    assert violations(EvidenceBundle | Run, "{}") == [("", "anyOf")]


def test_a_part_is_held_to_its_definition() -> None:
    part = ProblemViolation(pointer="", keyword="type", message="expected an object")
    assert parse(ProblemViolation, part.model_dump_json()) == part
    assert violations(ProblemViolation, '{"pointer": 1, "keyword": "a"}') == [
        ("", "required"),
        ("/pointer", "type"),
    ]


def test_a_subclass_is_read_as_strict_pydantic_reads_it() -> None:
    text = FILED.model_dump_json()
    for read in (parse(Filed, text), parse(Filed, text.encode()), Filed.model_validate_json(text)):
        assert (type(read), read) == (Filed, FILED)
    assert parse(Filed | SOC2Bundle, text) == FILED
    for broken in (text[:-1] + ',"day":"2026-03-14"}', text.replace("run_1", "\\ud800")):
        with pytest.raises(ValidationError):
            Filed.model_validate_json(broken)
    with pytest.raises(ValidationError):
        Filed.model_validate_json(text.replace("52.5", '"52.5"'))


def test_what_is_wrong_with_a_subclass() -> None:
    text = FILED.model_dump_json().replace("run_1", "").replace("2026-03-14\"", 'secret"')
    broken = text.replace("52.5", '"secret"')[:-1] + ',"colour":"red"}'
    assert violations(Filed, broken) == [
        ("", "additionalProperties"),
        ("/run_id", "minLength"),
        ("/day", "date_parsing"),
        ("/place/0", "float_type"),
    ]
    with pytest.raises(Rejection) as caught:
        parse(Filed, broken)
    assert "secret" not in str(caught.value)
    assert violations(Filed, "[]") == [("", "type")]
    assert ("", "required") in violations(Filed, "{}")


class Step(TraceStepEvidence):
    """A step with a place in a service's own trace."""

    span: UUID


class Deep(EvidenceBundle):
    """A bundle of such steps."""

    steps: list[Step] = []  # type: ignore[assignment]


def test_a_subclass_may_hold_others() -> None:
    span = UUID("7f2b8c9d-4e5f-4a6b-8c7d-9e0f1a2b3c4d")
    members = {**evidence().__dict__, "steps": [Step(**step().__dict__, span=span)]}
    deep = Deep(**members)
    assert parse(Deep, deep.model_dump_json()) == deep
    assert violations(Deep, deep.model_dump_json().replace("7f2b8c9d", "")) == [
        ("/steps/0/span", "uuid_parsing")
    ]


@pytest.mark.parametrize(
    "form",
    ["EvidenceBundl", int, None, Contract, list[EvidenceBundle], Optional[EvidenceBundle], 5, {}],
)
def test_no_type_of_the_contract(form: Any) -> None:
    with pytest.raises(TypeError, match="expected a type of the contract or its title"):
        parse(form, TEXT)


@pytest.mark.parametrize("text", [{}, [], None, BUNDLE, memoryview(b"{}")])
def test_no_text(text: Any) -> None:
    with pytest.raises(TypeError, match=f"expected a text .*, found {type(text).__name__}; "):
        parse(EvidenceBundle, text)
