"""What types share: for annotations and `isinstance`, and as a member one of the types."""

import copy
import pickle
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from pydantic import BaseModel, TypeAdapter, ValidationError
from samples import evidence

from export_bundles import (
    EvidenceBundle,
    EvidenceFields,
    ExecutiveDebriefBundle,
    SOC2Bundle,
    parse,
)


def soc2(**members: Any) -> SOC2Bundle:
    shared = {it: getattr(evidence(), it) for it in EvidenceFields.model_fields}
    return SOC2Bundle(**{**shared, **members})


class Filed(BaseModel):
    """What a service keeps of a bundle."""

    bundle: EvidenceFields


def test_both_are_of_the_base() -> None:
    assert issubclass(EvidenceBundle, EvidenceFields) and issubclass(SOC2Bundle, EvidenceFields)
    assert not issubclass(ExecutiveDebriefBundle, EvidenceFields)
    assert isinstance(soc2(), EvidenceFields)


@pytest.mark.parametrize("bundle", [evidence(total_tokens=3), soc2(total_tokens=3)])
def test_as_a_member_it_is_one_of_the_types(bundle: EvidenceFields) -> None:
    filed = Filed(bundle=bundle)
    read = Filed.model_validate_json(filed.model_dump_json())
    assert (type(read.bundle), read.bundle) == (type(bundle), bundle)
    assert TypeAdapter(EvidenceFields).validate_python(bundle.model_dump(mode="json")) == bundle
    assert EvidenceFields.model_validate_json(bundle.model_dump_json()) == bundle
    assert pickle.loads(pickle.dumps(bundle)) == bundle == copy.deepcopy(bundle)


def test_it_is_no_document() -> None:
    with pytest.raises(TypeError, match="make one of EvidenceBundle, SOC2Bundle"):
        EvidenceFields(**evidence().__dict__)
    with pytest.raises(ValidationError):
        TypeAdapter(EvidenceFields).validate_python({"bundle_type": "executive_debrief"})


def test_its_schema_is_that_of_the_types() -> None:
    schema = EvidenceFields.model_json_schema()
    assert schema["discriminator"]["propertyName"] == "bundle_type"
    assert [it["$ref"] for it in schema["oneOf"]] == [
        "#/$defs/EvidenceBundle",
        "#/$defs/SOC2Bundle",
    ]


def test_a_service_takes_and_gives_it() -> None:
    app = FastAPI()

    @app.post("/bundles")
    def echo(bundle: EvidenceFields) -> EvidenceFields:
        return bundle

    for bundle in (evidence(), soc2()):
        body = bundle.model_dump(mode="json")
        answer = TestClient(app).post("/bundles", json=body)
        assert answer.status_code == 200, answer.text
        assert parse(type(bundle), answer.content) == bundle
    assert TestClient(app).get("/openapi.json").status_code == 200
