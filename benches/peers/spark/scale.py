"""How fast bundles are judged: by the core alone in one thread, and by Spark on 1, 2 and 4 executors of this machine, from
lines of text and from Parquet, read by the core and by Spark.

    SPARK_SITE=site python scale.py [BUNDLES]

`SPARK_SITE` is the folder that goes to executors, as packaging/spark/README.md makes it.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SITE = Path(os.environ["SPARK_SITE"]).resolve()
FORMS = ("lines", "parquet")
REPOSITORY = Path(__file__).parents[3]
sys.path[:0] = [str(SITE), str(REPOSITORY / "tests" / "kits" / "spark")]


def main() -> None:
    if sys.argv[1:2] == ["--on"]:
        print(json.dumps(on_spark(int(sys.argv[2]), sys.argv[3])))
        return
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 400_000
    with tempfile.TemporaryDirectory() as folder:
        size = write(Path(folder), count)
        print(f"{count} bundles, {size / 1e6:.0f} MB, {os.cpu_count()} cores")
        alone = core_alone(Path(folder))
        print(f"core alone: {alone:.1f} MB a core-second")
        for executors in (1, 2, 4):
            command = [sys.executable, __file__, "--on", str(executors), folder]
            said = subprocess.run(command, check=True, capture_output=True, text=True)
            for what, (wall, busy) in json.loads(said.stdout.splitlines()[-1]).items():
                rate = f"{size / 1e6 / wall:6.1f} MB/s, {size / 1e6 / busy:6.1f} MB a core-second"
                print(f"{executors} executors, {what}: {wall:6.1f} s, {rate}", flush=True)


def write(folder: Path, count: int) -> int:
    """Writes 16 files of bundles in each form, every third of which is evidence with a seal."""
    import pyarrow as pa
    import pyarrow.parquet as pq
    from samples import debrief, evidence

    for form in FORMS:
        (folder / form).mkdir()
    sealed = [evidence(number) for number in range(0, 3000, 3)]
    size = 0
    for part in range(16):
        bundles = [
            sealed[number // 3 % len(sealed)] if number % 3 == 0 else debrief(number)
            for number in range(part, count, 16)
        ]
        text = "".join(f"{bundle}\n" for bundle in bundles)
        size += (folder / "lines" / f"{part}.ndjson").write_bytes(text.encode())
        pq.write_table(pa.table({"document": bundles}), folder / "parquet" / f"{part}.parquet", compression="zstd")
    return size


def core_alone(folder: Path) -> float:
    """Megabytes a second of a core in one thread, without an engine."""
    import pyarrow as pa
    from export_bundles import _core

    data = (folder / "lines" / "0.ndjson").read_bytes().splitlines()
    schema = pa.schema([("document", pa.large_binary()), ("source", pa.string())])
    batches = []
    for first in range(0, len(data), 5000):
        documents = data[first : first + 5000]
        batch = pa.record_batch([pa.array(documents, pa.large_binary()), pa.array([""] * len(documents))], schema=schema)
        sink = pa.BufferOutputStream()
        with pa.ipc.new_stream(sink, schema) as writer:
            writer.write_batch(batch)
        batches.append(sink.getvalue().to_pybytes())
    core = _core.archive.Judge("facts", False)
    begin = time.process_time()
    for batch in batches:
        core.documents(batch)
    return sum(map(len, data)) / 1e6 / (time.process_time() - begin)


def busy() -> float:
    """For how many seconds this process and all that it has started were on a processor."""
    of_parent: dict[int, list[int]] = {}
    seconds = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        of_parent.setdefault(int(fields[1]), []).append(int(folder.name))
        seconds[int(folder.name)] = sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")
    found = [os.getpid()]
    for process in found:
        found += of_parent.get(process, [])
    return sum(seconds[it] for it in found)


def on_spark(executors: int, folder: str) -> dict[str, tuple[float, float]]:
    """Seconds to verify all with so many executors of a core each, and seconds of all cores together."""
    import pyspark
    from export_bundles.spark import read, verify, verify_files
    from pyspark.sql import SparkSession

    os.environ |= {
        "PYSPARK_PYTHON": sys.executable,
        "SPARK_HOME": str(Path(pyspark.__file__).parent),
        "SPARK_LOCAL_IP": "127.0.0.1",
        "SPARK_WORKER_DIR": tempfile.mkdtemp(),
    }
    shipped = shutil.make_archive(str(Path(tempfile.mkdtemp()) / "site"), "zip", SITE)
    session = (
        SparkSession.builder.master(f"local-cluster[{executors},1,1024]")
        .config("spark.archives", f"{shipped}#site")
        .config("spark.executorEnv.PYTHONPATH", "site")
        .config("spark.sql.shuffle.partitions", "8")
        .config("spark.sql.files.maxPartitionBytes", "16m")
        .config("spark.ui.enabled", "false")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("ERROR")

    def timed(work):
        begin, before = time.perf_counter(), busy()
        work()
        return time.perf_counter() - begin, busy() - before

    def by_core(form):
        verify_files(session, [f"{folder}/{form}"], form)

    def by_engine(form):
        verify(read(session, [f"{folder}/{form}"], form), source="source")

    seconds = {}
    for form in FORMS:
        for name, work in [("read by the core", by_core), ("read by Spark", by_engine)]:
            work(form)
            seconds[f"{form} {name}"] = timed(lambda form=form, work=work: work(form))
    session.stop()
    return seconds


if __name__ == "__main__":
    main()
