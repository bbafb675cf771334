"""Where in an archive each body stands: kept in a temporary file of SQLite's own, so that memory stays flat."""

import sqlite3
from pathlib import Path

from scraper.fetching.warc import Place

_MAKE = (
    "CREATE TABLE files (id INTEGER PRIMARY KEY, path TEXT UNIQUE)",
    (
        "CREATE TABLE bodies (source, name, file INTEGER, member INTEGER, skip INTEGER, PRIMARY KEY (source, name)) "
        "WITHOUT ROWID"
    ),
)
_ADD = "INSERT OR REPLACE INTO bodies VALUES (?, ?, ?, ?, ?)"
_FIND = "SELECT path, member, skip FROM bodies JOIN files ON files.id = file WHERE source = ? AND name = ?"


class Bodies:
    """The bodies of the responses read so far, by source and digest, and the latest of each request."""

    def __init__(self) -> None:
        self._rows = sqlite3.connect("", isolation_level=None)  # no name: a private file, gone when closed
        self._file: tuple[Path, int] | None = None
        for statement in ("PRAGMA synchronous = OFF", "PRAGMA journal_mode = OFF", *_MAKE):
            self._rows.execute(statement)

    def close(self) -> None:
        """Drop the index."""
        self._rows.close()

    def add(self, source: str, key: str, digest: str | None, place: Place) -> None:
        """Note where a response stands."""
        where = (self._number(place.path), place.member, place.skip)
        self._rows.execute("BEGIN")  # one change of the file for both
        self._rows.executemany(_ADD, [(source, name, *where) for name in (f"key {key}", f"body {digest}")])
        self._rows.execute("COMMIT")

    def _number(self, path: Path) -> int:
        """Return the number of a file; many responses in a row stand in the same one."""
        if self._file is None or self._file[0] is not path:
            self._rows.execute("INSERT OR IGNORE INTO files (path) VALUES (?)", (str(path),))
            (number,) = self._rows.execute("SELECT id FROM files WHERE path = ?", (str(path),)).fetchone()
            self._file = path, number
        return self._file[1]

    def body(self, source: str, digest: str) -> Place | None:
        """Return where the body with a digest stands."""
        return self._find(source, f"body {digest}")

    def latest(self, source: str, key: str) -> Place | None:
        """Return where the last response to a request stands."""
        return self._find(source, f"key {key}")

    def _find(self, source: str, name: str) -> Place | None:
        row = self._rows.execute(_FIND, (source, name)).fetchone()
        return Place(Path(row[0]), row[1], row[2]) if row else None
