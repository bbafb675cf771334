"""How each source stands: its last verdict, since when, and when it was last read well."""

import sqlite3

import msgspec
from msgspec import Struct


class SourceState(Struct, frozen=True, kw_only=True):
    """One source; the fields that ``status --json`` prints.

    Attributes:
        checked_at: when it was last tried, UTC.
        since: when the row of runs with this same verdict and cause began; with a warning and no cause, when that
            warning first came.
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


_WARNED_SINCE = """
SELECT min(finished_at) FROM source_runs WHERE source = :source AND instr(warnings, :word) AND finished_at > coalesce((
  SELECT max(finished_at) FROM source_runs
  WHERE source = :source AND verdict IN ('ok', 'unchanged', 'empty') AND NOT instr(warnings, :word)
), '')
"""
"""Since when the good runs of a source have had a warning: runs that read nothing, or not all, do not interrupt it."""


def states(connection: sqlite3.Connection) -> list[SourceState]:
    """Return the state of every source that was ever tried, by name."""
    rows = (dict(zip(_FIELDS, row, strict=True)) for row in connection.execute(_STATES))
    found = [msgspec.convert(row | {"warnings": msgspec.json.decode(row["warnings"])}, SourceState) for row in rows]
    return [_warned(connection, state) if state.warnings and state.cause is None else state for state in found]


def _warned(connection: sqlite3.Connection, state: SourceState) -> SourceState:
    named = {"source": state.source, "word": f'"{state.warnings[0]}"'}
    (since,) = connection.execute(_WARNED_SINCE, named).fetchone()
    return msgspec.structs.replace(state, since=since or state.since)
