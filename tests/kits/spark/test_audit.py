"""The script: submitted to Spark, and run on Sail, which is another engine."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import CLUSTER, REPOSITORY, SITE
from samples import debrief, mixed
from test_archive import verified
from test_cluster import expected, lines

AUDIT = REPOSITORY / "packaging" / "spark" / "audit.py"


@pytest.fixture(scope="module")
def sail() -> Iterator[str]:
    """Where Sail listens."""
    server = "import time; from pysail.spark import SparkConnectServer as S; s = S(); s.start(background=True)\n"
    server += "print(s.listening_address[1], flush=True); time.sleep(600)"
    environment = {**os.environ, "PYTHONPATH": str(SITE)}
    command = [sys.executable, "-c", server]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout
        yield f"sc://127.0.0.1:{process.stdout.readline().strip()}"
        process.kill()


def run(arguments: list[Any], cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": "site", **environment}
    # The driver has the package beside it; what executors have of that name is what they were sent.
    if not (cwd / "site").exists():
        (cwd / "site").symlink_to(SITE)
    return subprocess.run(arguments, capture_output=True, text=True, cwd=cwd, env=environment)


def test_spark_is_given_the_script(
    shipped: Path, tmp_path: Path, command: Callable[..., dict[str, Any]]
) -> None:
    file = lines(tmp_path / "bundles.ndjson", mixed(60))
    submit = [Path(sys.executable).with_name("spark-submit"), "--master", CLUSTER]
    submit += ["--archives", f"{shipped}#site", "--conf", "spark.executorEnv.PYTHONPATH=site"]
    said = run([*submit, "--conf", "spark.ui.enabled=false", AUDIT, file], tmp_path)
    assert said.returncode == 1, said.stderr
    report = json.loads(said.stdout)
    assert expected(report) == expected(command(file))
    assert report["verdict"] == "unsound"


def test_sail_finds_the_same(
    sail: str, tmp_path: Path, command: Callable[..., dict[str, Any]]
) -> None:
    file = lines(tmp_path / "bundles.ndjson", [*mixed(300), " \r"])
    said = run([sys.executable, AUDIT, file], tmp_path, SPARK_REMOTE=sail)
    assert said.returncode == 1, said.stderr
    report = json.loads(said.stdout)
    assert expected(report) == expected(command(file))
    assert {it["source"] for it in report["unsound"]} == {file.as_uri()}
    read = run([sys.executable, AUDIT, "--engine-reads", file], tmp_path, SPARK_REMOTE=sail)
    assert expected(json.loads(read.stdout)) == expected(report), read.stderr


def test_sail_reads_an_archive(
    sail: str, tmp_path: Path, command: Callable[..., dict[str, Any]]
) -> None:
    told = command(lines(tmp_path / "bundles.ndjson", [debrief(it) for it in range(50)]))
    audit = [sys.executable, AUDIT, "--form", "parquet", tmp_path / "archive" / "bundles"]
    said = run(audit, tmp_path, SPARK_REMOTE=sail)
    assert said.returncode == 0, said.stderr
    assert expected(json.loads(said.stdout)) == expected(told)


def test_sail_writes_an_archive(
    sail: str, tmp_path: Path, command: Callable[..., dict[str, Any]]
) -> None:
    file = lines(tmp_path / "bundles.ndjson", mixed(300))
    audit = [sys.executable, AUDIT, "--to", tmp_path / "sail", "--origin", "example.com/archive", file]
    said = run(audit, tmp_path, SPARK_REMOTE=sail)
    assert said.returncode == 1, said.stderr
    told = command(file)
    added = json.loads(said.stdout)
    assert (added["bundles"], added["aside"]) == (told["bundles"], told["aside"])
    assert expected(verified(tmp_path / "sail")) == expected(told)
    again = json.loads(run(audit, tmp_path, SPARK_REMOTE=sail).stdout)
    assert (again["added"], again["aside"], again["bundles"]) == (0, 0, told["bundles"])


def test_the_script_says_what_is_wrong(sail: str, tmp_path: Path) -> None:
    said = run([sys.executable, AUDIT, "--help"], tmp_path)
    assert said.returncode == 0 and "spark-submit --archives site.zip#site" in said.stdout
    said = run([sys.executable, AUDIT, tmp_path / "absent"], tmp_path, SPARK_REMOTE=sail)
    assert said.returncode == 2 and said.stderr.startswith("error: "), said
    file = lines(tmp_path / "bundles.ndjson", [debrief(1)])
    audit = [sys.executable, AUDIT, "--period", "July", file]
    said = run(audit, tmp_path, SPARK_REMOTE=sail)
    assert said.returncode == 2 and "such as 2026, 2026-Q3 or 2026-07" in said.stderr
