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
from storage.exporting.batches import Columns
from storage.exporting.sharing import WORTH_SHARING, write_lines
from storage.posting_rows import clean

Batches = Iterable[Columns]
BYTE_ORDER_MARK = "\ufeff"
"""Excel takes a CSV for UTF-8 only when it begins with this."""


def write_text(columns: tuple[str, ...], batches: Batches, out: Path | None, form: str, *, mark: bool = False) -> int:
    """Write batches in a format of FORMATS to a file or standard output; returns how many rows.

    ``mark`` begins the text with a byte order mark.

    Raises:
        StoreError: when the file can't be written; what stood there before stays.
    """
    with binary_target(out) as file, as_text(file) as stream:
        if mark:
            stream.write(BYTE_ORDER_MARK)
        return FORMATS[form](columns, batches, stream)


def _csv(columns: tuple[str, ...], batches: Batches, stream: IO[str]) -> int:
    stream.write(",".join(columns) + END_OF_LINE)
    lines, count = lines_of(columns), 0
    rest = iter(batches)
    for batch in rest:
        stream.write(lines(batch))
        count += len(batch[0])
        if count >= WORTH_SHARING:
            return count + write_lines(columns, rest, stream)
    return count


def _jsonl(columns: tuple[str, ...], batches: Batches, stream: IO[str]) -> int:
    count = 0
    for batch in batches:
        stream.writelines(f"{text}\n" for text in _objects(columns, batch))
        count += len(batch[0])
    return count


def _json(columns: tuple[str, ...], batches: Batches, stream: IO[str]) -> int:
    count = 0
    for batch in batches:
        stream.write(",\n" if count else "[\n")
        stream.write(",\n".join(_objects(columns, batch)))
        count += len(batch[0])
    stream.write("\n]\n" if count else "[]\n")
    return count


def _objects(columns: tuple[str, ...], batch: Columns) -> Iterator[str]:
    for row in zip(*batch, strict=True):
        yield json_text(dict(zip(columns, row, strict=True)))


def json_text(value: object) -> str:
    """Return a value as JSON on one line; a lone surrogate, which UTF-8 can't carry, becomes �."""
    try:
        return msgspec.json.encode(value).decode()
    except UnicodeEncodeError:
        return msgspec.json.encode(clean(value)).decode()


FORMATS: dict[str, Callable[[tuple[str, ...], Batches, IO[str]], int]] = {
    "csv": _csv,
    "json": _json,
    "jsonl": _jsonl,
}


@contextmanager
def binary_target(out: Path | None) -> Iterator[IO[bytes]]:
    """Open a file that takes its name when it is whole, or standard output (None), for bytes.

    Raises:
        StoreError: when it can't be written.
    """
    if out is None:
        sys.stdout.flush()
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    with told(out), in_place(out) as file:
        yield file


@contextmanager
def as_text(file: IO[bytes]) -> Iterator[IO[str]]:
    """Write text to a file of bytes as UTF-8, line ends as they are; a lone surrogate is written as a question mark."""
    stream = io.TextIOWrapper(file, encoding="utf-8", errors="replace", newline="", write_through=False)
    try:
        yield stream
        stream.flush()
    finally:
        stream.detach()


@contextmanager
def in_place(out: Path) -> Iterator[IO[bytes]]:
    """Open a file that takes its name only when the block ends well and the disk holds it.

    A link stays and its file is replaced; a device or a pipe has no earlier content to keep and is written as it is.

    Raises:
        OSError: when the file can't be written.
    """
    if out.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(out))
    if out.exists() and not out.is_file():
        with out.open("wb") as device:
            yield device
        return
    target = Path(os.path.realpath(out))
    interim = target.with_name(f".{target.name}.{uuid4().hex}.tmp")
    try:
        with interim.open("wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        interim.replace(target)
    finally:
        interim.unlink(missing_ok=True)
