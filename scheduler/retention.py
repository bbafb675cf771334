"""Retention of an archive: whole files go, the oldest run first, and never a body that a kept file points to.

A run is either kept whole or removed. Of a removed run, a file stays whose body a kept revisit stands for: it moves to
the folder of bodies, from which a replay takes bodies and nothing else, so that what is kept replays as it ran.
"""

import re
import sqlite3
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import groupby
from pathlib import Path

from msgspec import Struct

from scheduler.mentions import INDEX, Kept, Mentions
from scheduler.replay.films import BODIES

ALWAYS_DAYS = 1
"""Days whose runs always stay: a run begun yesterday may be writing still."""
_OURS = re.compile(r"(\d{4})/(\d\d)/(\d\d)/([^/]+)/([^/]+)\.warc\.gz")


class Limits(Struct, frozen=True):
    """How much is kept: days back from now, and bytes; None for no limit."""

    days: int | None = None
    size: int | None = None


class Thinned(Struct, frozen=True):
    """What was done: files and bytes removed, bytes that are left, and whether they are over the limit."""

    files: int = 0
    size: int = 0
    left: int = 0
    over: bool = False


def files_of(archive: Path) -> list[Kept]:
    """Return the files of our own in an archive, by run; what others put there is not touched.

    Raises:
        OSError: when a folder can't be read.
    """
    return sorted([*_below(archive, bodies_only=False), *_below(archive / BODIES, bodies_only=True)])


def _below(folder: Path, *, bodies_only: bool) -> Iterator[Kept]:
    for path in folder.glob("[0-9]*/[0-9]*/[0-9]*/*/*.warc.gz"):
        match = _OURS.fullmatch(path.relative_to(folder).as_posix())
        if match:
            year, month, day, run, source = match.groups()
            size = path.stat().st_size
            yield Kept(
                run=run, source=source, day=f"{year}-{month}-{day}", path=path, size=size, bodies_only=bodies_only
            )


def thin(archive: Path, limits: Limits, now: datetime) -> Thinned:
    """Remove what is over the limits.

    Raises:
        OSError: when a file can't be read, moved or removed.
        sqlite3.Error: when the index can't be written.
    """
    files = files_of(archive)
    runs = [(run, max(file.day for file in ones)) for run, ones in groupby(files, key=lambda file: file.run)]
    if not runs:
        return Thinned()
    first, last = _oldest(runs, limits, now)
    with _index(archive, files) as mentions:
        edge = _edge([run for run, _ in runs[first : last + 1]], files, mentions, limits)
        held = mentions.held(edge)
    left = _sizes(files, edge, held)
    gone = [file for file in files if file.run < edge and (file.run, file.source) not in held]
    for file in files:
        if file.run < edge and (file.run, file.source) in held and not file.bodies_only:
            _to_bodies(file.path, archive)
    for file in gone:
        _remove(file.path, archive)
    return Thinned(len(gone), sum(file.size for file in gone), left, limits.size is not None and left > limits.size)


def _oldest(runs: Sequence[tuple[str, str]], limits: Limits, now: datetime) -> tuple[int, int]:
    """Return the first run that is young enough, and the last one that the limit of bytes may come to."""
    days = [day for _, day in runs]
    last = min(_first_since(days, now, ALWAYS_DAYS), len(runs) - 1)
    return (min(_first_since(days, now, max(limits.days, ALWAYS_DAYS)), last) if limits.days else 0), last


def _first_since(days: Sequence[str], now: datetime, back: int) -> int:
    since = f"{now - timedelta(days=back):%Y-%m-%d}"
    return next((at for at, day in enumerate(days) if day >= since), len(days))


def _edge(runs: Sequence[str], files: Sequence[Kept], mentions: Mentions, limits: Limits) -> str:
    """Return the oldest run with which the archive is small enough; the newest there is a choice of when none is.

    What is left only shrinks as the edge moves on, so that a search by halves finds it.
    """
    size = limits.size
    if size is None:
        return runs[0]
    at = bisect_left(runs, 1, key=lambda run: int(_sizes(files, run, mentions.held(run)) <= size))
    return runs[min(at, len(runs) - 1)]


def _sizes(files: Sequence[Kept], edge: str, held: set[tuple[str, str]]) -> int:
    return sum(file.size for file in files if file.run >= edge or (file.run, file.source) in held)


def _index(archive: Path, files: Sequence[Kept]) -> Mentions:
    """Return the index, open and up to date; one that is damaged is made again."""
    try:
        return _learned(archive, files)
    except sqlite3.OperationalError:  # another process has it, or the disk is full: it is not damaged
        raise
    except sqlite3.DatabaseError:
        for path in archive.glob(f"{INDEX}*"):  # with its journal, which would be played into the new one
            path.unlink()
        return _learned(archive, files)


def _learned(archive: Path, files: Sequence[Kept]) -> Mentions:
    mentions = Mentions(archive)
    try:
        mentions.learn(files)
    except (sqlite3.Error, OSError):
        mentions.close()
        raise
    return mentions


def _to_bodies(path: Path, archive: Path) -> None:
    target = archive / BODIES / path.relative_to(archive)
    target.parent.mkdir(parents=True, exist_ok=True)
    path.replace(target)
    _prune(path, archive)


def _remove(path: Path, archive: Path) -> None:
    path.unlink(missing_ok=True)
    _prune(path, archive)


def _prune(path: Path, archive: Path) -> None:
    """Remove the folders that a file has left empty."""
    for folder in path.parents:
        if folder == archive or any(folder.iterdir()):
            return
        folder.rmdir()
