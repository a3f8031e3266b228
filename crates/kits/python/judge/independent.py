"""What a validator that shares no code with ours says of documents.

`independent.py INPUT OUTPUT SCHEMAS_DIR` asks the package `jsonschema` with the published schemas.
"""

import json
import sys
from pathlib import Path
from typing import Any

from reduction import Judge
from strict_text import TextFault, read


def verdict(judge: Judge, text: str) -> dict[str, Any]:
    """Whether the text is such a document, and what is wrong with it."""
    try:
        violations = judge.violations(read(text))
    except TextFault as fault:
        violations = [{"pointer": fault.pointer, "keyword": fault.keyword}]
    return {"valid": not violations, "violations": violations}


def main() -> None:
    source, target, schemas = map(Path, sys.argv[1:])
    judges = {}
    for path in sorted(schemas.glob("*.schema.json")):
        schema = json.loads(path.read_text("utf-8"))
        judges[schema["title"]] = Judge(schema)
    with source.open(encoding="utf-8") as lines, target.open("w", encoding="utf-8") as output:
        for line in lines:
            case = json.loads(line)
            output.write(json.dumps(verdict(judges[case["type"]], case["text"])) + "\n")


if __name__ == "__main__":
    main()
