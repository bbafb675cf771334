"""How each source stands: its last verdict, since when, and when it was last read well."""

import sqlite3
from typing import Any

import msgspec
from msgspec import Struct


class SourceState(Struct, frozen=True, kw_only=True):
    """One source; the fields that ``status --json`` prints.

    Attributes:
        checked_at: when it was last tried, UTC.
        since: when the row of runs with this same verdict and cause began.
        last_good: when it was last ok, unchanged or empty; None when it never was.
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


_STATES = """
WITH last AS (
  SELECT s.id AS source, (
    SELECT r.run FROM source_runs AS r WHERE r.source = s.id AND r.finished_at <= :now
    ORDER BY r.finished_at DESC, r.run DESC LIMIT 1
  ) AS run FROM sources AS s
), other AS (
  SELECT l.source, l.run, (
    SELECT r.finished_at || ' ' || r.run FROM source_runs AS r WHERE r.source = l.source AND r.finished_at <= :now
      AND (r.verdict, r.cause) IS NOT (n.verdict, n.cause)
    ORDER BY r.finished_at DESC, r.run DESC LIMIT 1
  ) AS until
  FROM last AS l JOIN source_runs AS n ON n.run = l.run AND n.source = l.source
)
SELECT n.source, n.verdict, n.cause, n.finished_at AS checked_at,
  (SELECT min(r.finished_at) FROM source_runs AS r WHERE r.source = n.source AND r.finished_at <= :now
    AND (o.until IS NULL OR r.finished_at || ' ' || r.run > o.until)) AS since,
  (SELECT max(r.finished_at) FROM source_runs AS r WHERE r.source = n.source AND r.finished_at <= :now
    AND r.verdict IN ('ok', 'unchanged', 'empty')) AS last_good,
  n.pages, n.adverts, n.new, n.changed, n.gone, n.warnings, n.message
FROM other AS o JOIN source_runs AS n ON n.run = o.run AND n.source = o.source
ORDER BY n.source
"""


def states(connection: sqlite3.Connection, now: str) -> list[SourceState]:
    """Return the state at a moment of every source that has been tried by then, by name."""
    cursor = connection.execute(_STATES, {"now": now})
    names = [column[0] for column in cursor.description]
    return [_state(dict(zip(names, row, strict=True))) for row in cursor]


def _state(values: dict[str, Any]) -> SourceState:
    return msgspec.convert(values | {"warnings": msgspec.json.decode(values["warnings"])}, SourceState)
