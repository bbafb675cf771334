"""The formats of an export: streamed, and put in place at once when complete."""

import errno
import io
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO
from uuid import uuid4

import msgspec

from storage.cells import END_OF_LINE, lines_of
from storage.errors import told

Row = tuple[object, ...]
BYTE_ORDER_MARK = "\ufeff"
"""Excel takes a CSV for UTF-8 only when it begins with this."""


def write_rows(columns: tuple[str, ...], rows: Iterable[Row], out: Path | None, form: str, *, excel: bool) -> int:
    """Write rows in a format of FORMATS to a file or standard output; returns how many.

    Raises:
        StoreError: when the file can't be written; what stood there before stays.
    """
    with _target(out) as stream:
        if excel and form == "csv":
            stream.write(BYTE_ORDER_MARK)
        return FORMATS[form](columns, rows, stream)


def _csv(columns: tuple[str, ...], rows: Iterable[Row], stream: IO[str]) -> int:
    stream.write(",".join(columns) + END_OF_LINE)
    counter = _Counter(rows)
    stream.writelines(map(lines_of(columns), counter))
    return counter.count


def _jsonl(columns: tuple[str, ...], rows: Iterable[Row], stream: IO[str]) -> int:
    counter = _Counter(rows)
    stream.writelines(f"{_object(columns, row)}\n" for row in counter)
    return counter.count


def _json(columns: tuple[str, ...], rows: Iterable[Row], stream: IO[str]) -> int:
    counter = _Counter(rows)
    before = "["
    for row in counter:
        stream.write(f"{before}\n{_object(columns, row)}")
        before = ","
    stream.write("\n]\n" if counter.count else "[]\n")
    return counter.count


def _object(columns: tuple[str, ...], row: Row) -> str:
    return msgspec.json.encode(dict(zip(columns, row, strict=True))).decode()


class _Counter:
    """Counts what passes."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._rows = rows
        self.count = 0

    def __iter__(self) -> Iterator[Row]:
        for row in self._rows:
            self.count += 1
            yield row


FORMATS: dict[str, Callable[[tuple[str, ...], Iterable[Row], IO[str]], int]] = {
    "csv": _csv,
    "json": _json,
    "jsonl": _jsonl,
}


@contextmanager
def _target(out: Path | None) -> Iterator[IO[str]]:
    if out is None:
        stream = io.TextIOWrapper(sys.stdout.buffer, encoding="utf-8", newline="", write_through=False)
        try:
            yield stream
            stream.flush()
        finally:
            stream.detach()
        return
    with told(out), in_place(out) as file:
        yield file


@contextmanager
def in_place(out: Path) -> Iterator[IO[str]]:
    """Open a text file that takes its name only when the block ends well and the disk holds it.

    A link stays and its file is replaced; a device or a pipe has no earlier content to keep and is written as it is.

    Raises:
        OSError: when the file can't be written.
    """
    if out.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(out))
    if out.exists() and not out.is_file():
        with out.open("w", encoding="utf-8", newline="") as device:
            yield device
        return
    target = Path(os.path.realpath(out))
    interim = target.with_name(f".{target.name}.{uuid4().hex}.tmp")
    try:
        with interim.open("w", encoding="utf-8", newline="") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        interim.replace(target)
    finally:
        interim.unlink(missing_ok=True)
