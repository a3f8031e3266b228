"""signatures.py CASES: for each line, a case as a JSON string, whether libraries that share no code with ours call the
signature good: `securesystemslib` the envelope, `in-toto-attestation` the statement, `rfc3161-client` the token."""

import base64
import hashlib
import json
import sys
from typing import Any

import rfc8785
from cryptography.hazmat.primitives.serialization import load_pem_public_key
from cryptography.x509 import load_pem_x509_certificate
from google.protobuf.json_format import ParseDict
from in_toto_attestation.v1 import statement_pb2
from in_toto_attestation.v1.statement import Statement
from rfc3161_client import VerifierBuilder, decode_timestamp_response
from securesystemslib.dsse import Envelope
from securesystemslib.signer import SSlibKey


def check(case: dict[str, Any]) -> None:
    """Raises whatever a library raises, or an AssertionError."""
    receipt = json.loads(case["receipt"])
    key = SSlibKey.from_crypto(load_pem_public_key(case["key"].encode()), keyid=case["key_id"])
    signatures = [base64.b64decode(it["sig"], validate=True) for it in receipt["dsseEnvelope"]["signatures"]]
    envelope = Envelope.from_dict(receipt["dsseEnvelope"])
    envelope.verify([key], 1)

    assert envelope.payload_type == "application/vnd.in-toto+json"
    said = json.loads(envelope.payload)
    statement = Statement.copy_from_pb(ParseDict({**said, "type": said.pop("_type")}, statement_pb2.Statement()))
    statement.validate()
    assert statement.pb.predicate_type == "urn:export-bundles:v1:bundle-predicate"
    document = json.loads(case["document"])
    document.pop("content_hash", None)
    seal = hashlib.sha256(rfc8785.dumps(document)).hexdigest()
    assert seal in [it.digest["sha256"] for it in statement.pb.subject]

    stamps = receipt["verificationMaterial"].get("timestampVerificationData", {}).get("rfc3161Timestamps", [])
    for stamp in stamps:
        response = decode_timestamp_response(base64.b64decode(stamp["signedTimestamp"], validate=True))
        root = load_pem_x509_certificate(case["root"].encode())
        verifier = VerifierBuilder().add_root_certificate(root).build()
        assert verifier.verify_message(response, signatures[0])


for line in open(sys.argv[1], encoding="utf-8"):
    try:
        check(json.loads(json.loads(line)))
        print("accepts")
    except Exception as error:
        print(f"refuses: {type(error).__name__}: {error}".replace("\n", " "))
