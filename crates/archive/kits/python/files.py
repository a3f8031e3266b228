"""Documents in files, of which some may be damaged."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any, TypeVar

import pyarrow as pa  # type: ignore[import-not-found,import-untyped,unused-ignore]
from pyspark.sql import functions as F  # type: ignore[import-not-found,unused-ignore]

from . import native, reading, tables
from .archiving import Added, archived
from .counting import counted
from .judging import COLUMNS, Told, of_batch
from .pieces import Form, Piece, named, pieces, shared
from .report import Report

T = TypeVar("T")


def verify_files(
    session: Any, paths: Sequence[str], form: Form, *, period: str | None = None, all_rules: bool = False
) -> Report:
    """As `verify`, of the documents in files, each read where it is judged.

    Files that cannot be read are told, and the others are counted. A path is one that the driver and all executors
    reach: of a folder that they share, or `s3://…`, `gs://…`, `abfss://…`, as pyarrow reaches them. Raises a
    FileNotFoundError where there is no document: of nothing it is not said that all is well.
    """
    report, damaged = _of_files(session, paths, form, "counted", all_rules, lambda facts: counted(facts, period))
    if not report.documents:
        raise _nothing(paths)
    return replace(report, unreadable=damaged)


def archive_files(
    session: Any,
    paths: Sequence[str],
    form: Form,
    to: str,
    *,
    all_rules: bool = False,
    origin: str | None = None,
    key: str | None = None,
) -> Added:
    """As `archive`, of the documents in files. Those that cannot be read are told, and the others are added.

    Raises a FileNotFoundError where there is no document.
    """

    def work(facts: Any) -> Added:
        return archived(facts, to, all_rules=all_rules, origin=origin, key=key)

    added, damaged = _of_files(session, paths, form, "kept", all_rules, work)
    if not added.documents:
        raise _nothing(paths)
    return replace(added, unreadable=damaged)


def read(session: Any, paths: Sequence[str], form: Form) -> Any:
    """The documents of files, read by the engine, which may reach some that pyarrow does not: the columns `document` and
    `source`. To judge lines that it reads takes twice as much as `verify_files`, about."""
    reader = session.read.option("recursiveFileLookup", True)
    if form == "lines":
        # A carriage return is white space to JSON, and ends no line.
        rows = reader.option("lineSep", "\n").format("text").load(list(paths))
        # Before a pattern sees a line, all of it is decoded; its first character says enough of nearly every one.
        begins = F.ascii("value") > F.ascii(F.lit(" "))
        rows = rows.where(begins | F.col("value").rlike(r"[^ \t\r]")).withColumnRenamed("value", "document")
    elif form == "parquet":
        rows = reader.schema("document string").format("parquet").load(list(paths))
    else:
        rows = reader.format("binaryFile").load(list(paths))
        rows = rows.withColumnRenamed("content", "document")
    return rows.select("document", _source(session).alias("source"))


def _source(session: Any) -> Any:
    """The file that a row is of. Not every engine knows it."""
    try:
        session.range(0).select(F.input_file_name()).schema
    except Exception:
        return F.lit("")
    return F.input_file_name()


def _nothing(paths: Sequence[str]) -> FileNotFoundError:
    return FileNotFoundError(f"there is no document in {', '.join(map(named, paths))}")


def _of_files(
    session: Any, paths: Sequence[str], form: Form, what: Told, all_rules: bool, work: Callable[[Any], T]
) -> tuple[T, dict[str, str]]:
    """What comes of what is told of all files that can be read, and those that cannot."""
    found = pieces(paths, form)
    if not found:
        raise _nothing(paths)

    def judged(of: list[Piece]) -> Any:
        return shared(session, of).mapInArrow(_judging(form, what, all_rules), COLUMNS[what])

    try:
        return work(judged(found)), {}
    except Exception:
        lost = shared(session, found).mapInArrow(_losing(form), "source string, why string").collect()
        damaged = {row["source"]: row["why"] for row in sorted(lost)}
        whole = [piece for piece in found if piece.source not in damaged]
        if not damaged or not whole:
            raise
        return work(judged(whole)), damaged


def _judging(form: Form, what: Told, all_rules: bool) -> Callable[[Iterator[Any]], Iterator[Any]]:
    def judging(batches: Iterator[Any]) -> Iterator[Any]:
        core = native.archive().Judge(what, all_rules)
        for content in reading.read(_given(batches), form):
            if isinstance(content, reading.Lines):
                yield from tables.read(core.lines(content.text, content.source))
            else:
                yield from of_batch(core, content)

    return judging


def _losing(form: Form) -> Callable[[Iterator[Any]], Iterator[Any]]:
    """Which files cannot be read, and why. Nothing is judged."""

    def losing(batches: Iterator[Any]) -> Iterator[Any]:
        for piece in _given(batches):
            try:
                for _ in reading.read([piece], form):
                    pass
            except Exception as error:
                why = (str(error).strip() or type(error).__name__).split("\n")[0]
                yield pa.RecordBatch.from_pydict({"source": [piece.source], "why": [why]})

    return losing


def _given(batches: Iterator[Any]) -> Iterator[Piece]:
    return (Piece(**row) for batch in batches for row in batch.to_pylist())
