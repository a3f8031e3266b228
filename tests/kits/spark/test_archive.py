"""Archives that executors write are what the command would have written, but for how files are divided."""

import json
import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import PROGRAM
from export_bundles.spark import archive, archive_files, read
from pyspark.sql import SparkSession
from samples import debrief, evidence, mixed
from test_cluster import expected, lines

Command = Callable[..., dict[str, Any]]
ORIGIN = "example.com/archive"


def verified(folder: Path) -> dict[str, Any]:
    """What the command says of an archive."""
    verify = [PROGRAM, "archive", "verify", folder, "--format", "json"]
    said = subprocess.run(verify, capture_output=True, text=True)
    assert said.returncode == 0, said.stdout + said.stderr
    report: dict[str, Any] = json.loads(said.stdout)
    return report


def test_it_is_the_archive_of_the_command(
    spark: SparkSession, tmp_path: Path, command: Command
) -> None:
    documents = mixed(300)
    file = lines(tmp_path / "bundles.ndjson", documents)
    said = command(file)
    to = tmp_path / "spark"
    added = archive_files(spark, [str(file)], "lines", str(to), origin=ORIGIN)
    assert expected(verified(to)) == expected(said)
    assert (added.bundles, added.added, added.aside) == (said["bundles"], said["bundles"], said["aside"])
    assert added.documents == len(documents) and not added.is_sound
    assert added.known > 0 and added.known_aside == 0
    before = {it: it.read_bytes() for it in to.rglob("*") if it.is_file()}
    again = archive_files(spark, [str(file)], "lines", str(to), origin=ORIGIN)
    assert (again.added, again.aside, again.bundles) == (0, 0, said["bundles"])
    assert again.documents == len(documents)
    assert {it: it.read_bytes() for it in to.rglob("*") if it.is_file()} == before


def test_it_goes_on_with_the_archive_of_the_command(
    spark: SparkSession, tmp_path: Path, command: Command
) -> None:
    first = lines(tmp_path / "first.ndjson", mixed(120))
    both = lines(tmp_path / "both.ndjson", [*mixed(120), *map(debrief, range(1000, 1090))])
    said = command(first)
    to = tmp_path / "archive"
    added = archive_files(spark, [str(both)], "lines", str(to))
    assert added.added == 90 and added.bundles == said["bundles"] + 90
    subprocess.run([PROGRAM, "archive", "add", "--to", tmp_path / "alone", both], capture_output=True)
    assert expected(verified(to)) == expected(verified(tmp_path / "alone"))


def test_large_partitions_are_divided(spark: SparkSession, tmp_path: Path) -> None:
    blanks = " " * (1 << 20)
    rows = [(debrief(9 * number) + blanks,) for number in range(120)]
    documents = spark.createDataFrame(rows, "document string").repartition(4)
    added = archive(documents, str(tmp_path / "archive"))
    assert added.added == 120
    parts = list((tmp_path / "archive" / "bundles").rglob("*.parquet"))
    assert 3 <= len(parts) <= 6
    assert verified(tmp_path / "archive")["bundles"] == 120


def test_an_executor_that_is_killed_while_it_judges_loses_and_doubles_nothing(
    spark: SparkSession, tmp_path: Path, command: Command
) -> None:
    file = lines(tmp_path / "bundles.ndjson", [evidence(number) for number in range(300)])
    killed = tmp_path / "killed"

    def kill_once(batches: Iterator[Any]) -> Iterator[Any]:
        for batch in batches:
            yield batch
            if not killed.exists():
                killed.touch()
                # A worker's parent forks workers, and its parent is the executor.
                stat = Path(f"/proc/{os.getppid()}/stat").read_text()
                os.kill(int(stat.rpartition(")")[2].split()[1]), signal.SIGKILL)

    rows = read(spark, [str(file)], "lines").repartition(6)
    added = archive(rows.mapInArrow(kill_once, rows.schema), str(tmp_path / "spark"))
    assert killed.exists()
    assert (added.added, added.known) == (300, 0)
    assert expected(verified(tmp_path / "spark")) == expected(command(file))


def test_an_executor_that_is_killed_while_it_writes_loses_and_doubles_nothing(
    spark: SparkSession, tmp_path: Path, command: Command, home: Path
) -> None:
    file = lines(tmp_path / "bundles.ndjson", [evidence(number) for number in range(300)])
    killed = []

    def kill_a_writer() -> None:
        while not next((tmp_path / "spark").rglob("bundles/*/*/*"), None):
            time.sleep(0.001)
        killed.append(executors(home)[0])
        os.kill(killed[0], signal.SIGKILL)

    killing = threading.Thread(target=kill_a_writer, daemon=True)
    killing.start()
    added = archive(read(spark, [str(file)], "lines"), str(tmp_path / "spark"))
    killing.join()
    assert killed and (added.added, added.known) == (300, 0)
    assert expected(verified(tmp_path / "spark")) == expected(command(file))


def executors(home: Path) -> list[int]:
    """The executors of this cluster, which work below its folder."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            is_one = b"CoarseGrainedExecutorBackend" in (process / "cmdline").read_bytes()
            if is_one and (process / "cwd").readlink().is_relative_to(home):
                found.append(int(process.name))
        except OSError:
            continue
    return found


def test_it_is_signed_and_stays_so(spark: SparkSession, tmp_path: Path) -> None:
    subprocess.run([PROGRAM, "keygen", tmp_path / "log"], check=True, capture_output=True)
    key = (tmp_path / "log.key").read_text("utf-8")
    to = str(tmp_path / "archive")
    documents = spark.createDataFrame([(debrief(1),)], "document string")
    archive(documents, to, origin=ORIGIN, key=key)
    assert (Path(to) / "head.note").is_file()
    with pytest.raises(OSError, match="the archive is signed"):
        archive(documents, to)
    assert archive(documents, to, key=key).known == 1


def test_what_cannot_be_read_is_told_and_the_rest_is_added(
    spark: SparkSession, tmp_path: Path
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    lines(folder / "1.ndjson", [debrief(number) for number in range(20)])
    (folder / "2.ndjson.gz").write_bytes(b"\x1f\x8b\x08\0\0\0\0\0\0\3damaged")
    added = archive_files(spark, [str(folder)], "lines", str(tmp_path / "archive"))
    assert list(added.unreadable) == [(folder / "2.ndjson.gz").as_uri()]
    assert added.added == 20 and not added.is_sound
    assert verified(tmp_path / "archive")["bundles"] == 20
