"""Files, and the pieces of them that are read at a time, each by whoever judges it: no engine has to carry documents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import Any, Literal
from urllib.parse import quote, urlsplit

from pyarrow import fs  # type: ignore[import-not-found,import-untyped,unused-ignore]

Form = Literal["lines", "parquet", "whole"]
"""A document a line, as NDJSON has it; a row, in the column `document`; or a file."""

COLUMNS = "place string, path string, size bigint, first bigint, last bigint"
"""A row for each piece."""

_BYTES = 32 << 20
"""So many bytes has a piece, about."""
_TASK = 128 << 20
"""So many bytes has a task, about: to begin one takes a tenth of a second and more."""
_LEAST = 4 << 20
"""So many bytes has a task at least, about, where more could be done at a time."""
_OPENING = 256 << 10
"""So many bytes could be read in the time that it takes to open a file, about."""


@dataclass(frozen=True)
class Piece:
    """What begins in a range of the bytes of a file: lines, groups of rows, or the document that the file is."""

    place: str
    """What was asked for: it says how the file is reached."""
    path: str
    """Where the file is, there."""
    size: int
    first: int
    last: int

    @property
    def source(self) -> str:
        """What the file is called: a URI, without what somebody needs to reach it."""
        kind = file_system(self.place).type_name
        return Path(self.path).as_uri() if kind == "local" else f"{kind}://{quote(self.path)}"

    def open(self) -> Any:
        """The file, in which one may go anywhere."""
        return file_system(self.place).open_input_file(self.path)

    def stream(self) -> Any:
        """The file from its beginning, unpacked where its name says that it is packed."""
        packing = compression(self.path)
        return file_system(self.place).open_input_stream(self.path, compression=packing)


def pieces(places: Sequence[str], form: Form) -> list[Piece]:
    """Those of files, and of folders with all that is below them, but for names that begin with `_` or `.`.

    Raises a FileNotFoundError where one is not there.
    """
    found = {(it.path, it.first): it for place in places for it in _below(place, form)}
    return [found[key] for key in sorted(found)]


def shared(session: Any, pieces: Sequence[Piece]) -> Any:
    """A row for each piece, shared among as many tasks as they are worth."""
    total = sum(it.last - it.first + _OPENING for it in pieces)
    # What is little text may be much when it is unpacked.
    tasks = max(total // _TASK + 1, min(_at_once(session), total // _LEAST + 1))
    return session.createDataFrame([astuple(it) for it in pieces], COLUMNS).repartition(min(tasks, len(pieces)))


def _at_once(session: Any) -> int:
    """How many tasks the engine does at a time, where it says so."""
    try:
        return int(session.sparkContext.defaultParallelism)
    except Exception:
        return 1


def named(place: str) -> str:
    """What was asked for, without what somebody needs to reach it."""
    parts = urlsplit(place)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}" if parts.netloc else place


@lru_cache
def file_system(place: str) -> Any:
    """What reads the files of a place."""
    return _reached(place)[0]


def compression(path: str) -> str | None:
    """How a file of that name is packed, if it is."""
    ending = PurePosixPath(path).suffix
    return {".gz": "gzip", ".zst": "zstd", ".bz2": "bz2"}.get(ending)


def _below(place: str, form: Form) -> Iterator[Piece]:
    files, path = _reached(place)
    [found] = files.get_file_info([path])
    if found.type == fs.FileType.NotFound:
        raise FileNotFoundError(f"there is no file or folder {path}")
    inside = [found] if found.is_file else files.get_file_info(fs.FileSelector(path, recursive=True))
    for file in inside:
        below = PurePosixPath(file.path).relative_to(path).parts
        if file.is_file and not any(it.startswith(("_", ".")) for it in below):
            is_one = form == "whole" or (form == "lines" and compression(file.path))
            step = max(file.size, 1) if is_one else _BYTES
            # An empty file is a document, too, where files are documents.
            for first in range(0, max(file.size, 1), step):
                yield Piece(place, file.path, file.size, first, min(first + step, file.size))


def _reached(place: str) -> tuple[Any, str]:
    """What reads the files of a place, and where it is there."""
    scheme, colon, rest = place.partition(":")
    if not colon or not rest.startswith("/"):
        place = Path(place).absolute().as_uri()
    elif scheme == "file":
        place = f"file:///{rest.lstrip('/')}"
    elif scheme in ("s3a", "s3n"):
        # As Hadoop calls it.
        place = f"s3:{rest}"
    files, path = fs.FileSystem.from_uri(place)
    return files, path
