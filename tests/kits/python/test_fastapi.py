"""The models as request and response models of FastAPI."""

import json
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from export_bundles import (
    EvidenceBundle,
    ExportBundle,
    ExportBundleRequest,
    ExportBundleResponse,
    PolicyContext,
    parse,
)

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
