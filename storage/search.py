"""The full-text index over postings: filled in bulk after a run, never row by row.

Its content stays in ``postings``, so a text that changes must be taken out of the index with its old words before
they are gone; the new ones go in with the rest of the run's.
"""

import sqlite3
from typing import Any

from storage.posting_rows import FIELDS
from storage.schema.ddl import SEARCH
from storage.schema.tables import SEARCHED
from storage.sql import number, quoted

_AT = tuple(FIELDS.index(name) for name in SEARCHED)
_COLUMNS = ", ".join(quoted(SEARCHED))
_MARKS = ", ".join("?" * len(SEARCHED))
_REMOVE = f"INSERT INTO {SEARCH} ({SEARCH}, rowid, {_COLUMNS}) VALUES ('delete', ?, {_MARKS})"  # noqa: S608 (our names)
_FILL = (
    f"INSERT INTO {SEARCH} (rowid, {_COLUMNS}) SELECT id, {_COLUMNS} FROM postings "  # noqa: S608 (our names)
    "WHERE id IN (SELECT posting FROM posting_pending WHERE indexed = 0) ORDER BY id"
)


def forget_text(connection: sqlite3.Connection, posting: int, old: list[Any], new: list[Any]) -> None:
    """Note that a posting changes from old to new values (in the record's order)."""
    if all(old[at] == new[at] for at in _AT):
        connection.execute("INSERT INTO posting_pending VALUES (?, 1) ON CONFLICT DO NOTHING", (posting,))
        return
    indexed = number(connection, "SELECT indexed FROM posting_pending WHERE posting = ?", (posting,))
    if indexed != 0:
        connection.execute(_REMOVE, (posting, *(old[at] for at in _AT)))
    connection.execute(
        "INSERT INTO posting_pending VALUES (?, 0) ON CONFLICT (posting) DO UPDATE SET indexed = 0", (posting,)
    )


def fill(connection: sqlite3.Connection) -> None:
    """Index the texts of all pending postings."""
    connection.execute(_FILL)


def as_match(words: str) -> str | None:
    """Return words as an FTS5 query that wants them all; every word is quoted, so that none is taken as an operator."""
    quoted = ['"' + word.replace('"', "") + '"' for word in words.replace("\0", " ").split() if word.strip('"')]
    return " ".join(quoted[:20]) or None
