"""told.py DESCRIPTION

reads the examples of DESCRIPTION with the clients that openapi-python-client and openapi-generator made of it."""

import json
import pathlib
import sys
from typing import Any, assert_never

from attrs_client.models import (
    EvidenceBundle,
    ExecutiveDebriefBundle,
    ExportBundleRequestInput,
    SOC2Bundle,
)
from pydantic_client.models.export_bundle import ExportBundle
from pydantic_client.models.export_bundle_request_input import (
    ExportBundleRequestInput as PydanticRequest,
)


def told(bundle: EvidenceBundle | SOC2Bundle | ExecutiveDebriefBundle) -> str:
    """The tag tells the branches of the union apart."""
    if bundle.bundle_type == "evidence":
        return bundle.exported_by
    if bundle.bundle_type == "soc2":
        return bundle.attestation_statement
    if bundle.bundle_type == "executive_debrief":
        return bundle.incident_summary
    assert_never(bundle.bundle_type)


def main(description: str) -> None:
    text = pathlib.Path(description).read_text("utf-8")
    schemas: dict[str, Any] = json.loads(text)["components"]["schemas"]
    for kind in (EvidenceBundle, SOC2Bundle, ExecutiveDebriefBundle):
        (example, *_) = schemas[kind.__name__]["examples"]
        assert told(kind.from_dict(example))
        read = ExportBundle.from_dict(example).actual_instance
        assert type(read).__name__ == kind.__name__, read

    # What has a default may be left out of what is asked for.
    assert ExportBundleRequestInput(incident_id="inc_1").to_dict()["incident_id"] == "inc_1"
    assert PydanticRequest(incident_id="inc_1").to_dict()["incident_id"] == "inc_1"


if __name__ == "__main__":
    main(*sys.argv[1:])
