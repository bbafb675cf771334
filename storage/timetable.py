"""The timetable as rows: when each source is due, and what became of every moment at which it was."""

import sqlite3
from collections.abc import Iterable

from msgspec import Struct

from storage.store import Store

FAILED = "('blocked', 'broken')"


class TurnRow(Struct, frozen=True, kw_only=True):
    """When a source is due next; moments are stamps (UTC with Z)."""

    source: str
    rule: str
    slot: str
    next_due: str


class DueRow(Struct, frozen=True, kw_only=True):
    """What became of a moment at which a source was due; see the table ``due_runs``."""

    source: str
    due: str
    outcome: str
    why: str | None = None
    slots: int = 1
    attempts: int = 0
    run: str | None = None


class StandingRow(Struct, frozen=True, kw_only=True):
    """How the last runs of a source went: when the last one began, how many failed in a row, for what cause."""

    source: str
    tried_at: str
    failing: int
    cause: str | None


_TURN = TurnRow.__struct_fields__
_DUE = DueRow.__struct_fields__
_LISTED = ", ".join(_DUE)
_STANDINGS = f"""
WITH good AS (
  SELECT source, max(finished_at) AS at FROM source_runs WHERE verdict NOT IN {FAILED} GROUP BY source
)
SELECT r.source, max(r.started_at), count(*) FILTER (WHERE r.finished_at > coalesce(good.at, '')),
  (SELECT l.cause FROM source_runs AS l WHERE l.source = r.source ORDER BY l.finished_at DESC, l.run DESC LIMIT 1)
FROM source_runs AS r LEFT JOIN good USING (source) GROUP BY r.source
"""  # noqa: S608 (our own words)
_NOTE = f"""
INSERT INTO due_runs ({_LISTED}, noted_at) VALUES ({", ".join("?" * len(_DUE))}, ?)
ON CONFLICT (source, due) DO UPDATE SET outcome = excluded.outcome, why = excluded.why, slots = excluded.slots,
  attempts = excluded.attempts, run = excluded.run, noted_at = excluded.noted_at
"""  # noqa: S608 (our own names)


class Timetable:
    """The timetable of a store. Methods raise StoreError when the file can't be used or another process writes."""

    def __init__(self, store: Store) -> None:
        self._store = store

    @property
    def _connection(self) -> sqlite3.Connection:
        return self._store.connection

    def turns(self) -> list[TurnRow]:
        """Return when every source that is on the timetable is due."""
        rows = self._connection.execute("SELECT source, rule, slot, next_due FROM timetable ORDER BY next_due, source")
        return [TurnRow(**dict(zip(_TURN, row, strict=True))) for row in rows]

    def unfinished(self) -> list[DueRow]:
        """Return the due moments whose runs were begun and are not known to have ended."""
        rows = self._connection.execute(f"SELECT {_LISTED} FROM due_runs WHERE outcome = 'running'")  # noqa: S608
        return [DueRow(**dict(zip(_DUE, row, strict=True))) for row in rows]

    def standings(self) -> list[StandingRow]:
        """Return how the last runs of every source went."""
        names = StandingRow.__struct_fields__
        rows = self._connection.execute(_STANDINGS)
        return [StandingRow(**dict(zip(names, row, strict=True))) for row in rows]

    def done_since(self, source: str, moment: str) -> str | None:
        """Return the run in which a source had its whole turn since a moment, if there is one."""
        row = self._connection.execute(
            "SELECT run FROM source_runs WHERE source = ? AND started_at >= ? AND cause IS NOT 'interrupted'"
            " ORDER BY finished_at DESC LIMIT 1",
            (source, moment),
        ).fetchone()
        return row[0] if row else None

    def note(self, turns: Iterable[TurnRow], dues: Iterable[DueRow], now: str) -> None:
        """Write when sources are due next and what became of due moments, all at once."""
        with self._store.writing() as connection:
            connection.executemany(
                "INSERT INTO timetable (source, rule, slot, next_due) VALUES (?, ?, ?, ?) ON CONFLICT (source)"
                " DO UPDATE SET rule = excluded.rule, slot = excluded.slot, next_due = excluded.next_due",
                ((row.source, row.rule, row.slot, row.next_due) for row in turns),
            )
            connection.executemany(_NOTE, ((*(getattr(row, name) for name in _DUE), now) for row in dues))
        self._store.let_go()

    def keep_only(self, sources: Iterable[str]) -> None:
        """Take sources that are no longer collected off the timetable; what became of their runs stays."""
        with self._store.writing() as connection:
            wanted = [(source,) for source in sources]
            connection.execute("CREATE TEMP TABLE IF NOT EXISTS wanted (source TEXT PRIMARY KEY)")
            connection.execute("DELETE FROM temp.wanted")
            connection.executemany("INSERT OR IGNORE INTO temp.wanted VALUES (?)", wanted)
            connection.execute("DELETE FROM timetable WHERE source NOT IN (SELECT source FROM temp.wanted)")
        self._store.let_go()
