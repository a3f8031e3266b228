"""What other people's tools make of an archive: DuckDB, pyarrow, and a script of twenty lines."""

import hashlib
import json
import os
import re
import subprocess
import sys
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.dataset
import pytest

REPOSITORY = Path(__file__).parents[3]
PROGRAM = Path(os.environ["EXPORT_BUNDLES"])
EXAMPLES = REPOSITORY / "schemas/v1/examples/export-bundle/valid"
TENANTS = ["tenant-eu-west-4", "Mandant/Süd 7"]


def run(*words: object) -> str:
    return subprocess.run([PROGRAM, *map(str, words)], capture_output=True, text=True, check=True).stdout


@pytest.fixture(scope="module")
def bundles() -> list[dict[str, Any]]:
    kinds = {"full-evidence": "EVD", "full-soc2": "SOC2", "full-executive-debrief": "EXEC"}
    made = []
    for number in range(60):
        name, prefix = list(kinds.items())[number % 3]
        bundle = json.loads((EXAMPLES / f"{name}.json").read_text(encoding="utf-8"))
        bundle.pop("content_hash", None)
        bundle["bundle_id"] = f"{prefix}-{number:032x}"
        bundle["tenant_id"] = TENANTS[number % 2]
        bundle["created_at"] = f"2026-{7 + number % 3:02}-28T23:00:00.250000Z"
        made.append(bundle)
    return made


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory, bundles: list[dict[str, Any]]) -> Path:
    home = tmp_path_factory.mktemp("archive")
    lines = "".join(json.dumps(it) + "\n" for it in bundles)
    (home / "bundles.ndjson").write_text(lines, encoding="utf-8")
    subprocess.run(
        [PROGRAM, "archive", "add", "--to", home / "ARCHIVE", home / "bundles.ndjson"],
        capture_output=True,
        check=False,
    )
    return home / "ARCHIVE"


@pytest.fixture(scope="module")
def sound(archive: Path, bundles: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What was sound enough to be archived."""
    rows = duckdb.sql(f"SELECT bundle_id FROM '{archive}/bundles/**/*.parquet'").fetchall()
    ids = {row[0] for row in rows}
    assert len(ids) >= 20
    return [it for it in bundles if it["bundle_id"] in ids]


def test_pyarrow_reads_what_the_documents_say(archive: Path, sound: list[dict[str, Any]]) -> None:
    table = pyarrow.dataset.dataset(archive / "bundles", partitioning="hive").to_table()
    assert table.schema.field("created_at").type == pa.timestamp("us", tz="UTC")
    assert table.schema.field("total_tokens").type == pa.int64()
    rows = {row["bundle_id"]: row for row in table.to_pylist()}
    for bundle in sound:
        row = rows[bundle["bundle_id"]]
        assert json.loads(row["document"]) == bundle
        assert row["sha256"] == hashlib.sha256(row["document"].encode()).hexdigest()
        assert row["tenant"] == row["tenant_id"] == bundle["tenant_id"]
        assert row["created_at"] == datetime.fromisoformat(bundle["created_at"]).astimezone(timezone.utc)
        assert row.get("total_cost_cents") == bundle.get("total_cost_cents")
    steps = pyarrow.dataset.dataset(archive / "steps", partitioning="hive").to_table()
    assert steps.num_rows == sum(len(it.get("steps", [])) for it in sound)


def test_the_queries_of_the_readme_are_answered(archive: Path, sound: list[dict[str, Any]]) -> None:
    readme = (REPOSITORY / "README.md").read_text(encoding="utf-8")
    (queries,) = re.findall(r"```sql\n(.*?)```", readme, re.DOTALL)
    by_policy, by_agent, unreviewed = (
        duckdb.sql(query.replace("'ARCHIVE/", f"'{archive}/")).fetchall()
        for query in queries.split(";")
        if query.strip()
    )
    assert sum(count for *_, count in by_policy) == len(sound)
    total = sum(it.get("total_cost_cents", 0) for it in sound)
    assert sum(cost or 0 for _, cost in by_agent) == pytest.approx(total)
    pending = [it for it in sound if it.get("review_status", "") == "PENDING"]
    assert len(unreviewed) == len(pending)


def test_anybody_draws_the_same_sample(archive: Path) -> None:
    drawn = json.loads(run("archive", "sample", archive, "--seed", 7, "--size", 5, "--format", "json"))
    expected = [it["bundle_id"] for it in drawn["bundles"]]
    script = Path(__file__).parent / "draw.py"
    words = [sys.executable, script, archive, drawn["root"], "7", "5"]
    said = subprocess.run(words, capture_output=True, text=True, check=True).stdout
    assert said.split() == expected
    query = (
        f"SELECT bundle_id FROM '{archive}/bundles/**/*.parquet' "
        f"ORDER BY sha256('{drawn['root']}:7:' || seal) LIMIT 5"
    )
    assert [row[0] for row in duckdb.sql(query).fetchall()] == expected
    month = json.loads(
        run("archive", "sample", archive, "--period", "2026-08", "--seed", 7, "--size", 5, "--format", "json")
    )
    query = query.replace(drawn["root"], month["root"]).replace("ORDER", "WHERE month = '2026-08' ORDER")
    found = [row[0] for row in duckdb.sql(query).fetchall()]
    assert found == [it["bundle_id"] for it in month["bundles"]]


def test_the_root_is_what_the_documentation_says(archive: Path) -> None:
    def tree(leaves: list[bytes]) -> bytes:
        """RFC 6962, section 2.1."""
        if len(leaves) == 1:
            return hashlib.sha256(b"\0" + leaves[0]).digest()
        left = 1 << ((len(leaves) - 1).bit_length() - 1)
        return hashlib.sha256(b"\1" + tree(leaves[:left]) + tree(leaves[left:])).digest()

    verified = json.loads(run("archive", "verify", archive, "--format", "json"))
    query = f"SELECT month, tenant_id, list(seal ORDER BY seal) FROM '{archive}/bundles/**/*.parquet' GROUP BY ALL"
    leaves = []
    for month, tenant, seals in sorted(duckdb.sql(query).fetchall()):
        root = tree([seal.encode() for seal in seals]).hex()
        line = json.dumps([str(month), tenant, len(seals), root], separators=(",", ":"), ensure_ascii=False)
        leaves.append(line.encode())
    assert tree(leaves).hex() == verified["root"]
