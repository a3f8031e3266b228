"""The life of a bundle, in this language: what was tampered with is found, as in every other."""

import json
from pathlib import Path
from typing import Any

import pytest

from export_bundles.evidence import RULES, SealError, canonical, seal, verify, verify_seal

FOLDER = Path(__file__).parents[3] / "crates" / "evidence" / "tests" / "tampered"
TABLE = json.loads((FOLDER / "table.json").read_text("utf-8"))


def changed(kind: str, changes: list[dict[str, Any]]) -> str:
    """The text of a sound bundle of a type, with changes."""
    document = json.loads((FOLDER / "sound" / f"{kind}.json").read_text("utf-8"))
    for change in changes:
        *tokens, last = [
            token.replace("~1", "/").replace("~0", "~") for token in change["pointer"].split("/")[1:]
        ]
        holder = document
        for token in tokens:
            holder = holder[int(token) if isinstance(holder, list) else token]
        key: Any = int(last) if isinstance(holder, list) else last
        if "value" in change:
            holder[key] = change["value"]
        else:
            del holder[key]
    # A text `@…@` stands for the number in it.
    return json.dumps(document).replace('"@', "").replace('@"', "")


def resealed(text: str) -> str:
    return json.dumps({**json.loads(text), "content_hash": seal(text)})


@pytest.mark.parametrize("row", TABLE, ids=lambda row: f"{row['of']}: {row['name']}")
def test_tampered(row: dict[str, Any]) -> None:
    text = changed(row["of"], row["changes"])
    if row.get("resealed", True) and row["of"] != "executive_debrief":
        text = resealed(text)
    verification = verify(text)
    expected = sorted((it["rule"], it["pointer"]) for it in row["findings"])
    assert sorted((it.rule, it.pointer) for it in verification.findings) == expected
    assert verification.valid
    severities = {rule.id: rule.severity for rule in RULES}
    is_sound = all(severities[rule] == "warning" for rule, _ in expected)
    assert verification.verdict == ("sound" if is_sound else "unsound")


def test_findings_stand_in_the_order_of_the_document() -> None:
    document = json.loads(changed("soc2", [{"pointer": "/total_tokens", "value": 1}]))
    content_hash = document.pop("content_hash")
    first = verify(json.dumps({"content_hash": content_hash, **document}))
    last = verify(json.dumps({**document, "content_hash": content_hash}))
    assert [it.rule for it in first.findings] == ["seal-matches", "totals-match"]
    assert [it.rule for it in last.findings] == ["totals-match", "seal-matches"]


def test_what_is_no_bundle_is_not_held_against_the_rules() -> None:
    assert verify("{}").findings == []
    assert verify("[").seal == "absent"
    newer = verify(resealed(changed("evidence", [{"pointer": "/since_version_9", "value": True}])))
    assert (newer.valid, newer.seal, newer.verdict) == (False, "matches", "unsound")


def test_a_seal_is_that_of_the_value() -> None:
    text = '{"b": 1.50, "a": "\\u20ac", "content_hash": "stale"}'
    assert canonical(text) == '{"a":"€","b":1.5}'.encode()
    assert seal(text) == seal('{"a":"€","b":15e-1}'.encode())
    assert verify_seal(text) == "broken"
    assert verify_seal('{"a": 1, "content_hash": null}') == "absent"


@pytest.mark.parametrize(
    ("text", "pointer"),
    [
        ("", ""),
        ("[1]", ""),
        ('{"a": {"b/c": [0, 9007199254740993]}}', "/a/b~1c/1"),
        ('{"a": 9007199254740993.0}', "/a"),
        ('{"a": 0.1000000000000000055}', "/a"),
        ('{"a": {"b": 1, "b": 1}}', "/a/b"),
        ('{"a": "\\ud800"}', ""),
        ('{"a": "\ud800"}', ""),
        (b'{"a": "\xff"}', ""),
    ],
)
def test_what_cannot_be_sealed_says_where(text: str | bytes, pointer: str) -> None:
    with pytest.raises(SealError) as caught:
        canonical(text)
    assert caught.value.pointer == pointer


def test_of_several_numbers_the_first_of_the_text_is_named() -> None:
    with pytest.raises(SealError) as caught:
        canonical('{"b": [1, 0.10000000000000000555], "a": 9007199254740993}')
    assert caught.value.pointer == "/b/1"
