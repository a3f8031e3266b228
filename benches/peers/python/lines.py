"""Other readers of a file with a bundle a line. Usage: lines.py pydantic|jsonschema|duckdb FILE [SCHEMA]"""

import json
import sys


def with_pydantic(file):
    import models

    read = models.EvidenceBundle.model_validate_json
    with open(file, "rb") as lines:
        for line in lines:
            read(line)


def with_jsonschema(file, schema):
    import jsonschema

    with open(schema, encoding="utf-8") as text:
        validator = jsonschema.Draft202012Validator(json.load(text))
    with open(file, "rb") as lines:
        for line in lines:
            validator.validate(json.loads(line))


def with_duckdb(file):
    import duckdb

    query = "SELECT count(*), sum(total_tokens), max(created_at) FROM read_ndjson(?)"
    duckdb.execute(query, [file]).fetchall()


READERS = {"pydantic": with_pydantic, "jsonschema": with_jsonschema, "duckdb": with_duckdb}
READERS[sys.argv[1]](*sys.argv[2:])
