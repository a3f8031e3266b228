"""The export service as it is usually written: FastAPI, SQLModel and SQLite, a process for each core, under uvicorn.

Usage: python exports.py FOLDER PORT
"""

import base64
import hashlib
import json
import os
import platform
import sys
import uuid
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal

import fastapi
import pydantic
import rfc8785
import sqlmodel
import uvicorn
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)
from fastapi import Depends, FastAPI, HTTPException, Response
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field
from sqlalchemy import event
from sqlmodel import Session, SQLModel, create_engine, select

FOLDER = Path(os.environ.get("EXPORTS_FOLDER", "."))
PAYLOAD_TYPE = "application/vnd.in-toto+json"

# What comes in, and what goes out.

Identifier = Annotated[str, Field(min_length=1, max_length=256)]
Count = Annotated[int, Field(ge=0, le=2**53 - 1)]
Amount = Annotated[float, Field(ge=0, allow_inf_nan=False)]
ContentHash = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Status = Literal["ok", "warning", "violation"]


class Document(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Incident(Document):
    id: Identifier
    tenant_id: Identifier
    source_run_id: Identifier | None = None
    severity: Literal["low", "medium", "high", "critical"] | None = None
    policy_id: Identifier | None = None
    policy_name: str | None = None
    violation_type: str | None = None
    created_at: AwareDatetime
    detected_at: AwareDatetime | None = None
    contained_at: AwareDatetime | None = None
    threshold_value: str | None = None
    actual_value: str | None = None


class Run(Document):
    run_id: Identifier
    tenant_id: Identifier
    agent_id: Identifier | None = None
    goal: str | None = None
    policy_snapshot_id: Identifier | None = None
    started_at: AwareDatetime | None = None
    completed_at: AwareDatetime | None = None
    termination_reason: str | None = None
    total_cost_cents: Amount | None = None


class PolicySnapshot(Document):
    policy_snapshot_id: Identifier
    tenant_id: Identifier
    policies: list[dict[str, Any]] = Field(default_factory=list)


class TraceStep(Document):
    step_index: Count
    timestamp: AwareDatetime
    step_type: Identifier
    tokens: Count | None = None
    cost_cents: Amount | None = None
    duration_ms: Amount | None = None
    status: Status
    content_hash: ContentHash | None = None


class Trace(Document):
    trace_id: Identifier
    run_id: Identifier
    tenant_id: Identifier
    violation_step_index: Count | None = None
    violation_timestamp: AwareDatetime | None = None
    steps: list[TraceStep] = Field(default_factory=list)


class TraceStepEvidence(Document):
    step_index: Count
    timestamp: AwareDatetime
    step_type: Identifier
    tokens: Count
    cost_cents: Amount
    duration_ms: Amount
    status: Status
    is_inflection: bool
    content_hash: ContentHash | None


class PolicyContext(Document):
    policy_snapshot_id: Identifier
    active_policies: list[dict[str, Any]]
    violated_policy_id: Identifier | None
    violated_policy_name: str | None
    violation_type: str | None
    threshold_value: str | None
    actual_value: str | None


class EvidenceBundle(Document):
    bundle_id: Annotated[str, Field(pattern=r"^EVD-[0-9a-f]{12,32}$")]
    bundle_type: Literal["evidence"] = "evidence"
    created_at: AwareDatetime
    run_id: Identifier
    incident_id: Identifier
    trace_id: Identifier
    tenant_id: Identifier
    agent_id: Identifier | None
    policy_context: PolicyContext
    violation_step_index: Count | None
    violation_timestamp: AwareDatetime | None
    steps: list[TraceStepEvidence]
    total_steps: Count
    total_duration_ms: Amount
    total_tokens: Count
    total_cost_cents: Amount
    run_goal: str | None
    run_started_at: AwareDatetime | None
    run_completed_at: AwareDatetime | None
    termination_reason: str | None
    exported_by: Identifier = "system"
    export_reason: str | None
    content_hash: ContentHash | None = None


class ExportBundleRequest(Document):
    incident_id: Identifier
    bundle_type: Literal["evidence"] = "evidence"
    export_reason: str | None = None
    include_raw_steps: bool = True
    prepared_for: str | None = None


class ExportBundleResponse(Document):
    bundle_id: str
    bundle_type: Literal["evidence"] = "evidence"
    created_at: AwareDatetime
    run_id: str
    incident_id: str
    download_url: str


# What is kept.


class Part(SQLModel, table=True):
    kind: str = sqlmodel.Field(primary_key=True)
    id: str = sqlmodel.Field(primary_key=True)
    run_id: str | None = sqlmodel.Field(default=None, index=True)
    content: str


class Bundle(SQLModel, table=True):
    bundle_id: str = sqlmodel.Field(primary_key=True)
    incident_id: str = sqlmodel.Field(index=True)
    run_id: str
    created_at: datetime = sqlmodel.Field(index=True)
    content_hash: str
    receipt: str
    content: str


# As many connections as FastAPI has threads, so that none waits for one.
engine = create_engine(
    f"sqlite:///{FOLDER / 'peer.db'}", pool_size=40, connect_args={"timeout": 60}
)


@event.listens_for(engine, "connect")
def prepare(connection, _record):
    # A bundle that is told of is on the disk.
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")


def session():
    with Session(engine) as opened:
        yield opened


Opened = Annotated[Session, Depends(session)]
app = FastAPI()


# What the platform knows.


def put(opened: Session, kind: str, id: str, run_id: str | None, document: Document):
    if opened.get(Part, (kind, id)) is None:
        opened.add(Part(kind=kind, id=id, run_id=run_id, content=document.model_dump_json()))
        opened.commit()


@app.put("/v1/incidents/{id}", status_code=201)
def put_incident(id: str, document: Incident, opened: Opened) -> None:
    put(opened, "incident", id, document.source_run_id, document)


@app.put("/v1/runs/{id}", status_code=201)
def put_run(id: str, document: Run, opened: Opened) -> None:
    put(opened, "run", id, id, document)


@app.put("/v1/policy-snapshots/{id}", status_code=201)
def put_policy_snapshot(id: str, document: PolicySnapshot, opened: Opened) -> None:
    put(opened, "policy_snapshot", id, None, document)


@app.put("/v1/traces/{id}", status_code=201)
def put_trace(id: str, document: Trace, opened: Opened) -> None:
    put(opened, "trace", id, document.run_id, document)


def known(opened: Session, kind: type[Document], name: str, id: str):
    part = opened.get(Part, (name, id))
    if part is None:
        raise HTTPException(404, f"There is no {name} of this name.")
    return kind.model_validate_json(part.content)


def trace_of(opened: Session, run_id: str) -> Trace:
    part = opened.exec(select(Part).where(Part.kind == "trace", Part.run_id == run_id)).first()
    if part is None:
        raise HTTPException(422, "There is no trace of the run.")
    return Trace.model_validate_json(part.content)


# What is made of it.


def assembled(
    request: ExportBundleRequest,
    incident: Incident,
    run: Run,
    trace: Trace,
    snapshot: PolicySnapshot,
) -> EvidenceBundle:
    steps = [
        TraceStepEvidence(
            step_index=step.step_index,
            timestamp=step.timestamp,
            step_type=step.step_type,
            tokens=step.tokens or 0,
            cost_cents=step.cost_cents or 0.0,
            duration_ms=step.duration_ms or 0.0,
            status="violation" if index == trace.violation_step_index else step.status,
            is_inflection=index == trace.violation_step_index,
            content_hash=step.content_hash,
        )
        for index, step in enumerate(trace.steps)
    ]
    return EvidenceBundle(
        bundle_id=f"EVD-{uuid.uuid4().hex}",
        created_at=datetime.now(UTC),
        run_id=run.run_id,
        incident_id=incident.id,
        trace_id=trace.trace_id,
        tenant_id=incident.tenant_id,
        agent_id=run.agent_id,
        policy_context=PolicyContext(
            policy_snapshot_id=snapshot.policy_snapshot_id,
            active_policies=snapshot.policies,
            violated_policy_id=incident.policy_id,
            violated_policy_name=incident.policy_name,
            violation_type=incident.violation_type,
            threshold_value=incident.threshold_value,
            actual_value=incident.actual_value,
        ),
        violation_step_index=trace.violation_step_index,
        violation_timestamp=trace.violation_timestamp,
        steps=steps if request.include_raw_steps else [],
        total_steps=len(steps),
        total_duration_ms=sum(step.duration_ms for step in steps),
        total_tokens=sum(step.tokens for step in steps),
        total_cost_cents=sum(step.cost_cents for step in steps),
        run_goal=run.goal,
        run_started_at=run.started_at,
        run_completed_at=run.completed_at,
        termination_reason=run.termination_reason,
        export_reason=request.export_reason,
    )


def sealed(bundle: EvidenceBundle) -> str:
    """The seal: SHA-256 of the RFC 8785 form without the seal."""
    form = rfc8785.dumps(bundle.model_dump(mode="json", exclude={"content_hash"}))
    return hashlib.sha256(form).hexdigest()


class Signer:
    """Signs in-toto statements, as DSSE envelopes in Sigstore bundles."""

    def __init__(self) -> None:
        self.key = load_pem_private_key((FOLDER / "peer.key").read_bytes(), password=None)
        public = self.key.public_key().public_bytes(
            Encoding.DER, PublicFormat.SubjectPublicKeyInfo
        )
        self.id = hashlib.sha256(public).hexdigest()

    def receipt(self, bundle: EvidenceBundle, content: str) -> str:
        digest = hashlib.sha256(content.encode()).hexdigest()
        statement = {
            "_type": "https://in-toto.io/Statement/v1",
            "subject": [
                {"name": bundle.bundle_id, "digest": {"sha256": bundle.content_hash}},
                {"name": f"{bundle.bundle_id}.json", "digest": {"sha256": digest}},
            ],
            "predicateType": "urn:export-bundles:v1:bundle-predicate",
            "predicate": {
                "bundle_id": bundle.bundle_id,
                "bundle_type": bundle.bundle_type,
                "signed_at": bundle.created_at.isoformat().replace("+00:00", "Z"),
                "step_count": len(bundle.steps),
            },
        }
        payload = json.dumps(statement, separators=(",", ":")).encode()
        kind = PAYLOAD_TYPE.encode()
        signature = self.key.sign(
            b"DSSEv1 %d %s %d %s" % (len(kind), kind, len(payload), payload)
        )
        return json.dumps({
            "mediaType": "application/vnd.dev.sigstore.bundle.v0.3+json",
            "verificationMaterial": {"publicKey": {"hint": self.id}},
            "dsseEnvelope": {
                "payload": base64.b64encode(payload).decode(),
                "payloadType": PAYLOAD_TYPE,
                "signatures": [
                    {"sig": base64.b64encode(signature).decode(), "keyid": self.id}
                ],
            },
        })


@cache
def signer() -> Signer:
    return Signer()


@app.post("/v1/exports", status_code=201)
def export(
    request: ExportBundleRequest, response: Response, opened: Opened
) -> ExportBundleResponse:
    incident = known(opened, Incident, "incident", request.incident_id)
    run = known(opened, Run, "run", incident.source_run_id)
    trace = trace_of(opened, run.run_id)
    snapshot = known(opened, PolicySnapshot, "policy_snapshot", run.policy_snapshot_id)
    bundle = assembled(request, incident, run, trace, snapshot)
    bundle.content_hash = sealed(bundle)
    content = bundle.model_dump_json()
    told = ExportBundleResponse(
        bundle_id=bundle.bundle_id,
        created_at=bundle.created_at,
        run_id=bundle.run_id,
        incident_id=bundle.incident_id,
        download_url=f"/v1/bundles/{bundle.bundle_id}",
    )
    opened.add(
        Bundle(
            bundle_id=bundle.bundle_id,
            incident_id=bundle.incident_id,
            run_id=bundle.run_id,
            created_at=bundle.created_at,
            content_hash=bundle.content_hash,
            receipt=signer().receipt(bundle, content),
            content=content,
        )
    )
    opened.commit()
    response.headers["Location"] = told.download_url
    return told


def issued(opened: Session, id: str) -> Bundle:
    bundle = opened.get(Bundle, id)
    if bundle is None:
        raise HTTPException(404, "There is no bundle of this name.")
    return bundle


@app.get("/v1/bundles/{id}")
def get_bundle(id: str, opened: Opened) -> Response:
    return Response(issued(opened, id).content, media_type="application/json")


@app.get("/v1/receipts/{id}")
def get_receipt(id: str, opened: Opened) -> Response:
    return Response(issued(opened, id).receipt, media_type="application/json")


if __name__ == "__main__":
    folder, port = sys.argv[1:]
    os.environ["EXPORTS_FOLDER"] = folder
    key = Ed25519PrivateKey.generate()
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (Path(folder) / "peer.key").write_bytes(pem)
    tables = create_engine(f"sqlite:///{Path(folder) / 'peer.db'}")
    SQLModel.metadata.create_all(tables)
    tables.dispose()
    versions = [
        f"FastAPI {fastapi.__version__}",
        f"SQLModel {sqlmodel.__version__}",
        f"pydantic {pydantic.VERSION}",
        f"uvicorn {uvicorn.__version__}",
        f"Python {platform.python_version()}",
    ]
    print(", ".join(versions), flush=True)
    # It becomes the program that everybody starts: a worker of `uvicorn.run` would define the tables twice.
    command = [sys.executable, "-B", "-m", "uvicorn", "exports:app", "--port", port]
    command += ["--app-dir", str(Path(__file__).parent), "--workers", str(os.cpu_count())]
    command += ["--log-level", "error", "--no-access-log"]
    os.execv(sys.executable, command)
