"""Where in an archive each body stands: kept in a temporary file of SQLite's own, so that memory stays flat."""

import sqlite3
from pathlib import Path

from scraper.fetching.warc import Place

_MAKE = (
    "CREATE TABLE files (id INTEGER PRIMARY KEY, path TEXT UNIQUE)",
    "CREATE TABLE bodies (source, name, file INTEGER, member INTEGER, skip INTEGER, PRIMARY KEY (source, name))",
)
_ADD = "INSERT OR REPLACE INTO bodies VALUES (?, ?, ?, ?, ?)"
_FIND = "SELECT path, member, skip FROM bodies JOIN files ON files.id = file WHERE source = ? AND name = ?"


class Bodies:
    """The bodies of the responses read so far, by source and digest, and the latest of each request."""

    def __init__(self) -> None:
        self._rows = sqlite3.connect("", isolation_level=None)  # no name: a private file, gone when closed
        for statement in ("PRAGMA synchronous = OFF", "PRAGMA journal_mode = OFF", *_MAKE):
            self._rows.execute(statement)

    def close(self) -> None:
        """Drop the index."""
        self._rows.close()

    def add(self, source: str, key: str, digest: str | None, place: Place) -> None:
        """Note where a response stands."""
        self._rows.execute("INSERT OR IGNORE INTO files (path) VALUES (?)", (str(place.path),))
        (number,) = self._rows.execute("SELECT id FROM files WHERE path = ?", (str(place.path),)).fetchone()
        for name in (f"key {key}", f"body {digest}"):
            self._rows.execute(_ADD, (source, name, number, place.member, place.skip))

    def body(self, source: str, digest: str) -> Place | None:
        """Return where the body with a digest stands."""
        return self._find(source, f"body {digest}")

    def latest(self, source: str, key: str) -> Place | None:
        """Return where the last response to a request stands."""
        return self._find(source, f"key {key}")

    def _find(self, source: str, name: str) -> Place | None:
        row = self._rows.execute(_FIND, (source, name)).fetchone()
        return Place(Path(row[0]), row[1], row[2]) if row else None
