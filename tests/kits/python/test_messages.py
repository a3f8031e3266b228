"""What senders are told, word for word, as in every other language."""

import json
from pathlib import Path
from typing import Any

import pytest

from export_bundles import Rejection, parse

CASES = json.loads((Path(__file__).parents[2] / "messages.json").read_text("utf-8"))["cases"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_senders_are_told_what_to_mend(case: Any) -> None:
    with pytest.raises(Rejection) as caught:
        parse(case["type"], case["text"])
    found = [[it.pointer, it.keyword, it.message] for it in caught.value.violations]
    assert found == case["violations"]
