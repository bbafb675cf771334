"""What people were told, as rows, and the numbers of a day."""

from collections.abc import Mapping
from datetime import timedelta

from storage.stamps import before, utc
from storage.store import Store

DIGEST = "digest:"
STATE = "state:"


class Told:
    """What was told about a store. Methods raise StoreError when the file can't be used or another process writes."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def states(self) -> dict[str, str]:
        """Return the state that was last told of each source."""
        rows = self._store.connection.execute("SELECT source, state FROM notices WHERE source IS NOT NULL")
        return dict(rows.fetchall())

    def digested(self, day: str) -> bool:
        """Tell whether the digest of a day (YYYY-MM-DD) was sent."""
        query = "SELECT 1 FROM notices WHERE key = ?"
        return self._store.connection.execute(query, (DIGEST + day,)).fetchone() is not None

    def note_states(self, states: Mapping[str, str], now: str) -> None:
        """Keep what was told of sources."""
        self._note([(STATE + source, source, state, utc(now)) for source, state in states.items()])

    def note_digest(self, day: str, now: str) -> None:
        """Keep that the digest of a day was sent."""
        self._note([(DIGEST + day, None, None, utc(now))])

    def _note(self, rows: list[tuple[str, str | None, str | None, str]]) -> None:
        with self._store.writing() as connection:
            connection.executemany(
                "INSERT INTO notices (key, source, state, told_at) VALUES (?, ?, ?, ?)"
                " ON CONFLICT (key) DO UPDATE SET state = excluded.state, told_at = excluded.told_at",
                rows,
            )
        self._store.let_go()

    def numbers(self, now: str, since_hours: int = 24) -> tuple[int, int, int]:
        """Return how many jobs are live, came in the last hours, and closed in them."""
        since = before(utc(now), timedelta(hours=since_hours))
        row = self._store.connection.execute(
            "SELECT count(*) FILTER (WHERE status = 'live'), count(*) FILTER (WHERE first_seen > ?1),"
            " count(*) FILTER (WHERE closed_at > ?1) FROM jobs WHERE merged_into IS NULL",
            (since,),
        ).fetchone()
        return int(row[0]), int(row[1]), int(row[2])

    def missed(self) -> int:
        """Return how many turns of the timetable were told as missed, ever."""
        row = self._store.connection.execute("SELECT total(slots) FROM due_runs WHERE outcome = 'missed'").fetchone()
        return int(row[0])
