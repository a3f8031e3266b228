"""Everything that can be told about a document that somebody sent."""

from dataclasses import dataclass
from typing import Any, Literal

from .. import reader
from ..models import EvidenceBundle, ExecutiveDebriefBundle, SOC2Bundle
from ..parsing import parse
from ..rejection import Rejection, Violation
from .checks import Subject, apply
from .finding import Finding, note_of
from .seal import SealError, SealState, verify_seal
from .table import RULES


@dataclass(frozen=True)
class Verification:
    """Everything that can be told about a document that somebody sent."""

    valid: bool
    """Whether it is what its schema asks for. What is not is not held against the rules."""
    violations: list[Violation]
    """Where it is not what its schema asks for."""
    findings: list[Finding]
    """Where it is not as the rules have it, in document order."""
    seal: SealState
    """What it says of its own seal. A debrief bears none."""
    verdict: Literal["sound", "unsound"]
    """`sound` where it is valid and no finding is an error."""


def verify(
    text: str | bytes | bytearray, *, rules: Literal["default", "all"] = "default"
) -> Verification:
    """Verifies one bundle: schema, rules and seal.

    `rules` are those that every verifier applies, or `all`, which some auditors ask for.
    """
    try:
        bundle = parse("ExportBundle", text)
    except Rejection as rejection:
        return Verification(False, rejection.violations, [], _seal_of_any(text), "unsound")
    subject = _subject(text, bundle)
    findings: list[Finding] = []
    for rule in RULES:
        if rule.set == "default" or rules == "all":
            apply(rule.id, subject, note_of(rule, findings))
    if len(findings) > 1:
        document = reader.read(text)
        findings.sort(key=lambda finding: _place(document, finding.pointer))
    is_sound = all(finding.severity != "error" for finding in findings)
    seal: SealState = "broken" if subject.seal == "impossible" else subject.seal
    return Verification(True, [], findings, seal, "sound" if is_sound else "unsound")


def _seal_of_any(text: str | bytes | bytearray) -> SealState:
    try:
        return verify_seal(text)
    except SealError:
        return "absent"


def _subject(
    text: str | bytes | bytearray, bundle: EvidenceBundle | SOC2Bundle | ExecutiveDebriefBundle
) -> Subject:
    # A seal that is not there is broken by nothing.
    if isinstance(bundle, ExecutiveDebriefBundle) or bundle.content_hash is None:
        return Subject(bundle, "absent")
    try:
        return Subject(bundle, verify_seal(text))
    except SealError as error:
        return Subject(bundle, "impossible", error.pointer)


def _place(document: Any, pointer: str) -> tuple[int, ...]:
    """Where a value stands: its position in each of what is around it, as far as it is there."""
    place: list[int] = []
    for token in pointer.split("/")[1:]:
        name = token.replace("~1", "/").replace("~0", "~")
        if isinstance(document, dict) and name in document:
            place.append(list(document).index(name))
            document = document[name]
        elif isinstance(document, list) and name.isdigit() and int(name) < len(document):
            place.append(int(name))
            document = document[int(name)]
        else:
            break
    return tuple(place)
