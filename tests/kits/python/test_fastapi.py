"""The models as request and response models of FastAPI."""

import json
from pathlib import Path
from typing import Any

import pytest
from fastapi import Depends, FastAPI, Header
from fastapi.testclient import TestClient
from jsonschema import Draft202012Validator
from pydantic import BaseModel, field_validator

from export_bundles import (
    EvidenceBundle,
    ExportBundle,
    ExportBundleRequest,
    ExportBundleResponse,
    PolicyContext,
    Problem,
    Rejection,
    parse,
)
from export_bundles.described import describe_refusals
from export_bundles.fastapi import install

JSON = {"content-type": "application/json"}

app = FastAPI()


@app.post("/exports")
def export(request: ExportBundleRequest) -> ExportBundleResponse:
    return ExportBundleResponse(
        bundle_id="EVD-0123456789ab",
        bundle_type=request.bundle_type,
        created_at="2026-03-14T09:26:53.5Z",
        incident_id=request.incident_id,
        run_id="run_1",
    )


@app.post("/bundles")
def echo(bundle: ExportBundle) -> ExportBundle:
    return bundle


@app.get("/bundle")
def fresh() -> EvidenceBundle:
    return EvidenceBundle(
        run_id="run_1",
        trace_id="trace_1",
        tenant_id="tenant",
        policy_context=PolicyContext(policy_snapshot_id="polsnap_1"),
    )


@pytest.fixture
def service() -> TestClient:
    return TestClient(app)


def test_good_request(service: TestClient) -> None:
    response = service.post("/exports", json={"incident_id": "inc_1", "bundle_type": "soc2"})
    assert (response.status_code, response.json()) == (
        200,
        {
            "bundle_id": "EVD-0123456789ab",
            "bundle_type": "soc2",
            "created_at": "2026-03-14T09:26:53.500000Z",
            "incident_id": "inc_1",
            "run_id": "run_1",
            "status": "ready",
        },
    )


@pytest.mark.parametrize(
    ("body", "location"),
    [
        ({}, ["body", "incident_id"]),
        ({"incident_id": ""}, ["body", "incident_id"]),
        ({"incident_id": "a", "include_raw_steps": 1}, ["body", "include_raw_steps"]),
        ({"incident_id": "a", "bundle_type": "soc3"}, ["body", "bundle_type"]),
        ({"incident_id": "a", "colour": "red"}, ["body", "colour"]),
    ],
)
def test_bad_request(service: TestClient, body: Any, location: list[str]) -> None:
    response = service.post("/exports", json=body)
    assert response.status_code == 422
    assert [it["loc"] for it in response.json()["detail"]] == [location]


def test_bundles_come_back_in_canonical_form(service: TestClient, repository: Path) -> None:
    paths = sorted((repository / "schemas/v1/examples/export-bundle/valid").glob("*.json"))
    assert paths
    for path in paths:
        response = service.post("/bundles", content=path.read_bytes(), headers=JSON)
        assert response.status_code == 200, path
        assert response.json() == json.loads(
            parse(ExportBundle, path.read_bytes()).model_dump_json()
        )


def test_bad_bundle(service: TestClient) -> None:
    response = service.post("/bundles", json={"bundle_type": "evidence"})
    assert response.status_code == 422
    missing = {tuple(it["loc"]) for it in response.json()["detail"]}
    assert ("body", "evidence", "bundle_id") in missing


def test_fresh_bundle(service: TestClient) -> None:
    response = service.get("/bundle")
    assert "incident_id" not in response.json()
    assert parse(EvidenceBundle, response.content).run_id == "run_1"


def test_description(service: TestClient) -> None:
    schemas = service.get("/openapi.json").json()["components"]["schemas"]
    evidence = schemas["EvidenceBundle-Input"]
    assert "bundle_id" in evidence["required"]
    assert evidence["additionalProperties"] is False
    assert "steps" in schemas["EvidenceBundle-Output"]["required"]


SECRET = "sk-secret"


class Note(BaseModel):
    """A body of the service's own, whose validator repeats what it is given."""

    text: str
    kind: str = "plain"

    @field_validator("kind")
    @classmethod
    def known(cls, kind: str) -> str:
        raise ValueError(f"{kind} is unknown")


def limit(limit: int = 10) -> int:
    return limit


guarded = FastAPI()
install(guarded)


@guarded.post("/bundles")
def take(bundle: ExportBundle) -> str:
    return bundle.bundle_id


@guarded.post("/exports")
def take_request(request: ExportBundleRequest, limit: int = Depends(limit)) -> None: ...


@guarded.post("/notes")
def take_note(note: Note, key: str = Header()) -> None: ...


@pytest.fixture
def guard() -> TestClient:
    return TestClient(guarded)


def problem_of(response: Any, status: int, kind: str) -> Problem:
    """The problem in a response, which says nothing of what was sent."""
    assert response.headers["content-type"] == "application/problem+json"
    assert SECRET not in response.text
    problem = parse(Problem, response.content)
    assert (response.status_code, problem.status) == (status, status)
    assert problem.type == f"urn:export-bundles:problem:{kind}"
    return problem


def test_fastapi_alone_repeats_what_it_refuses(service: TestClient) -> None:
    response = service.post("/exports", json={"incident_id": [SECRET]})
    assert SECRET in response.text


@pytest.mark.parametrize("path", ["invalid", "missing"])
def test_the_problem_says_what_parse_says(guard: TestClient, path: str) -> None:
    bundle = {"bundle_type": "evidence"}
    if path == "invalid":
        bundle |= {"bundle_id": SECRET, "steps": [{"status": SECRET}], "total_tokens": SECRET}
    text = json.dumps(bundle)
    problem = problem_of(guard.post("/bundles", content=text, headers=JSON), 422, "invalid")
    with pytest.raises(Rejection) as caught:
        parse(ExportBundle, text)
    told = [(it.pointer, it.keyword, it.message) for it in problem.violations]
    assert told == [(it.pointer, it.keyword, it.message) for it in caught.value.violations]
    assert problem.detail == "The document is not an ExportBundle: `violations` lists what to mend."


def test_more_than_a_hundred_violations(guard: TestClient) -> None:
    bundle = {"bundle_type": "evidence", "steps": [SECRET] * 101}
    problem = problem_of(guard.post("/bundles", json=bundle), 422, "invalid")
    assert (len(problem.violations), problem.truncated) == (100, True)


@pytest.mark.parametrize(
    ("body", "where"),
    [
        (b"", "line 1, column 1"),
        (b'{"incident_id": "sk-secret"', "line 1, column 28"),
        (b'{\n"incident_id": "sk-secret", "incident_id": 1}', "line 2"),
    ],
)
def test_what_is_no_json(guard: TestClient, body: bytes, where: str) -> None:
    problem = problem_of(
        guard.post("/exports?limit=many", content=body, headers=JSON), 400, "not-json"
    )
    assert where in (problem.detail or "")


@pytest.mark.parametrize("path", ["/exports", "/notes"])
def test_another_media_type(guard: TestClient, path: str) -> None:
    headers = {"content-type": "text/plain", "key": SECRET}
    response = guard.post(path, content=SECRET, headers=headers)
    problem_of(response, 415, "wrong-media-type")


def test_parameters(guard: TestClient) -> None:
    response = guard.post(f"/exports?limit={SECRET}", json={"incident_id": "inc_1"})
    problem = problem_of(response, 400, "bad-request")
    assert "`query.limit`: " in (problem.detail or "")
    problem_of(guard.post(f"/exports?limit={SECRET}", json={"incident_id": 1}), 422, "invalid")


def test_models_of_the_service(guard: TestClient) -> None:
    headers = {"key": SECRET}
    response = guard.post("/notes", json={"text": [SECRET], "kind": SECRET}, headers=headers)
    problem = problem_of(response, 422, "invalid")
    assert [(it.pointer, it.keyword, it.message) for it in problem.violations] == [
        ("/text", "string_type", "Input should be a valid string"),
        ("/kind", "value_error", "expected another value"),
    ]
    broken = guard.post("/notes", content=f'{{"{SECRET}', headers={**JSON, **headers})
    problem_of(broken, 400, "not-json")


def test_what_is_good_is_taken(guard: TestClient) -> None:
    assert guard.post("/exports?limit=3", json={"incident_id": "inc_1"}).status_code == 200


@guarded.get("/words")
def words(limit: int = Depends(limit)) -> int:
    return limit


@guarded.post("/own", responses={422: {"description": "In its own words", "model": Note}})
def own(bundle: ExportBundle) -> None: ...


def test_the_description_says_what_is_answered(guard: TestClient) -> None:
    document = guard.get("/openapi.json").json()
    schemas = document["components"]["schemas"]
    assert not {"HTTPValidationError", "ValidationError"} & set(schemas)
    described = {
        (path, status): response["content"]
        for path, item in document["paths"].items()
        for operation in item.values()
        for status, response in operation["responses"].items()
        if status != "200"
    }
    assert set(described) == {
        ("/bundles", "400"),
        ("/bundles", "415"),
        ("/bundles", "422"),
        ("/exports", "400"),
        ("/exports", "415"),
        ("/exports", "422"),
        ("/notes", "400"),
        ("/notes", "415"),
        ("/notes", "422"),
        ("/words", "400"),
        ("/own", "422"),
    }
    assert list(described.pop(("/own", "422"))) == ["application/json"]
    problem = {
        "application/problem+json": {"schema": {"$ref": "#/components/schemas/ProblemDetails"}}
    }
    assert all(content == problem for content in described.values())

    validator = Draft202012Validator(schemas["ProblemDetails"])
    for response in [
        guard.post("/bundles", json={"bundle_type": "evidence"}),
        guard.post("/bundles", content=b"{", headers=JSON),
        guard.get("/words?limit=many"),
    ]:
        assert set(response.json()) == set(schemas["ProblemDetails"]["properties"])
        validator.validate(response.json())


def test_a_form_is_described_without_a_media_type_that_is_refused() -> None:
    # As FastAPI describes it; to declare one takes another package.
    schema = {"$ref": "#/components/schemas/HTTPValidationError"}
    operation: dict[str, Any] = {
        "requestBody": {"content": {"application/x-www-form-urlencoded": {"schema": {}}}},
        "responses": {"200": {}, "422": {"content": {"application/json": {"schema": schema}}}},
    }
    describe_refusals({"paths": {"/form": {"post": operation}}})
    assert set(operation["responses"]) == {"200", "400", "422"}
