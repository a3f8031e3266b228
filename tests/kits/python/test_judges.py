"""The judges: two readings of the same documents, which must agree."""

import json
import subprocess
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from export_bundles.parsing import DOCUMENTS

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def schemas() -> Path:
    return Path(str(files("export_bundles") / "schemas"))


@pytest.fixture(scope="module")
def documents(
    tmp_path_factory: pytest.TempPathFactory, client: Path, schemas: Path, run: Run
) -> Path:
    output = tmp_path_factory.mktemp("documents") / "documents.ndjson"
    write(client, schemas, run, output, seed=5)
    return output


def write(client: Path, schemas: Path, run: Run, output: Path, seed: int) -> None:
    options = ("--count", 180, "--seed", seed, "--schemas", schemas)
    result = run(client / "judge" / "documents.py", *options, output)
    assert result.returncode == 0, result.stderr


def lines(path: Path) -> list[Any]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_documents_are_as_many_as_asked_for_and_mutated(documents: Path) -> None:
    written = lines(documents)
    assert len(written) == 2 * 180
    assert {it["type"] for it in written} == set(DOCUMENTS)


def test_documents_depend_on_the_seed_alone(
    documents: Path, tmp_path: Path, client: Path, schemas: Path, run: Run
) -> None:
    write(client, schemas, run, tmp_path / "same", seed=5)
    write(client, schemas, run, tmp_path / "other", seed=6)
    assert (tmp_path / "same").read_bytes() == documents.read_bytes()
    assert (tmp_path / "other").read_bytes() != documents.read_bytes()


def test_judges_agree(
    documents: Path, tmp_path: Path, client: Path, schemas: Path, run: Run
) -> None:
    models, independent = tmp_path / "models", tmp_path / "independent"
    assert run(client / "judge" / "models.py", documents, models, "export_bundles").returncode == 0
    result = run(client / "judge" / "independent.py", documents, independent, schemas)
    assert result.returncode == 0, result.stderr
    verdicts = [False, False]
    for case, one, other in zip(lines(documents), lines(models), lines(independent), strict=True):
        assert listed(one) == listed(other), case
        verdicts[one["valid"]] = True
    # As drawn, every document is right; the mutations see to the rest.
    assert all(it["valid"] for it in lines(models)[::2])
    assert all(verdicts)


def listed(verdict: Any) -> Any:
    found = {(it["pointer"], it["keyword"]) for it in verdict["violations"]}
    return verdict["valid"], sorted(found) if len(verdict["violations"]) < 100 else None
