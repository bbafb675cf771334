"""How each source stands: its last verdict, since when, and when it was last read well."""

import sqlite3

import msgspec
from msgspec import Struct


class SourceState(Struct, frozen=True, kw_only=True):
    """One source; the fields that ``status --json`` prints.

    Attributes:
        checked_at: when it was last tried, UTC.
        since: when the row of runs with this same verdict and cause began.
        last_good: when it was last ok, unchanged or empty; None when it never was.
        pages, adverts: read in the last run.
        new, changed, gone: postings, in the last run.
    """

    source: str
    verdict: str
    cause: str | None = None
    checked_at: str
    since: str
    last_good: str | None = None
    pages: int = 0
    adverts: int = 0
    new: int = 0
    changed: int = 0
    gone: int = 0
    warnings: tuple[str, ...] = ()
    message: str | None = None


_FIELDS = SourceState.__struct_fields__
_STATES = f"SELECT {', '.join(_FIELDS)} FROM source_health ORDER BY source"  # noqa: S608 (our own names)


def states(connection: sqlite3.Connection) -> list[SourceState]:
    """Return the state of every source that was ever tried, by name."""
    rows = (dict(zip(_FIELDS, row, strict=True)) for row in connection.execute(_STATES))
    return [msgspec.convert(row | {"warnings": msgspec.json.decode(row["warnings"])}, SourceState) for row in rows]
