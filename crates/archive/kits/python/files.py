"""Documents in files, of which some may be damaged."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, Literal, TypeVar
from urllib.parse import unquote

from pyspark.sql import functions as F  # type: ignore[import-not-found,unused-ignore]

from .archiving import Added, archive
from .counting import verify
from .report import Report

T = TypeVar("T")
Form = Literal["lines", "parquet", "whole"]
"""A document a line, as NDJSON has it; a row, in the column `document`; or a file."""


def read(session: Any, paths: Sequence[str], form: Form) -> Any:
    """The documents of files, and of folders with all that is below them: the columns `document` and `source`."""
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


def verify_files(session: Any, paths: Sequence[str], form: Form, **options: Any) -> Report:
    """As `verify`, of the documents in files. Those that cannot be read are told, and the others are counted.

    Raises a FileNotFoundError where there is no document: of nothing it is not said that all is well.
    """
    report, damaged = _of_files(session, paths, form, lambda rows: verify(rows, source="source", **options))
    if not report.documents:
        raise FileNotFoundError(f"there is no document in {', '.join(paths)}")
    return replace(report, unreadable=damaged)


def archive_files(session: Any, paths: Sequence[str], form: Form, to: str, **options: Any) -> Added:
    """As `archive`, of the documents in files. Those that cannot be read are told, and the others are added.

    Raises a FileNotFoundError where there is no document.
    """
    added, damaged = _of_files(session, paths, form, lambda rows: archive(rows, to, source="source", **options))
    if not added.documents:
        raise FileNotFoundError(f"there is no document in {', '.join(paths)}")
    return replace(added, unreadable=damaged)


def _of_files(
    session: Any, paths: Sequence[str], form: Form, work: Callable[[Any], T]
) -> tuple[T, dict[str, str]]:
    """What comes of the documents in all files that can be read, and those that cannot."""
    try:
        return work(read(session, paths, form)), {}
    except Exception:
        # They are told as URIs, and asked for as paths.
        files = sorted(map(unquote, read(session, paths, form).inputFiles()))
        damaged = _damaged(session, files, form)
        whole = [file for file in files if file not in damaged]
        if not damaged or not whole:
            raise
        return work(read(session, whole, form)), damaged


def _source(session: Any) -> Any:
    """The file that a row is of. Not every engine knows it."""
    try:
        session.range(0).select(F.input_file_name()).schema
    except Exception:
        return F.lit("")
    return F.input_file_name()


def _damaged(session: Any, files: list[str], form: Form) -> dict[str, str]:
    """Which files cannot be read, and why: by halves, so that few are read often. Nothing is judged."""
    try:
        read(session, files, form).agg(F.max(F.length("document"))).collect()
    except Exception as error:
        if len(files) == 1:
            return {files[0]: str(error).strip().split("\n")[0]}
        half = len(files) // 2
        first = _damaged(session, files[:half], form)
        return {**first, **_damaged(session, files[half:], form)}
    return {}
