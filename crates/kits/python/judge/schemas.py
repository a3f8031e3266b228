"""What pydantic makes of installed models: `schemas.py OUT_DIR MODULE`.

Writes `accept/<name>.schema.json` and `emit/<name>.schema.json` for each type, from the JSON Schema
that its model gives for what is validated and for what is serialized.
"""

import importlib
import json
import sys
from pathlib import Path

from pydantic import TypeAdapter
from pydantic.json_schema import JsonSchemaMode

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_MODES: dict[str, JsonSchemaMode] = {"accept": "validation", "emit": "serialization"}


def main() -> None:
    documents = importlib.import_module(f"{sys.argv[2]}.parsing").DOCUMENTS
    for folder, mode in _MODES.items():
        target = Path(sys.argv[1], folder)
        target.mkdir(parents=True, exist_ok=True)
        for document in documents.values():
            schema = TypeAdapter(document.type).json_schema(mode=mode)
            text = json.dumps({"$schema": _DIALECT, "title": document.title, **schema}, indent=2)
            (target / document.file).write_text(f"{text}\n", "utf-8", newline="\n")


if __name__ == "__main__":
    main()
