"""What is known of each document: a row each, made by the core inside the executors."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Literal

import pyarrow as pa  # type: ignore[import-not-found,import-untyped,unused-ignore]
from pyspark.sql import functions as F  # type: ignore[import-not-found,unused-ignore]

from . import native, tables

FACTS = (
    "sound boolean, month string, tenant string, type string, steps bigint, seal string, "
    "sha256 string, source string, reasons array<string>, warnings array<string>"
)
"""The columns of facts. What is not sound has no month, tenant, type, steps and seal."""

Told = Literal["facts", "kept", "counted"]
"""What is told of each document: facts, the same and the document, or what is counted of it."""

COLUMNS: dict[Told, str] = {
    "facts": FACTS,
    "kept": f"{FACTS}, document binary",
    "counted": "group string, lines string",
}

_DOCUMENTS = pa.schema([("document", pa.large_binary()), ("source", pa.string())])
_LIMITS = {
    "spark.sql.execution.arrow.maxBytesPerBatch": str(tables.BYTES),
    "spark.sql.execution.arrow.maxRecordsPerBatch": "1024",
}


def judge(
    documents: Any,
    *,
    document: str = "document",
    source: str | None = None,
    all_rules: bool = False,
    keep: bool = False,
) -> Any:
    """Judges the documents in a column of texts or bytes: by schema, rules and seal, as `archive add` does.

    The answer is a DataFrame with a row for each of them and the columns that `FACTS` names; `source` is a column that
    says where a document came from. `keep` adds the column `document`, as bytes.
    """
    return told(documents, "kept" if keep else "facts", document, source, all_rules)


def told(documents: Any, what: Told, document: str, source: str | None, all_rules: bool) -> Any:
    """As `judge`, with the columns of what is told."""
    name = F.lit("") if source is None else F.col(source)
    columns = documents.select(
        F.col(document).cast("binary").alias("document"), name.cast("string").alias("source")
    )
    return columns.mapInArrow(_judging(what, all_rules), COLUMNS[what])


def of_batch(core: Any, batch: Any) -> Iterator[Any]:
    """What the core tells of the documents of a batch, which has the columns `document` and `source`."""
    for piece in tables.slices(batch, "document"):
        yield from tables.read(core.documents(tables.written(piece, _DOCUMENTS)))


@contextmanager
def limited(session: Any) -> Iterator[None]:
    """Lets the batches that Python gets be small enough for documents of every size."""
    before = {name: session.conf.get(name, None) for name in _LIMITS}
    for name, limit in _LIMITS.items():
        session.conf.set(name, limit)
    try:
        yield
    finally:
        for name, limit in before.items():
            session.conf.unset(name) if limit is None else session.conf.set(name, limit)


def _judging(what: Told, all_rules: bool) -> Callable[[Iterator[Any]], Iterator[Any]]:
    def judging(batches: Iterator[Any]) -> Iterator[Any]:
        core = native.archive().Judge(what, all_rules)
        for batch in batches:
            yield from of_batch(core, batch)

    return judging
