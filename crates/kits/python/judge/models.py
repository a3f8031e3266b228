"""What an installed package says of documents: `models.py INPUT OUTPUT MODULE`."""

import importlib
import json
import sys
from pathlib import Path
from typing import Any


def verdict(package: Any, title: str, text: str) -> dict[str, Any]:
    """Whether the text is such a document, and what is wrong with it."""
    try:
        package.parse(title, text)
    except package.Rejection as rejection:
        violations = [{"pointer": it.pointer, "keyword": it.keyword} for it in rejection.violations]
        return {"valid": False, "violations": violations}
    return {"valid": True, "violations": []}


def main() -> None:
    source, target = map(Path, sys.argv[1:3])
    package = importlib.import_module(sys.argv[3])
    with source.open(encoding="utf-8") as lines, target.open("w", encoding="utf-8") as output:
        for line in lines:
            case = json.loads(line)
            output.write(json.dumps(verdict(package, case["type"], case["text"])) + "\n")


if __name__ == "__main__":
    main()
