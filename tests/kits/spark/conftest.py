"""What the tests stand on: a cluster whose executors are processes of their own, and the command.

Executors have nothing of ours installed: the package goes with the job.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyspark
import pytest
from pyspark.sql import SparkSession

REPOSITORY = Path(__file__).parents[3]
SITE = Path(os.environ["SPARK_SITE"])
PROGRAM = Path(os.environ["EXPORT_BUNDLES"])
CLUSTER = "local-cluster[2,1,1024]"
# Not in PYTHONPATH, which executors on this machine would have, too.
sys.path.insert(0, str(SITE))


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package, packed for executors."""
    return Path(shutil.make_archive(str(tmp_path_factory.mktemp("shipped") / "site"), "zip", SITE))


@pytest.fixture(scope="session", autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of Spark, below which executors work: one of its own, so that nothing is left of them."""
    home = tmp_path_factory.mktemp("spark")
    for entry in Path(pyspark.__file__).parent.iterdir():
        if entry.name != "work":
            (home / entry.name).symlink_to(entry)
    os.environ |= {
        "PYSPARK_PYTHON": sys.executable,
        "SPARK_HOME": str(home),
        "SPARK_LOCAL_IP": "127.0.0.1",
    }
    return home


@pytest.fixture(scope="session")
def spark(shipped: Path, home: Path) -> Iterator[SparkSession]:
    """Two executors with a core each."""
    settings = {
        "spark.archives": f"{shipped}#site",
        "spark.executorEnv.PYTHONPATH": "site",
        "spark.sql.shuffle.partitions": "4",
        "spark.sql.files.openCostInBytes": "16k",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.log.level": "ERROR",
    }
    builder = SparkSession.builder.master(CLUSTER)
    for name, value in settings.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    yield session
    session.stop()


@pytest.fixture
def command(tmp_path: Path) -> Callable[..., dict[str, Any]]:
    """What the command says of the same documents, when it has archived them."""

    def ask(*paths: Path) -> dict[str, Any]:
        archive = tmp_path / "archive"
        subprocess.run([PROGRAM, "archive", "add", "--to", archive, *paths], capture_output=True)
        verify = [PROGRAM, "archive", "verify", archive, "--format", "json"]
        said = subprocess.run(verify, capture_output=True, text=True)
        assert said.returncode == 0, said.stderr
        report: dict[str, Any] = json.loads(said.stdout)
        return report

    return ask
