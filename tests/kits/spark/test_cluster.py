"""On executors that are processes of their own, of which one ends in the middle."""

import gzip
import json
import os
import signal
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from export_bundles.spark import judge, read, verify, verify_files
from pyspark.sql import SparkSession
from samples import debrief, evidence, mixed

SAME = ("months", "bundles", "root", "aside", "population", "partitions", "warnings")
"""What the report of the command says, too."""

Command = Callable[..., dict[str, Any]]


def same(report: Any) -> dict[str, Any]:
    said = json.loads(report.to_json())
    return {name: said[name] for name in SAME}


def expected(said: dict[str, Any]) -> dict[str, Any]:
    return {name: said[name] for name in SAME}


def lines(path: Path, documents: list[str]) -> Path:
    path.write_text("".join(f"{it}\n" for it in documents), "utf-8", newline="\n")
    return path


def test_it_says_what_the_command_says(
    spark: SparkSession, tmp_path: Path, command: Command
) -> None:
    documents = mixed(300)
    file = lines(tmp_path / "bundles.ndjson", [*documents[:200], "", " \t\r", *documents[200:]])
    report = verify_files(spark, [str(file)], "lines")
    said = command(file)
    assert same(report) == expected(said)
    assert said["bundles"] > 200 and said["aside"] > 30 and len(said["partitions"]) == 9
    assert report.documents == len(documents) == report.bundles + report.aside + report.doubles
    assert not report.is_sound and report.unreadable == {}
    assert sum(report.reasons.values()) >= report.aside
    assert {it["source"] for it in report.unsound} == {file.as_uri()}
    assert [it["sha256"] for it in report.unsound] == sorted(it["sha256"] for it in report.unsound)


def test_executors_have_what_was_shipped(spark: SparkSession, home: Path) -> None:
    def where(batches: Iterator[Any]) -> Iterator[Any]:
        import export_bundles._core
        import pyarrow as pa

        for _ in batches:
            yield pa.RecordBatch.from_pydict({"where": [export_bundles._core.__file__]})

    rows = spark.range(4, numPartitions=4).mapInArrow(where, "where string").collect()
    assert rows and all(Path(row["where"]).is_relative_to(home / "work") for row in rows), rows


def test_a_period_has_its_own_root(spark: SparkSession, tmp_path: Path, command: Command) -> None:
    documents = mixed(90)
    file = lines(tmp_path / "all.ndjson", documents)
    of_quarter = lines(tmp_path / "q.ndjson", [it for it in documents if "2026-07" not in it])
    report = verify(read(spark, [str(file)], "lines"), period="2026-Q2")
    said = command(of_quarter)
    assert report.months == ["2026-04", "2026-05"]
    assert (report.root, report.population) == (said["root"], said["population"])
    with pytest.raises(ValueError, match="such as 2026, 2026-Q3 or 2026-07"):
        verify(read(spark, [str(file)], "lines"), period="July")


def test_an_executor_that_is_killed_loses_nothing(
    spark: SparkSession, tmp_path: Path, command: Command
) -> None:
    documents = mixed(400)
    file = lines(tmp_path / "bundles.ndjson", documents)
    killed = tmp_path / "killed"

    def kill_once(batches: Iterator[Any]) -> Iterator[Any]:
        for number, batch in enumerate(batches):
            yield batch
            if number == 1 and not killed.exists():
                killed.touch()
                # A worker's parent forks workers, and its parent is the executor.
                stat = Path(f"/proc/{os.getppid()}/stat").read_text()
                os.kill(int(stat.rpartition(")")[2].split()[1]), signal.SIGKILL)

    rows = read(spark, [str(file)], "lines").repartition(6)
    spark.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", "10")
    judged = judge(rows.mapInArrow(kill_once, rows.schema)).collect()
    spark.conf.unset("spark.sql.execution.arrow.maxRecordsPerBatch")
    assert killed.exists()
    assert len(judged) == len(documents)
    killed.unlink()
    report = verify(rows.mapInArrow(kill_once, rows.schema), source="source")
    assert same(report) == expected(command(file))
    assert report.documents == len(documents)


def test_a_file_of_most_of_the_data_and_many_small_ones(
    spark: SparkSession, tmp_path: Path, command: Command
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    lines(folder / "large.ndjson", [debrief(number) for number in range(9_000)])
    for number in range(9_000, 10_000):
        lines(folder / f"{number}.ndjson", [debrief(number)])
    report = verify_files(spark, [str(folder)], "lines")
    assert report.bundles == 10_000 and report.is_sound
    assert same(report) == expected(command(folder))


def test_ten_thousand_files(spark: SparkSession, tmp_path: Path) -> None:
    for number in range(10_000):
        (tmp_path / f"{number}.ndjson").write_text(debrief(number % 5_000), "utf-8")
    report = verify_files(spark, [str(tmp_path)], "lines")
    assert (report.documents, report.bundles, report.doubles) == (10_000, 5_000, 5_000)
    assert len(report.double) == 100


def test_a_damaged_file_among_good_ones_is_named(
    spark: SparkSession, tmp_path: Path, command: Command
) -> None:
    good, all_files = tmp_path / "good", tmp_path / "all"
    good.mkdir()
    all_files.mkdir()
    for number in range(9):
        text = "".join(f"{debrief(it)}\n" for it in range(number * 10, number * 10 + 10))
        packed = gzip.compress(text.encode())
        (all_files / f"{number}.ndjson.gz").write_bytes(packed if number != 4 else packed[:-40])
        if number != 4:
            (good / f"{number}.ndjson.gz").write_bytes(packed)
    report = verify_files(spark, [str(all_files)], "lines")
    assert list(report.unreadable) == [(all_files / "4.ndjson.gz").as_uri()]
    assert report.documents == 80 and not report.is_sound
    assert same(report) == expected(command(good))


def test_a_damaged_parquet_file_among_good_ones_is_named(
    spark: SparkSession, tmp_path: Path, command: Command
) -> None:
    file = lines(tmp_path / "bundles.ndjson", [debrief(number) for number in range(60)])
    said = command(file)
    damaged = sorted((tmp_path / "archive" / "bundles").rglob("*.parquet"))[3]
    content = bytearray(damaged.read_bytes())
    content[len(content) // 3 : len(content) // 2] = b"\0" * (len(content) // 2 - len(content) // 3)
    damaged.write_bytes(content)
    report = verify_files(spark, [str(tmp_path / "archive" / "bundles")], "parquet")
    assert [Path(it).name for it in report.unreadable] == [damaged.name]
    remaining = {(it["tenant"], it["month"]): it for it in report.partitions}
    lost = [it for it in said["partitions"] if (it["tenant"], it["month"]) not in remaining]
    assert [it["bundles"] for it in lost] == [said["bundles"] - report.bundles]
    assert list(remaining.values()) == [it for it in said["partitions"] if it not in lost]


def test_an_archive_is_read_as_it_was_written(
    spark: SparkSession, tmp_path: Path, command: Command
) -> None:
    said = command(lines(tmp_path / "bundles.ndjson", [*mixed(60)]))
    report = verify_files(spark, [str(tmp_path / "archive" / "bundles")], "parquet")
    assert {**same(report), "aside": said["aside"]} == expected(said)
    assert report.is_sound


def test_large_documents_fit(spark: SparkSession, tmp_path: Path) -> None:
    # Together they are more than an Arrow array of texts can hold, or an executor.
    blanks = " " * (40 << 20)
    for number in range(56):
        (tmp_path / f"{number}.json").write_text(blanks + debrief(number), "utf-8")
    report = verify_files(spark, [str(tmp_path)], "whole")
    assert (report.bundles, report.aside) == (56, 0)


def test_facts_are_rows(spark: SparkSession) -> None:
    text = evidence(0)
    rows = spark.createDataFrame([(1, text), (2, "{}"), (3, None)], "number int, text string")
    facts = judge(rows, document="text", source="number").collect()
    assert Counter(row["sound"] for row in facts) == {True: 1, False: 2}
    [sound] = [row for row in facts if row["sound"]]
    assert (sound["type"], sound["steps"]) == ("evidence", len(json.loads(text)["steps"]))
    assert (sound["month"], sound["source"]) == ("2026-04", "1")
    assert sound["seal"] == json.loads(text)["content_hash"]
