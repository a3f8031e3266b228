"""Pieces of files: together they are the file, wherever it is cut. What is counted of them needs no room in memory."""

import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from export_bundles.spark import native, pieces, reading, tables
from samples import debrief, mixed

TEXTS = [b"", b"a", b"a\n", b"\n", b"\n\na\n", b"one\ntwo\r\n\n\tthree", b"x" * 30 + b"\n" + b"y" * 40]


def read(path: Path, form: Any) -> list[Any]:
    return list(reading.read(pieces.pieces([str(path)], form), form))


@pytest.mark.parametrize("text", TEXTS)
def test_a_line_is_in_one_piece(text: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "lines.ndjson"
    file.write_bytes(text)
    for size in range(1, len(text) + 2):
        for look in (1, 3, 100):
            monkeypatch.setattr(pieces, "_BYTES", size)
            monkeypatch.setattr(reading, "_LOOK", look)
            monkeypatch.setattr(tables, "BYTES", look)
            found = b"".join(it.text if it.text.endswith(b"\n") else it.text + b"\n" for it in read(file, "lines"))
            assert found == (text if not text or text.endswith(b"\n") else text + b"\n"), (size, look)


def test_a_row_is_in_one_piece(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [str(number) * 20 for number in range(50)]
    table = pa.table({"number": list(range(50)), "document": rows})
    pq.write_table(table, tmp_path / "rows.parquet", row_group_size=3)
    for size in (1 << 20, 4000, 100, 7):
        monkeypatch.setattr(pieces, "_BYTES", size)
        found = [text for batch in read(tmp_path / "rows.parquet", "parquet") for text in batch.column(0).to_pylist()]
        assert found == rows, size


def test_files_are_found_as_engines_find_them(tmp_path: Path) -> None:
    names = ["b.ndjson", "a b%41 ü.ndjson", "deep/er/c.ndjson", "_SUCCESS", ".hidden", "deep/_temporary/d.ndjson"]
    for name in names:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, "utf-8")
    expected = sorted((tmp_path / name).as_uri() for name in names[:3])
    places = [str(tmp_path), str(tmp_path / "b.ndjson"), tmp_path.as_uri(), f"file:{tmp_path}"]
    assert sorted(it.source for it in pieces.pieces(places, "lines")) == expected
    with pytest.raises(FileNotFoundError, match="there is no file or folder"):
        pieces.pieces([str(tmp_path / "absent")], "lines")


def test_an_empty_file_is_a_document_and_has_no_lines(tmp_path: Path) -> None:
    (tmp_path / "empty").touch()
    assert read(tmp_path / "empty", "lines") == []
    [batch] = read(tmp_path / "empty", "whole")
    assert batch.column(0).to_pylist() == [b""]
    with pytest.raises(pa.ArrowInvalid):
        read(tmp_path / "empty", "parquet")


def test_what_is_counted_needs_no_room(tmp_path: Path) -> None:
    documents = mixed(200)
    told = []
    for part in (documents[:90], documents[90:]):
        text = "\n".join(part).encode()
        [batch] = tables.read(native.archive().Judge("counted", False).lines(text, "file:///a"))
        told.append(batch)
    rows = pa.Table.from_batches(told).sort_by("group").combine_chunks()
    [batch] = rows.to_batches()

    def counted(room: int) -> Any:
        counter = native.archive().Counter(room)
        lines = counter.add(tables.written(batch, batch.schema)) + counter.finish()
        return json.loads(native.archive().report(lines, None))

    assert counted(0) == counted(1000) == counted(1 << 30)
    assert counted(0)["documents"] == len(documents)


def test_a_table_of_others_is_refused(tmp_path: Path) -> None:
    pq.write_table(pa.table({"text": [debrief(1)]}), tmp_path / "other.parquet")
    with pytest.raises(ValueError, match="expected a column `document`"):
        read(tmp_path / "other.parquet", "parquet")
