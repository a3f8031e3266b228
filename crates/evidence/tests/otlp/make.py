"""Makes the spans of this folder, with real instrumentations of a real client that talks to a model of a few lines.

    pip install -r requirements.txt && python make.py

Nothing leaves the machine: the client's model is the HTTP server below.
"""

import base64
import json
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

from google.protobuf.json_format import MessageToDict
from openai import OpenAI
from opentelemetry import trace
from opentelemetry.exporter.otlp.proto.common.trace_encoder import encode_spans
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

FOLDER = Path(__file__).parent


class Model(BaseHTTPRequestHandler):
    """Answers as a model does; of `bad-model` it knows nothing."""

    def do_POST(self):
        request = json.loads(self.rfile.read(int(self.headers["content-length"])))
        if request["model"] == "bad-model":
            return self.answer(404, {"error": {"message": "no such model", "type": "invalid_request_error"}})
        if self.path.endswith("/embeddings"):
            return self.answer(200, {
                "object": "list", "model": request["model"],
                "data": [{"object": "embedding", "index": 0, "embedding": [0.5, 0.25]}],
                "usage": {"prompt_tokens": 8, "total_tokens": 8},
            })
        self.answer(200, {
            "id": "chatcmpl-1", "object": "chat.completion", "created": 1773480413, "model": request["model"],
            "choices": [{"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": "Yes."}}],
            "usage": {"prompt_tokens": 120, "completion_tokens": 30, "total_tokens": 150},
        })

    def answer(self, status, body):
        body = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def instrumented(name):
    if name == "opentelemetry":
        from opentelemetry.instrumentation.openai_v2 import OpenAIInstrumentor
    elif name == "openllmetry":
        from opentelemetry.instrumentation.openai import OpenAIInstrumentor
    else:
        from openinference.instrumentation.openai import OpenAIInstrumentor
    return OpenAIInstrumentor()


def hexadecimal(export):
    """As OTLP in JSON has it: ids in hexadecimal digits, where Protocol Buffers have base64."""
    for spans in (scope["spans"] for resource in export["resourceSpans"] for scope in resource["scopeSpans"]):
        for span in spans:
            for name in ("traceId", "spanId", "parentSpanId"):
                if name in span:
                    span[name] = base64.b64decode(span[name]).hex()
    return export


def record(name):
    server = HTTPServer(("127.0.0.1", 0), Model)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    exporter = InMemorySpanExporter()
    provider = TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    instrumented(name).instrument(tracer_provider=provider)
    tracer = provider.get_tracer("agent")
    client = OpenAI(base_url=f"http://127.0.0.1:{server.server_port}/v1", api_key="none", max_retries=0)
    with tracer.start_as_current_span("agent", attributes={
        "gen_ai.operation.name": "invoke_agent", "gen_ai.agent.name": "triage", "gen_ai.agent.id": "agent_7",
        "gen_ai.usage.input_tokens": 240, "gen_ai.usage.output_tokens": 60,
    }):
        ask = [{"role": "user", "content": "Is the refund late?"}]
        client.chat.completions.create(model="small-model", messages=ask)
        with tracer.start_as_current_span("tool", attributes={
            "gen_ai.operation.name": "execute_tool", "gen_ai.tool.name": "search_orders",
        }):
            client.embeddings.create(model="embedding-model", input="refund")
        try:
            client.chat.completions.create(model="bad-model", messages=ask)
        except Exception:
            pass
        client.chat.completions.create(model="small-model", messages=ask)
    # A collector's file exporter writes a line for each batch.
    with open(FOLDER / f"{name}.jsonl", "w") as file:
        for span in exporter.get_finished_spans():
            export = MessageToDict(encode_spans([span]))
            export = export if name == "openllmetry" else hexadecimal(export)
            file.write(json.dumps(export) + "\n")


if len(sys.argv) > 1:
    record(sys.argv[1])
else:
    # Instrumentations of one client get in each other's way in one process.
    for name in ("opentelemetry", "openllmetry", "openinference"):
        subprocess.run([sys.executable, __file__, name], check=True)
