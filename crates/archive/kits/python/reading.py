"""What pieces of files hold, so many bytes at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

import pyarrow as pa  # type: ignore[import-not-found,import-untyped,unused-ignore]
import pyarrow.parquet as pq  # type: ignore[import-not-found,import-untyped,unused-ignore]

from . import tables
from .pieces import Form, Piece, compression

_LOOK = 64 << 10
"""So many bytes are read to find the end of a line."""
_ROWS = 256
"""So many rows are read at a time: each may be a large document."""


class Lines(NamedTuple):
    """Whole lines, a document each, and what the file is called."""

    source: str
    text: bytes


def read(pieces: Iterable[Piece], form: Form) -> Iterator[Any]:
    """What the pieces hold: `Lines`, or batches with the columns `document` and `source`."""
    if form == "lines":
        return (Lines(piece.source, text) for piece in pieces for text in _lines(piece))
    if form == "parquet":
        return (_batch(rows, [piece.source] * len(rows)) for piece in pieces for rows in _rows(piece))
    return _documents(pieces)


def _lines(piece: Piece) -> Iterator[bytes]:
    """The lines that begin in the piece."""
    if compression(piece.path):
        with piece.stream() as stream:
            yield from _whole_lines(stream.read)
        return
    with piece.open() as file:
        first, last = (_next_line(file, at, piece.size) for at in (piece.first, piece.last))
        file.seek(first)

        def read(most: int) -> bytes:
            block: bytes = file.read(min(most, last - file.tell()))
            return block

        yield from _whole_lines(read)


def _rows(piece: Piece) -> Iterator[Any]:
    """The documents of the groups of rows that begin in the piece."""
    with piece.open() as file:
        table = pq.ParquetFile(file)
        if "document" not in table.schema_arrow.names:
            raise ValueError("expected a column `document`")
        begins = [table.metadata.row_group(it).column(0).data_page_offset for it in range(table.num_row_groups)]
        groups = [it for it, begin in enumerate(begins) if piece.first <= begin < piece.last]
        for batch in table.iter_batches(_ROWS, row_groups=groups, columns=["document"]):
            yield batch.column("document")


def _documents(pieces: Iterable[Piece]) -> Iterator[Any]:
    """Files that are a document each, several together."""
    sources: list[str] = []
    texts: list[bytes] = []
    for piece in pieces:
        with piece.open() as file:
            texts.append(file.read())
        sources.append(piece.source)
        if sum(map(len, texts)) >= tables.BYTES:
            yield _batch(pa.array(texts, pa.large_binary()), sources)
            sources, texts = [], []
    if texts:
        yield _batch(pa.array(texts, pa.large_binary()), sources)


def _batch(documents: Any, sources: list[str]) -> Any:
    return pa.RecordBatch.from_arrays([documents, pa.array(sources, pa.string())], names=["document", "source"])


def _next_line(file: Any, at: int, size: int) -> int:
    """Where the first line begins that does so at this place or behind it."""
    if at == 0 or at >= size:
        return at
    file.seek(at - 1)
    while block := file.read(_LOOK):
        end: int = block.find(b"\n")
        if end >= 0:
            behind: int = file.tell() - len(block) + end + 1
            return behind
    return size


def _whole_lines(read: Callable[[int], bytes]) -> Iterator[bytes]:
    begun: list[bytes] = []
    while block := read(tables.BYTES):
        end = block.rfind(b"\n") + 1
        if end:
            yield b"".join([*begun, block[:end]])
            begun = []
        begun.append(block[end:])
    if any(begun):
        yield b"".join(begun)
