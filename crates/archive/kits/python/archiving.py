"""An archive that many machines write: the driver gives each part its place, and executors write it there."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa  # type: ignore[import-not-found,import-untyped,unused-ignore]
from pyspark.sql import Window  # type: ignore[import-not-found,unused-ignore]
from pyspark.sql import functions as F  # type: ignore[import-not-found,unused-ignore]
from pyspark.storagelevel import StorageLevel  # type: ignore[import-not-found,unused-ignore]

from . import native, tables
from .judging import judge, limited

_PART = 32 << 20
"""So many bytes are in a part, about: an executor holds one in memory."""
_ROW, _STEP = 1 << 10, 1 << 8
"""What a row and a step take beside the text of a document, about."""
_GROUP = ["sound", "month", "tenant"]
_PLACED = pa.schema(
    [
        ("part", pa.int64()),
        ("log_index", pa.int64()),
        ("hash", pa.string()),
        ("source", pa.string()),
        ("document", pa.large_binary()),
    ]
)


@dataclass(frozen=True)
class Added:
    """What came of it, under the names that `archive add --format json` has."""

    added: int
    """So many bundles are in the archive that were not."""
    known: int
    """So many documents are bundles that were in it already, or that came twice."""
    aside: int
    """So many documents are set aside that were not."""
    known_aside: int
    """So many were set aside already, or came twice."""
    bundles: int
    """So many bundles are in the archive now."""
    unreadable: dict[str, str] = field(default_factory=dict)
    """The files that cannot be read, and why: nothing of them is in the archive."""

    @property
    def documents(self) -> int:
        """How many documents came."""
        return self.added + self.known + self.aside + self.known_aside

    @property
    def is_sound(self) -> bool:
        """Whether every document could be read and is sound."""
        return not self.aside and not self.known_aside and not self.unreadable

    def to_json(self) -> str:
        """What was added, as a line of JSON."""
        return json.dumps(asdict(self), ensure_ascii=False)


def archive(
    documents: Any,
    to: str,
    *,
    document: str = "document",
    source: str | None = None,
    all_rules: bool = False,
    origin: str | None = None,
    key: str | None = None,
) -> Added:
    """Adds the documents in a column of texts or bytes to the archive of a folder, as `archive add` does.

    The driver and all executors have to see the folder under that path. What is sound and is not there yet is added,
    what is not sound is set aside. `origin` is what the log of a new archive is called, and `key` the PEM text of the
    Ed25519 key that signs it. Whoever is stopped in the middle can begin again: nothing is lost or there twice.
    """
    with limited(documents.sparkSession):
        facts = judge(documents, document=document, source=source, all_rules=all_rules, keep=True)
        return archived(facts, to, all_rules=all_rules, origin=origin, key=key)


def archived(facts: Any, to: str, *, all_rules: bool, origin: str | None, key: str | None) -> Added:
    """As `archive`, of documents that are judged already: `facts` has the column `document`, too."""
    with closing(native.archive().Adding(to, origin, key)) as adding, limited(facts.sparkSession):
        rows = _with_known(facts, to).persist(StorageLevel.DISK_ONLY)
        try:
            groups = _groups(rows)
            new = rows.where("known is null")
            places = _places(new, groups, *adding.next_place())
            for line in _written(new, groups, places, to, all_rules):
                adding.adopt(line)
        finally:
            rows.unpersist()
        said = json.loads(adding.finish())
    of = {True: 0, False: 0}
    for group in groups:
        of[group["sound"]] += group["documents"]
    known, known_aside = of[True] - said["added"], of[False] - said["aside"]
    return Added(known=known, known_aside=known_aside, **said)


def _with_known(facts: Any, to: str) -> Any:
    """What is needed of each document, and whether the archive has it."""
    weight = F.length("document") + _ROW + _STEP * F.coalesce("steps", F.lit(0))
    rows = facts.select(
        "sound",
        F.coalesce("month", F.lit("")).alias("month"),
        F.coalesce("tenant", F.lit("")).alias("tenant"),
        F.coalesce("seal", "sha256").alias("hash"),
        "sha256",
        "source",
        "document",
        F.coalesce(weight, F.lit(_ROW)).alias("weight"),
    )
    known = facts.sparkSession.createDataFrame([], "sound boolean, hash string, known boolean")
    for folder, hash, sound in [("bundles", "seal", True), ("aside", "sha256", False)]:
        path = Path(to, folder).absolute()
        if next(path.rglob("*.parquet"), None):
            # Tenant and month stand in the names of folders; nobody asks for them here.
            reader = facts.sparkSession.read.option("recursiveFileLookup", True)
            there = reader.schema(f"{hash} string").parquet(path.as_uri())
            there = there.select(F.lit(sound), F.col(hash), F.lit(True))
            known = known.union(there)
    return rows.join(known.distinct(), ["sound", "hash"], "left")


def _groups(rows: Any) -> list[Any]:
    """The documents of each tenant and month, and those that are not sound: how many, and how much is new of them."""
    weight = F.sum(F.when(F.col("known").isNull(), F.col("weight")).otherwise(0))
    sums = rows.groupBy(*_GROUP).agg(F.count("*").alias("documents"), weight.alias("weight"))
    counted: list[Any] = sums.collect()
    return counted


def _in_slots(new: Any, groups: list[Any]) -> Any:
    """Divides what is too much for a part. Hashes are evenly spread, so that ranges of them are of one size."""
    slots = [(*(group[it] for it in _GROUP), max(1, -(-group["weight"] // _PART))) for group in groups]
    sizes = new.sparkSession.createDataFrame(
        slots, "sound boolean, month string, tenant string, slots bigint"
    )
    beginning = F.conv(F.substring("hash", 1, 8), 16, 10).cast("bigint")
    slot = F.floor(beginning * F.col("slots") / F.lit(1 << 32))
    return new.join(F.broadcast(sizes), _GROUP).withColumn("slot", slot.cast("bigint"))


def _places(new: Any, groups: list[Any], part: int, log_index: int) -> list[tuple[Any, ...]]:
    """Which part each slot is, and where its seals begin in the log: bundles first, then what is set aside."""
    if not groups:
        return []
    slots = _in_slots(new, groups).groupBy(*_GROUP, "slot").agg(F.countDistinct("hash").alias("rows"))
    places: list[tuple[Any, ...]] = []
    order = [*_GROUP[1:], "slot"]
    for slot in sorted(slots.collect(), key=lambda it: (not it["sound"], *(it[name] for name in order))):
        places.append((*(slot[it] for it in [*_GROUP, "slot"]), part, log_index))
        part += 1
        log_index += slot["rows"] if slot["sound"] else 0
    return places


def _written(
    new: Any, groups: list[Any], places: list[tuple[Any, ...]], to: str, all_rules: bool
) -> list[str]:
    """Writes the parts at their places. Gives a line for each, in their order."""
    if not places:
        return []
    columns = "sound boolean, month string, tenant string, slot bigint, part bigint, log_index bigint"
    placed = F.broadcast(new.sparkSession.createDataFrame(places, columns))
    # As for counting: what is only sorted may be given on as it was.
    in_order = Window.partitionBy("part").orderBy("hash", "sha256", "source")
    rows = _in_slots(new, groups).join(placed, [*_GROUP, "slot"])
    rows = rows.withColumn("number", F.row_number().over(in_order))
    rows = rows.select("number", *_PLACED.names).mapInArrow(_writing(to, all_rules), "line string")
    return sorted((row["line"] for row in rows.collect()), key=lambda line: int(json.loads(line)["number"]))


def _writing(to: str, all_rules: bool) -> Callable[[Iterator[Any]], Iterator[Any]]:
    def writing(batches: Iterator[Any]) -> Iterator[Any]:
        writer = native.archive().PartWriter(to, all_rules)
        for batch in batches:
            for piece in tables.slices(batch, "document"):
                yield from tables.lines(writer.add(tables.written(piece, _PLACED)))
        yield from tables.lines(writer.finish())

    return writing
