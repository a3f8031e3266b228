"""The JSON Schemas that pydantic makes of the models. That they say what the published ones say, a
prover shows elsewhere; here they are tried on documents."""

import json
import subprocess
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from export_bundles import EvidenceBundle, Rejection, parse
from export_bundles.parsing import DOCUMENTS

TITLES = sorted(DOCUMENTS)


@pytest.fixture(scope="module")
def written(
    tmp_path_factory: pytest.TempPathFactory,
    client: Path,
    run: Callable[..., subprocess.CompletedProcess[str]],
) -> Path:
    folder = tmp_path_factory.mktemp("schemas")
    result = run(client / "judge" / "schemas.py", folder, "export_bundles")
    assert result.returncode == 0, result.stderr
    return folder


@pytest.mark.parametrize("mode", ["accept", "emit"])
@pytest.mark.parametrize("title", TITLES)
def test_schemas_are_well_formed(written: Path, title: str, mode: str) -> None:
    schema = json.loads((written / mode / DOCUMENTS[title].file).read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    for example in DOCUMENTS[title].schema["examples"]:
        canonical = parse(title, json.dumps(example)).model_dump_json()  # type: ignore
        Draft202012Validator(schema).validate(json.loads(canonical))


@pytest.mark.parametrize("title", TITLES)
def test_members_stand_as_published(written: Path, title: str) -> None:
    document = DOCUMENTS[title]
    if document.union:
        return
    schema = json.loads((written / "accept" / document.file).read_text("utf-8"))
    assert set(schema["properties"]) == set(document.schema["properties"])
    assert sorted(schema["required"]) == sorted(document.schema["required"])
    assert schema["additionalProperties"] is False
    assert defaults(schema) == defaults(document.schema)
    assert descriptions(schema) == descriptions(document.schema)


def defaults(schema: Any) -> dict[str, Any]:
    return {name: it["default"] for name, it in schema["properties"].items() if "default" in it}


def descriptions(schema: Any) -> dict[str, str]:
    return {name: it["description"] for name, it in schema["properties"].items()}


def test_what_is_written_holds_every_default() -> None:
    required = EvidenceBundle.model_json_schema(mode="serialization")["required"]
    assert {"steps", "total_tokens", "exported_by", "bundle_id"} <= set(required)
    assert "incident_id" not in required


def test_published_schemas_are_in_the_package() -> None:
    folder = files("export_bundles") / "schemas"
    for document in DOCUMENTS.values():
        schema = json.loads((folder / document.file).read_text("utf-8"))
        assert schema["title"] == document.title
        with pytest.raises(Rejection):
            document.decode("null")
