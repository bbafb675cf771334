"""Which bodies the files of an archive hold, and which they only point to: a small index beside the files.

It is made from the files and can be made again: each file is read once, when it is new or has another size.
"""

import sqlite3
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Self

from msgspec import Struct

from scheduler.replay.entries import Answer, entry_of
from scraper.fetching.warc import Torn, records

INDEX = "_bodies.db"
"""The index's name in the archive's folder; no year and no source is called so."""
_MAKE = (
    "CREATE TABLE IF NOT EXISTS files (run, source, size, PRIMARY KEY (run, source)) WITHOUT ROWID",
    (
        "CREATE TABLE IF NOT EXISTS mentions (source, digest, run, whole, PRIMARY KEY (source, digest, run, whole)) "
        "WITHOUT ROWID"
    ),
)
_HELD = """
WITH firsts AS (
    SELECT source, digest, min(run) FILTER (WHERE whole) AS whole_in, min(run) FILTER (WHERE NOT whole) AS wanted_in
    FROM mentions WHERE run >= :edge GROUP BY source, digest
)
SELECT DISTINCT source, (
    SELECT max(run) FROM mentions AS m
    WHERE m.source = firsts.source AND m.digest = firsts.digest AND m.whole AND m.run < :edge
) AS holder
FROM firsts WHERE wanted_in <= coalesce(whole_in, wanted_in) AND holder IS NOT NULL
"""


class Kept(Struct, frozen=True, order=True, kw_only=True):
    """One file of an archive.

    Attributes:
        run: the run's name, which sorts by time.
        source: the source's id, or the name of the run's own file.
        day: when it began, YYYY-MM-DD, UTC.
        size: bytes.
        bodies_only: whether its run has been removed, and it stays for the bodies that later files point to.
    """

    run: str
    source: str
    day: str
    path: Path
    size: int
    bodies_only: bool = False


class Mentions:
    """The index of an archive, open; use as a context manager.

    Raises:
        sqlite3.Error: when it can't be read or written.
    """

    def __init__(self, archive: Path) -> None:
        self._rows = sqlite3.connect(archive / INDEX, isolation_level=None)
        try:
            for statement in ("PRAGMA synchronous = OFF", *_MAKE):  # what a power cut takes is made again
                self._rows.execute(statement)
            if self._rows.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
                raise sqlite3.DatabaseError(f"{INDEX} is damaged")
        except sqlite3.Error:
            self._rows.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._rows.close()

    def learn(self, files: Iterable[Kept]) -> None:
        """Read the files that are new or have changed, and drop what has gone."""
        now = {(file.run, file.source): file for file in files}
        known = {(run, source): size for run, source, size in self._rows.execute("SELECT * FROM files")}
        self._rows.execute("BEGIN")
        for run, source in known.keys() - now.keys():
            self._drop(run, source)
        for key, file in now.items():
            if known.get(key) != file.size:
                self._drop(*key)
                self._add(file)
        self._rows.execute("COMMIT")

    def _drop(self, run: str, source: str) -> None:
        self._rows.execute("DELETE FROM files WHERE run = ? AND source = ?", (run, source))
        self._rows.execute("DELETE FROM mentions WHERE run = ? AND source = ?", (run, source))

    def _add(self, file: Kept) -> None:
        self._rows.execute("INSERT INTO files VALUES (?, ?, ?)", (file.run, file.source, file.size))
        rows = ((file.source, digest, file.run, whole) for digest, whole in mentioned(file.path))
        self._rows.executemany("INSERT OR IGNORE INTO mentions VALUES (?, ?, ?, ?)", rows)

    def held(self, edge: str) -> set[tuple[str, str]]:
        """Return the run and source of each file before a run that it or a later one points into."""
        return {(run, source) for source, run in self._rows.execute(_HELD, {"edge": edge})}


def mentioned(path: Path) -> Iterable[tuple[str, bool]]:
    """Yield each body that a file speaks of, and whether it holds it; a torn file as far as it goes."""
    try:
        for record in records(path):
            entry = entry_of(record)
            if isinstance(entry, Answer) and entry.digest is not None:
                yield entry.digest, entry.whole
    except Torn:
        return
