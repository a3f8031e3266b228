"""Tables between Arrow in Python and Arrow in Rust: each the bytes of an IPC stream."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pyarrow as pa  # type: ignore[import-not-found,import-untyped,unused-ignore]
import pyarrow.compute as pc  # type: ignore[import-not-found,import-untyped,unused-ignore]

BYTES = 4 << 20
"""So much goes to Rust at a time, unless one document is longer."""


def slices(batch: Any, column: str) -> Iterator[Any]:
    """The batch in pieces, each of so many bytes in a column at most, or of one row."""
    lengths = pc.binary_length(batch.column(column)).fill_null(0)
    ends = pc.cumulative_sum(lengths.cast(pa.int64()))
    first, before = 0, 0
    while first < batch.num_rows:
        limit = pa.scalar(before + BYTES, pa.int64())
        last = pc.sum(pc.less_equal(ends, limit)).as_py() or 0
        last = max(last, first + 1)
        yield batch.slice(first, last - first)
        before = ends[last - 1].as_py()
        first = last


def written(batch: Any, schema: Any) -> bytes:
    """The columns of a schema, as the bytes of a stream."""
    columns = [batch.column(field.name).cast(field.type) for field in schema]
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, schema) as writer:
        writer.write_batch(pa.RecordBatch.from_arrays(columns, schema=schema))
    stream: bytes = sink.getvalue().to_pybytes()
    return stream


def lines(texts: list[str]) -> Iterator[Any]:
    """A batch with a column of lines, unless there are none."""
    if texts:
        yield pa.RecordBatch.from_arrays([pa.array(texts, pa.string())], names=["line"])


def read(stream: bytes) -> Iterator[Any]:
    """The batches of a stream."""
    yield from pa.ipc.open_stream(stream)
