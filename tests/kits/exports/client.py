"""client.py ADDRESS TENANT

tells the export service at ADDRESS of an incident, with the client that openapi-python-client made of its description
and the SDK of OpenTelemetry, whose token is in TOKEN; asks for bundles, and saves each with its receipts, and whom to
trust, into the folder that it runs in. Prints the name of each bundle's file."""

import datetime
import os
import pathlib
import sys
import time
import urllib.request

from export_bundles.evidence import verify_seal
from exports_client import AuthenticatedClient
from exports_client.api.exports import create_export, get_bundle, get_receipt, list_bundles
from exports_client.api.log import get_proof
from exports_client.api.reviews import create_review
from exports_client.api.sources import put_incident, put_policy_snapshot, put_run
from exports_client.models import (
    BundleReview,
    BundleType,
    ExportBundleRequestInput,
    IncidentInput,
    PolicySnapshotInput,
    PolicySnapshotInputPoliciesItem,
    Problem,
    ReviewOutcome,
    RunInput,
    Severity,
)
from opentelemetry.exporter.otlp.proto.http import Compression
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor, SpanExporter, SpanExportResult

ADDRESS, TENANT = sys.argv[1:]
TOKEN = os.environ["TOKEN"]
STEPS = [
    ("invoke_agent support", "ok"),
    ("chat small-model", "ok"),
    ("execute_tool find_order", "ok"),
    ("chat small-model", "violation"),
]
client = AuthenticatedClient(base_url=ADDRESS, token=TOKEN, raise_on_unexpected_status=True)


class Moment(datetime.datetime):
    """The client writes UTC as `+00:00`, whatever the pattern of the description says: that is the client's own doing.
    The contract has one way to write a moment, with a `Z`."""

    def isoformat(self, *arguments, **named):
        return super().isoformat(*arguments, **named).replace("+00:00", "Z")

    @classmethod
    def at(cls, nanoseconds):
        return cls.fromtimestamp(nanoseconds // 1000 / 1_000_000, datetime.timezone.utc)


class Counted(SpanExporter):
    """An exporter, of which every request has to succeed."""

    def __init__(self, exporter):
        self.exporter, self.requests = exporter, 0

    def export(self, spans):
        result = self.exporter.export(spans)
        assert result is SpanExportResult.SUCCESS, result
        self.requests += 1
        return result

    def shutdown(self):
        self.exporter.shutdown()


def succeeded(response, *statuses):
    assert response.status_code in statuses, (response.status_code, response.content)
    assert not isinstance(response.parsed, Problem), response.content
    return response.parsed


def run_of_an_agent(run_id, compression):
    """Traces a run of an agent, each span of which is a request of its own; says when it asked for too much."""
    exporter = Counted(
        OTLPSpanExporter(
            endpoint=f"{ADDRESS}/v1/traces",
            headers={"authorization": f"Bearer {TOKEN}"},
            compression=compression,
        )
    )
    provider = TracerProvider(shutdown_on_exit=False)
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    tracer = provider.get_tracer("support.agent")
    agent = {"gen_ai.operation.name": "invoke_agent", "gen_ai.agent.name": "support", "export_bundles.run_id": run_id}
    chat = {
        "gen_ai.operation.name": "chat",
        "gen_ai.provider.name": "example",
        "gen_ai.request.model": "small-model",
        "gen_ai.usage.input_tokens": 1200,
        "gen_ai.usage.output_tokens": 350,
    }
    tool = {"gen_ai.operation.name": "execute_tool", "gen_ai.tool.name": "find_order", "gen_ai.tool.type": "function"}
    started = time.time_ns()
    with tracer.start_as_current_span("invoke_agent support", attributes=agent):
        with tracer.start_as_current_span("chat small-model", attributes=chat):
            time.sleep(0.002)
        with tracer.start_as_current_span("execute_tool find_order", attributes=tool):
            time.sleep(0.002)
        with tracer.start_as_current_span("chat small-model", attributes=chat):
            detected = time.time_ns()
            time.sleep(0.002)
    ended = time.time_ns()
    provider.shutdown()
    assert exporter.requests == 4
    return [Moment.at(it) for it in (started, detected, ended)]


def incident_of(run_id, compression):
    """Tells of a run, and of the incident that it was; gives the name of that."""
    started, detected, ended = run_of_an_agent(run_id, compression)
    run = RunInput(
        run_id=run_id,
        tenant_id=TENANT,
        agent_id="support",
        goal="Find the order of a customer — “où est-il ?” 🧾",
        policy_snapshot_id="budgets/1",
        started_at=started,
        completed_at=ended,
        termination_reason="policy_block",
    )
    incident = IncidentInput(
        id=f"incident of {run_id}",
        tenant_id=TENANT,
        source_run_id=run_id,
        severity=Severity.HIGH,
        policy_id="pol_token_budget",
        policy_name="Token budget per run",
        violation_type="token_limit",
        created_at=ended,
        detected_at=detected,
        contained_at=ended,
        threshold_value="2000 tokens",
        actual_value="3100 tokens",
    )
    succeeded(put_run.sync_detailed(run_id, client=client, body=run), 201)
    succeeded(put_incident.sync_detailed(incident.id, client=client, body=incident), 201)
    succeeded(put_incident.sync_detailed(incident.id, client=client, body=incident), 200)
    return incident.id


def export(incident_id, kind):
    request = ExportBundleRequestInput(incident_id=incident_id, bundle_type=kind)
    key = f"{incident_id}/{kind}".replace(" ", "-")

    def ask():
        return create_export.sync_detailed(client=client, body=request, idempotency_key=key)

    told = succeeded(ask(), 201)
    assert succeeded(ask(), 200).bundle_id == told.bundle_id
    return told.bundle_id


def saved(bundle_id):
    """Fetches a bundle with what proves it, and saves them beside each other."""
    bundle = get_bundle.sync_detailed(bundle_id, client=client)
    parsed = succeeded(bundle, 200)
    assert parsed.bundle_id == bundle_id
    known = get_bundle.sync_detailed(bundle_id, client=client, if_none_match=bundle.headers["etag"])
    assert (known.status_code, known.content) == (304, b"")
    if parsed.bundle_type != "executive_debrief":
        assert verify_seal(bundle.content) == "matches"
        assert [(it.step_type, it.status.value) for it in parsed.steps] == STEPS, parsed.steps
    receipt = get_receipt.sync_detailed(bundle_id, client=client)
    proof = get_proof.sync_detailed(bundle_id, client=client)
    succeeded(receipt, 200)
    succeeded(proof, 200)
    name = f"{bundle_id}.json"
    for ending, content in [("", bundle), (".sigstore.json", receipt), (".tlog-proof", proof)]:
        pathlib.Path(name + ending).write_bytes(content.content)
    print(name)
    return parsed


policies = [PolicySnapshotInputPoliciesItem.from_dict({"id": "pol_token_budget", "name": "Token budget", "max": 2000})]
snapshot = PolicySnapshotInput(policy_snapshot_id="budgets/1", tenant_id=TENANT, policies=policies)
succeeded(put_policy_snapshot.sync_detailed("budgets/1", client=client, body=snapshot), 201)

plain = incident_of("run, as it is", Compression.NoCompression)
packed = incident_of("run, compressed", Compression.Gzip)
evidence = saved(export(plain, BundleType.EVIDENCE))
assert evidence.total_tokens == 3100, evidence.total_tokens
assert saved(export(packed, BundleType.EVIDENCE)).total_tokens == 3100
saved(export(plain, BundleType.EXECUTIVE_DEBRIEF))
soc2 = saved(export(plain, BundleType.SOC2))
review = BundleReview(reviewed_by="auditor 7", review_status=ReviewOutcome.APPROVED, auditor_notes="Read. ✓")
told = succeeded(create_review.sync_detailed(soc2.bundle_id, client=client, body=review), 201)
reviewed = saved(told.bundle_id)
assert reviewed.follows == soc2.bundle_id, reviewed.follows

again = create_review.sync_detailed(told.bundle_id, client=client, body=review)
assert again.status_code == 409 and isinstance(again.parsed, Problem), again.content

# Page by page, the newest first.
listed, cursor = [], {}
while True:
    page = succeeded(list_bundles.sync_detailed(client=client, incident_id=plain, limit=3, **cursor), 200)
    listed += [it.bundle_id for it in page.exports]
    if not page.next_cursor:
        break
    cursor = {"cursor": page.next_cursor}
assert listed[0] == told.bundle_id and listed[-1] == evidence.bundle_id and len(listed) == 4, listed

asked = urllib.request.Request(f"{ADDRESS}/trust.json", headers={"Authorization": f"Bearer {TOKEN}"})
with urllib.request.urlopen(asked) as answer:
    pathlib.Path("trust.json").write_bytes(answer.read())
