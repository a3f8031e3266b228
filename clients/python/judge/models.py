"""What the installed package says of documents: `models.py INPUT OUTPUT`."""

import json
import sys
from pathlib import Path
from typing import Any

from export_bundles import Rejection, parse


def verdict(title: str, text: str) -> dict[str, Any]:
    """Whether the text is such a document, and what is wrong with it."""
    try:
        parse(title, text)  # type: ignore[call-overload]
    except Rejection as rejection:
        violations = [{"pointer": it.pointer, "keyword": it.keyword} for it in rejection.violations]
        return {"valid": False, "violations": violations}
    return {"valid": True, "violations": []}


def main() -> None:
    source, target = map(Path, sys.argv[1:])
    with source.open(encoding="utf-8") as lines, target.open("w", encoding="utf-8") as output:
        for line in lines:
            case = json.loads(line)
            output.write(json.dumps(verdict(case["type"], case["text"])) + "\n")


if __name__ == "__main__":
    main()
