"""Bundles by the thousand, made of two that are sound."""

import json
from pathlib import Path
from typing import Any

from export_bundles.evidence import seal

_SOUND = Path(__file__).parents[3] / "crates" / "evidence" / "tests" / "tampered" / "sound"
_DEBRIEF = json.loads((_SOUND / "executive_debrief.json").read_text("utf-8"))
_EVIDENCE = json.loads((_SOUND / "evidence.json").read_text("utf-8"))
TENANTS = ("tenant-eu-west-4", "ünïcode & co", "z")
MONTHS = ("2026-04", "2026-05", "2026-07")


def debrief(number: int) -> str:
    """The debrief of that number, which has no seal of its own."""
    return _text(_DEBRIEF, number)


def evidence(number: int) -> str:
    """The evidence of that number, sealed."""
    document = json.loads(_text(_EVIDENCE, number))
    document["content_hash"] = seal(json.dumps(document))
    return json.dumps(document, ensure_ascii=False)


def _text(sound: Any, number: int) -> str:
    prefix = sound["bundle_id"].partition("-")[0]
    document = {
        **sound,
        "bundle_id": f"{prefix}-{number:012x}40008000{number:012x}",
        "tenant_id": TENANTS[number % len(TENANTS)],
        "created_at": f"{MONTHS[number // 3 % len(MONTHS)]}-02T09:40:00Z",
    }
    return json.dumps(document, ensure_ascii=False)


def mixed(count: int) -> list[str]:
    """Sound bundles and others: some are there twice, some are changed, some are no JSON."""
    documents = []
    for number in range(count):
        if number % 10 == 7:
            documents.append(evidence(number).replace('"polsnap', '"Polsnap', 1))
        elif number % 25 == 3:
            documents.append(debrief(number)[:-1])
        elif number % 25 == 4:
            # The same bundle in other bytes, and the same bytes.
            documents += [debrief(number), debrief(number) + " ", debrief(number)]
        elif number % 3:
            documents.append(debrief(number))
        else:
            documents.append(evidence(number))
    return documents
