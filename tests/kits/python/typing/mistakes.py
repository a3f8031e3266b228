"""What a type checker must find wrong: one error in each line that says so. It is never run."""

from export_bundles import (
    EvidenceBundle,
    EvidenceFields,
    ExportBundleRequest,
    PolicyContext,
    parse,
)

PolicyContext()  # wrong: a required member is missing
PolicyContext(policy_snapshot_id=1)  # wrong: no string
PolicyContext(policy_snapshot_id="polsnap_1", policy="a")  # wrong: no such member
ExportBundleRequest(incident_id="inc_1", bundle_type="soc3")  # wrong: no such type
parse("EvidenceBundl", "{}")  # wrong: no such title
parse(EvidenceBundle, 1)  # wrong: no text
parse(EvidenceBundle, {})  # wrong: no text
parse(list[EvidenceBundle], "[]")  # wrong: no document
parse(EvidenceBundle | None, "null")  # wrong: no document


def tokens(bundle: EvidenceFields) -> int:
    return bundle.total_token  # wrong: no such member


tokens(PolicyContext(policy_snapshot_id="polsnap_1"))  # wrong: it shares nothing
