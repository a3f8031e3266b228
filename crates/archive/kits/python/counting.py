"""What many documents come to: how many there are of whom, what commits to them, and what is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pyarrow as pa  # type: ignore[import-not-found,import-untyped,unused-ignore]
from pyspark.sql import Window  # type: ignore[import-not-found,unused-ignore]
from pyspark.sql import functions as F  # type: ignore[import-not-found,unused-ignore]

from . import native, tables
from .judging import judge, limited
from .report import Report

_TEXTS = pa.list_(pa.field("item", pa.string()))
_COUNTED = pa.schema(
    [
        ("sound", pa.bool_()),
        ("month", pa.string()),
        ("tenant", pa.string()),
        ("type", pa.string()),
        ("steps", pa.int64()),
        ("seal", pa.string()),
        ("sha256", pa.string()),
        ("source", pa.string()),
        ("reasons", _TEXTS),
        ("warnings", _TEXTS),
    ]
)


def verify(
    documents: Any,
    *,
    document: str = "document",
    source: str | None = None,
    all_rules: bool = False,
    period: str | None = None,
) -> Report:
    """Judges the documents in a column of texts or bytes, and says what they come to.

    Counts and roots are those of an archive to which the same documents were added. `period` is a year, a quarter or a
    month, such as 2026, 2026-Q3 or 2026-07; what is not sound has none, and is always told.
    """
    session = documents.sparkSession
    with limited(session):
        facts = judge(documents, document=document, source=source, all_rules=all_rules)
        rows = count(facts).collect()
    return Report.of(native.archive().report([row["line"] for row in rows], period))


def count(facts: Any) -> Any:
    """Lines of JSON, one for each tenant and month, and what is not sound; `report` of the core adds them up.

    The rows of a tenant and a month come together, in order; those that are not sound lie everywhere.
    """
    # What is only sorted may be given on as it was by an engine that sees nobody who needs an order. Numbers need it.
    together = Window.partitionBy("month", F.coalesce("tenant", "sha256"))
    number = F.row_number().over(together.orderBy("seal", "sha256", "source"))
    return facts.withColumn("number", number).mapInArrow(_counting, "line string")


def _counting(batches: Iterator[Any]) -> Iterator[Any]:
    counter = native.archive().Counter()
    for batch in batches:
        yield from tables.lines(counter.add(tables.written(batch, _COUNTED)))
    yield from tables.lines(counter.finish())
