"""The conformance corpus that is shipped in the package."""

import json
from importlib.resources import files
from typing import Any

import pytest

from export_bundles import Rejection, parse

HOME = files("export_bundles") / "conformance" / "v1"
CORPUS = sorted(HOME.iterdir(), key=lambda it: it.name) if HOME.is_dir() else []


@pytest.mark.skipif(not CORPUS, reason="the installed package was not made by `publish --clients`")
@pytest.mark.parametrize("file", CORPUS, ids=lambda it: it.name)
def test_corpus(file: Any) -> None:
    cases = json.loads(file.read_text("utf-8"))["cases"]
    assert cases
    for case in cases:
        try:
            parse(case["type"], case["text"])
            found = []
        except Rejection as rejection:
            found = [(it.pointer, it.keyword) for it in rejection.violations]
        expected = [(it["pointer"], it["keyword"]) for it in case["violations"]]
        assert (case["valid"], sorted(expected)) == (not found, sorted(found)), case["name"]
