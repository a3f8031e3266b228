"""Documents in an object store, which executors read without anything that Spark would need for it."""

import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from export_bundles.spark import verify_files
from pyarrow import fs
from pyspark.sql import SparkSession
from samples import mixed
from test_audit import AUDIT, run, sail  # noqa: F401: a fixture
from test_cluster import expected, lines, same

SECRET = "not-to-be-told"


@pytest.fixture
def store() -> Iterator[str]:
    """What is behind the name of a bucket, in a server that speaks S3."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = [Path(sys.executable).with_name("moto_server"), "-H", "127.0.0.1", "-p", str(port)]
    with subprocess.Popen(server, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        while socket.socket().connect_ex(("127.0.0.1", port)):
            assert process.poll() is None, "the server has ended"
            time.sleep(0.05)
        yield f"endpoint_override=127.0.0.1:{port}&scheme=http&region=us-east-1"
        process.kill()


def test_a_bucket_is_read_by_executors(
    spark: SparkSession,
    sail: str,  # noqa: F811
    store: str,
    tmp_path: Path,
    command: Callable[..., dict[str, Any]],
) -> None:
    file = lines(tmp_path / "bundles.ndjson", mixed(200))
    keys = f"allow_bucket_creation=true&{store}"
    files, _ = fs.FileSystem.from_uri(f"s3://key:{SECRET}@bundles/?{keys}")
    files.create_dir("bundles")
    files.create_dir("bundles/empty")
    with pytest.raises(FileNotFoundError) as raised:
        verify_files(spark, [f"s3://key:{SECRET}@bundles/empty?{store}"], "lines")
    assert str(raised.value) == "there is no document in s3://bundles/empty"
    with files.open_output_stream("bundles/2026/a b.ndjson") as stream:
        stream.write(file.read_bytes())
    place = f"s3a://key:{SECRET}@bundles/2026?{store}"
    report = verify_files(spark, [place], "lines")
    assert same(report) == expected(command(file))
    assert {it["source"] for it in report.unsound} == {"s3://bundles/2026/a%20b.ndjson"}
    assert SECRET not in report.to_json()
    said = run([sys.executable, AUDIT, place], tmp_path, SPARK_REMOTE=sail)
    assert said.stdout == f"{report.to_json()}\n", said.stderr
