"""hypothesis and polyfactory make models by themselves."""

import warnings
from typing import Any

import export_bundles
import pytest
from export_bundles import EvidenceBundle, EvidenceFields, ExportBundle, Timestamp, parse
from export_bundles.contract import Contract
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from polyfactory.factories.pydantic_factory import ModelFactory


class Filed(EvidenceBundle):
    """A subclass of a service's own."""

    size: int


MODELS = [
    it
    for it in map(vars(export_bundles).get, export_bundles.__all__)
    if isinstance(it, type) and issubclass(it, Contract) and it is not EvidenceFields
]


@pytest.mark.parametrize("form", [*MODELS, ExportBundle, Filed], ids=lambda it: str(it)[-25:])
def test_hypothesis(form: Any) -> None:
    @settings(max_examples=3, database=None, deadline=None, suppress_health_check=HealthCheck)
    @given(st.from_type(form))
    def is_read(model: Any) -> None:
        assert parse(form, model.model_dump_json()) == model

    with warnings.catch_warnings():
        # What it does not understand of a type it warns of.
        warnings.simplefilter("error")
        is_read()


@pytest.mark.parametrize("model", [*MODELS, Filed])
def test_polyfactory(model: Any) -> None:
    factory = ModelFactory.create_factory(model)
    factory.seed_random(1)
    for made in factory.batch(5):
        assert parse(model, made.model_dump_json()) == made


@settings(max_examples=20, database=None, deadline=None)
@given(st.from_type(Timestamp))
def test_scalars_alone(moment: Any) -> None:
    assert moment.utcoffset().total_seconds() == 0
