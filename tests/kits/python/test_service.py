"""What a new user does: a service with a database, in which the package stands for hand-written models."""

import threading
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from fastapi import APIRouter, FastAPI, HTTPException
from samples import evidence, step
from sqlmodel import Field, Session, SQLModel, create_engine, select

from export_bundles import (
    EvidenceBundle,
    EvidenceFields,
    ExportBundle,
    ExportBundleRequest,
    ExportBundleResponse,
    Problem,
    TraceStepEvidence,
    parse,
    utc_now,
)
from export_bundles.fastapi import Route, install


class StepRow(SQLModel, table=True):
    """A step as the service stores it: with a key of its own."""

    id: int | None = Field(default=None, primary_key=True)
    run_id: str = Field(index=True)
    step_index: int
    step_type: str
    status: str
    tokens: int = 0


class BundleRow(SQLModel, table=True):
    """A bundle, as it was sent."""

    bundle_id: str = Field(primary_key=True)
    document: str


class Note(SQLModel):
    """A body of the service's own."""

    text: str


def service(database: Path) -> FastAPI:
    engine = create_engine(f"sqlite:///{database}")
    SQLModel.metadata.create_all(engine)
    with Session(engine) as session:
        for index in range(2):
            row = StepRow(run_id="run_1", step_index=index, step_type="reply", status="ok", tokens=5)
            session.add(row)
        session.commit()
    app = FastAPI()
    install(app)

    @app.post("/exports")
    def export(request: ExportBundleRequest) -> ExportBundleResponse:
        with Session(engine) as session:
            query = select(StepRow).where(StepRow.run_id == request.incident_id)
            rows = session.exec(query.order_by(StepRow.step_index)).all()
            if not rows:
                raise HTTPException(404)
            steps = [
                TraceStepEvidence(timestamp=utc_now(), **row.model_dump(exclude={"id", "run_id"}))
                for row in rows
            ]
            bundle = evidence(steps=steps, total_steps=2, total_tokens=sum(it.tokens for it in rows))
            session.add(BundleRow(bundle_id=bundle.bundle_id, document=bundle.model_dump_json()))
            session.commit()
        members = {"run_id": bundle.run_id, "created_at": bundle.created_at}
        return ExportBundleResponse(bundle_id=bundle.bundle_id, bundle_type="evidence", **members)

    @app.get("/bundles/{bundle_id}")
    def bundle(bundle_id: str) -> EvidenceFields:
        with Session(engine) as session:
            row = session.get(BundleRow, bundle_id)
        if row is None:
            raise HTTPException(404)
        return parse(EvidenceFields, row.document)

    @app.post("/notes")
    def note(note: Note) -> str:
        return note.text

    lax, strict = APIRouter(prefix="/lax"), APIRouter(prefix="/strict", route_class=Route)
    for router in (lax, strict):
        router.add_api_route("/bundles", take, methods=["POST"])
    app.include_router(lax)
    app.include_router(strict)
    return app


def take(bundle: ExportBundle) -> str:
    return bundle.bundle_id


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, int]]:
    """Where the service listens, on a socket of its own."""
    app = service(tmp_path_factory.mktemp("service") / "service.db")
    config = uvicorn.Config(app, port=0, log_level="warning")
    with closing(config.bind_socket()) as socket:
        # Whoever connects before the server is ready waits.
        socket.listen()
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, args=([socket],))
        thread.start()
        yield socket.getsockname()
        server.should_exit = True
        thread.join()


@pytest.fixture
def ask(address: tuple[str, int]) -> Any:
    """Asks the service: the status and the body of its answer."""

    def ask(method: str, path: str, body: str | None = None) -> tuple[int, bytes]:
        with closing(HTTPConnection(*address)) as connection:
            headers = {"content-type": "application/json"} if body is not None else {}
            connection.request(method, path, body, headers)
            response = connection.getresponse()
            return response.status, response.read()

    return ask


def test_a_bundle_comes_of_the_database(ask: Any) -> None:
    status, body = ask("POST", "/exports", '{"incident_id": "run_1"}')
    assert status == 200, body
    answer = parse(ExportBundleResponse, body)
    status, body = ask("GET", f"/bundles/{answer.bundle_id}")
    assert status == 200, body
    bundle = parse(EvidenceBundle, body)
    assert [it.step_index for it in bundle.steps] == [0, 1]
    assert (bundle.bundle_id, bundle.total_tokens) == (answer.bundle_id, 10)
    assert ask("POST", "/exports", '{"incident_id": "run_2"}')[0] == 404
    assert ask("GET", "/bundles/EVD-0123456789ab")[0] == 404


TWICE = '{"incident_id": "run_2", "incident_id": "run_1"}'
BUNDLE = evidence(steps=[step()]).model_dump_json()


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/exports", TWICE),
        ("/exports", '{"incident_id": "run_1", "export_reason": "\\ud800"}'),
        ("/exports", f'{{"incident_id": {"[" * 129}{"]" * 129}}}'),
        ("/strict/bundles", BUNDLE[:-1] + ',"total_tokens":1}'),
        ("/strict/bundles", BUNDLE[:-1] + ',"total_cost_cents":1e400}'),
        ("/notes", '{"text": "a", "text": "b"}'),
        ("/notes", '{"text": "\\ud800"}'),
    ],
)
def test_bodies_are_read_strictly(ask: Any, path: str, body: str) -> None:
    status, answer = ask("POST", path, body)
    assert status == 400, answer
    problem = parse(Problem, answer)
    assert problem.type == "urn:export-bundles:problem:not-json"
    assert problem.detail is not None and "I-JSON (RFC 7493)" in problem.detail


def test_what_is_good_is_taken(ask: Any) -> None:
    bundle_id = parse(EvidenceBundle, BUNDLE).bundle_id
    assert ask("POST", "/strict/bundles", BUNDLE) == (200, f'"{bundle_id}"'.encode())
    assert ask("POST", "/notes", '{"text": "\\u00e9"}') == (200, '"é"'.encode())


def test_what_breaks_its_schema_is_told_as_ever(ask: Any) -> None:
    status, answer = ask("POST", "/strict/bundles", BUNDLE.replace("run_1", ""))
    assert (status, [it.pointer for it in parse(Problem, answer).violations]) == (422, ["/run_id"])


def test_a_router_of_another_class_reads_as_fastapi_does(ask: Any) -> None:
    assert ask("POST", "/lax/bundles", BUNDLE[:-1] + ',"total_tokens":1}')[0] == 200
