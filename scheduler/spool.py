"""The spool: what a source run has read, on disk while it works, so that a killed process loses nothing.

One file a source run, one JSON object a line: a head, a leaf a page, a tail with the judgement. Each line is handed to
the operating system as it is written: a killed process loses nothing; a power cut loses at most the unfinished run,
which the next run reads again. A file without a tail is an interrupted run: what it read is stored, as partial.
"""

import errno
import os
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec
from msgspec import Struct

from scheduler.walk import Found, Leaf
from storage.batch import SeenPage, SourceRun
from storage.errors import told

CHANGED = "the file was changed under the run"
READ_AT_ONCE = 16 * 1024
"""Bytes: most detail pages leave a line of a few thousand."""


class Head(Struct, frozen=True, kw_only=True, tag="head"):
    """Which source run this is, and all that normalising it needs."""

    run: str
    source: str
    platform: str
    version: str
    authority: str | None
    extent: str | None
    started_at: str


class _Body(Struct, frozen=True, tag="leaf"):
    leaf: Leaf


class _Tail(Struct, frozen=True, tag="tail"):
    source_run: SourceRun


class Left(Struct, frozen=True):
    """How much a killed run left of a source: its head, how many leaves, whether its end was written.

    ``stored`` tells of one that the store had already: the kill fell before its spool was cleared away.
    """

    head: Head
    leaves: int
    ended: bool
    stored: bool = False


class Spooled(Struct, frozen=True):
    """One spool file read back. ``source_run`` is None when the run was cut off; ``last_at`` is when it last wrote."""

    path: Path
    head: Head
    pages: dict[str, SeenPage]
    news: dict[str, Found]
    seen: tuple[str, ...]
    source_run: SourceRun | None
    last_at: str
    leaves: int

    @property
    def left(self) -> Left:
        """How much this is."""
        return Left(self.head, self.leaves, self.source_run is not None)


Leftover = Spooled | Path
"""A spool read back, or the path of one that this version can't read."""


class Spool:
    """The file of one source run, open for writing."""

    def __init__(self, folder: Path, head: Head) -> None:
        """Begin the file.

        Raises:
            StoreError: when the folder can't be made or written, or another writer has begun this file.
        """
        self.path = spool_path(folder, head)
        with told(folder):
            folder.mkdir(parents=True, exist_ok=True)
        with told(self.path):
            self._file = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o644)
        self._size = 0
        self._write(head)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        os.close(self._file)

    def keep(self, leaf: Leaf) -> int:
        """Write what one page added; returns where it stands.

        Raises:
            StoreError: when the disk is full or fails.
        """
        at = self._size
        self._write(_Body(leaf))
        return at

    def recall(self, at: int) -> Leaf:
        """Return the leaf that stands at a place.

        Raises:
            StoreError: when the disk fails, or the file is not what was written.
        """
        with told(self.path):
            try:
                return _leaf.decode(self._line(at)).leaf
            except (msgspec.DecodeError, UnicodeDecodeError) as error:
                raise OSError(errno.EIO, CHANGED) from error

    def _line(self, at: int) -> bytearray:
        line = bytearray()
        while not line.endswith(b"\n"):
            part = os.pread(self._file, READ_AT_ONCE, at + len(line))
            if not part:
                raise OSError(errno.EIO, CHANGED)
            line += part[: part.find(b"\n") + 1] or part
        return line

    def end(self, source_run: SourceRun) -> None:
        """Write how the run was judged; what it read is in the leaves already."""
        self._write(_Tail(source_run))

    def _write(self, line: Head | _Body | _Tail) -> None:
        data = memoryview(msgspec.json.encode(line) + b"\n")
        self._size += len(data)
        with told(self.path):
            while data:
                data = data[os.write(self._file, data) :]


def spool_path(folder: Path, head: Head) -> Path:
    """Return where the spool of a source run stands."""
    return folder / f"{head.run}.{head.source}.jsonl"


def leftovers(folder: Path, run: str = "", source: str = "", *, but: str = "") -> Iterator[Leftover]:
    """Yield the spools of runs that did not finish, oldest first; a spool cut off before its head holds nothing.

    With the name of a run and a source, only theirs; all but those of a run that is going on, if it is named.

    A file whose first line is whole but is no head of ours (another version wrote it) is given as its path.
    """
    name = f"{run}.{source}.jsonl" if run else "*.jsonl"
    for path in sorted(folder.glob(name)):
        if but and path.name.startswith(f"{but}."):
            continue
        spooled = _read(path)
        if spooled is not None:
            yield spooled
        elif _has_a_line(path):
            yield path
        else:
            path.unlink(missing_ok=True)


def _has_a_line(path: Path) -> bool:
    with path.open("rb") as file:
        return file.readline().endswith(b"\n")


def _read(path: Path) -> Spooled | None:
    lines = list(_lines(path))
    if not lines or not isinstance(lines[0], Head):
        return None
    leaves = [line.leaf for line in lines if isinstance(line, _Body)]
    tails = [line.source_run for line in lines if isinstance(line, _Tail)]
    return Spooled(
        path=path,
        head=lines[0],
        pages={leaf.page.key: leaf.page for leaf in leaves},
        news={found.advert.source_ref: found for leaf in leaves for found in leaf.news},
        seen=tuple(dict.fromkeys(ref for leaf in leaves for ref in leaf.seen)),
        source_run=tails[0] if tails else None,
        last_at=max([lines[0].started_at, *(leaf.page.fetched_at for leaf in leaves)]),
        leaves=len(leaves),
    )


def cut_to(path: Path, leaves: int, *, ended: bool) -> None:
    """Cut a spool to its first leaves, without its end unless ``ended``.

    Raises:
        StoreError: when the disk is full or fails.
    """
    head, *rest = _lines(path)
    kept = [line for line in rest if isinstance(line, _Body)][:leaves]
    tail = [line for line in rest if isinstance(line, _Tail) and ended]
    with told(path):
        path.write_bytes(b"".join(msgspec.json.encode(line) + b"\n" for line in (head, *kept, *tail)))


_leaf = msgspec.json.Decoder(_Body)
_decoder = msgspec.json.Decoder(Head | _Body | _Tail)


def _lines(path: Path) -> Iterator[Head | _Body | _Tail]:
    """Yield the whole lines; the first torn one ends the file, since nothing after it can be trusted."""
    with path.open("rb") as file:
        for raw in file:
            try:
                yield _decoder.decode(raw)
            except (msgspec.DecodeError, UnicodeDecodeError):
                return
