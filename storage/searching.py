"""Saved searches: what they look for, and which jobs they have found already, so that only new ones are told."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from storage import exports
from storage.errors import StoreError
from storage.search import as_match
from storage.stamps import utc
from storage.store import Store

TOLD = ("job", "title", "recruiter", "location", "salary_text", "closes_at", "first_seen", "url")


class Search(Struct, frozen=True, kw_only=True):
    """A saved search: all that is given has to hold of a live job."""

    name: str
    words: str | None = None
    condition: str | None = None
    council: str | None = None
    made_at: str | None = None
    ran_at: str | None = None


_FIELDS = Search.__struct_fields__


class Searches:
    """The saved searches of a store. Methods raise StoreError, one sentence, when something can't be done."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def all_of_them(self) -> list[Search]:
        """Return every search, by name."""
        rows = self._store.connection.execute(f"SELECT {', '.join(_FIELDS)} FROM searches ORDER BY name")  # noqa: S608
        return [Search(**dict(zip(_FIELDS, row, strict=True))) for row in rows]

    def add(self, search: Search, now: str) -> int:
        """Save a search; what matches now counts as found already. Returns how many jobs that is.

        Raises:
            StoreError: when there is one of that name, or its condition can't be asked.
        """
        if any(one.name == search.name for one in self.all_of_them()):
            raise StoreError(f"There is a search {search.name!r} already: remove it first, or take another name.")
        found = [str(row[0]) for row in self.matches(search, ("job",))]
        with self._store.writing() as connection:
            connection.execute(
                "INSERT INTO searches (name, words, condition, council, made_at, ran_at) VALUES (?, ?, ?, ?, ?, ?)",
                (search.name, search.words, search.condition, search.council, utc(now), utc(now)),
            )
        self._keep(search.name, found, now)
        return len(found)

    def remove(self, name: str) -> bool:
        """Forget a search and what it found; False when there is none of that name."""
        with self._store.writing() as connection:
            had = connection.execute("DELETE FROM searches WHERE name = ?", (name,)).rowcount > 0
        self._store.let_go()
        return had

    def matches(self, search: Search, columns: Sequence[str] = TOLD) -> Iterator[tuple[object, ...]]:
        """Yield the live jobs that a search finds now, the oldest first."""
        return iter(self._rows(search, columns))

    def fresh(self, search: Search) -> list[dict[str, object]]:
        """Return the live jobs that a search finds and had not found before."""
        query = "SELECT job FROM search_hits WHERE search = ?"
        had = {row[0] for row in self._store.connection.execute(query, (search.name,))}
        found = (dict(zip(TOLD, row, strict=True)) for row in self.matches(search))
        return [row for row in found if row["job"] not in had]

    def told(self, search: Search, jobs: Sequence[str], now: str) -> None:
        """Keep that these jobs were told: no later run tells them again."""
        self._keep(search.name, jobs, now)

    def feed(self, search: Search, out: Path) -> None:
        """Write what a search finds now as an RSS file, the newest first."""
        exports.export(self._rows(search, None), out, "rss")

    def _rows(self, search: Search, columns: Sequence[str] | None) -> exports.Rows:
        wanted = [exports.condition(search.condition)] if search.condition else []
        match = as_match(search.words or "")
        if match is not None:
            found = "p.id IN (SELECT rowid FROM postings_search WHERE postings_search MATCH ?)"
            wanted.append(exports.Condition(found, (match,)))
        return exports.rows(self._store, council=search.council, where=_all_of(wanted), columns=columns)

    def _keep(self, name: str, jobs: Sequence[str], now: str) -> None:
        with self._store.writing() as connection:
            connection.executemany(
                "INSERT OR IGNORE INTO search_hits (search, job, found_at) VALUES (?, ?, ?)",
                ((name, job, utc(now)) for job in jobs),
            )
            connection.execute("UPDATE searches SET ran_at = ? WHERE name = ?", (utc(now), name))
        self._store.let_go()


def _all_of(wanted: Sequence[exports.Condition]) -> exports.Condition | None:
    if not wanted:
        return None
    values = tuple(value for one in wanted for value in one.values)
    return exports.Condition(" AND ".join(f"({one.sql})" for one in wanted), values, any(one.typed for one in wanted))
