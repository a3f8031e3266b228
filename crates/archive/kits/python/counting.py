"""What many documents come to: how many there are of whom, what commits to them, and what is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pyarrow as pa  # type: ignore[import-not-found,import-untyped,unused-ignore]
from pyspark.sql import Window  # type: ignore[import-not-found,unused-ignore]
from pyspark.sql import functions as F  # type: ignore[import-not-found,unused-ignore]

from . import native, tables
from .judging import limited, told
from .report import Report

_FACTS = pa.schema([("group", pa.string()), ("lines", pa.string())])
_ROOM = 128 << 20
"""So many bytes of what is counted are in memory; the others of a tenant and a month lie on the executor's disk."""


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
    with limited(documents.sparkSession):
        return counted(told(documents, "counted", document, source, all_rules), period)


def counted(facts: Any, period: str | None) -> Report:
    """What documents come to, of which this is what is counted."""
    with limited(facts.sparkSession):
        rows = _count(facts).collect()
    return Report.of(native.archive().report([row["line"] for row in rows], period))


def _count(facts: Any) -> Any:
    """Lines of JSON, one for each tenant and month, and what is not sound; `report` of the core adds them up.

    The rows of a tenant and a month come together; those that are not sound lie everywhere.
    """
    # Who only asks for rows of a group together may get them among others. Whoever numbers them gets one group at a time.
    number = F.row_number().over(Window.partitionBy("group").orderBy("lines"))
    return facts.select("*", number.alias("number")).mapInArrow(_counting, "line string")


def _counting(batches: Iterator[Any]) -> Iterator[Any]:
    counter = native.archive().Counter(_ROOM)
    for batch in batches:
        yield from tables.lines(counter.add(tables.written(batch, _FACTS)))
    yield from tables.lines(counter.finish())
