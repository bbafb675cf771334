"""A quiet day costs next to nothing: one conditional request a page, nothing read, nothing written but last_seen."""

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

import pytest

from scheduler import walk
from tests.scheduler.year import Sites, Year
from tests.servers.wire import Exchange

SOURCES = 20
MAY_MOVE: Mapping[str, set[str]] = {
    "postings": {"last_seen"},
    "pages": {"fetched_at"},
    "timetable": {"slot", "next_due"},
    "clock": {"now"},
}
"""What may differ in rows that are there already: when they were seen, and when they are due."""
MAY_COME = {"runs": 1, "source_runs": SOURCES, "due_runs": SOURCES}
"""Rows that a run adds: its own account."""

Rows = dict[str, list[dict[str, object]]]


class Counted(Sites):
    """Sites that count what is asked of them."""

    def __init__(self) -> None:
        super().__init__(SOURCES, [])
        self.asked: list[tuple[str, bool]] = []

    async def _answer(self, exchange: Exchange) -> None:
        if exchange.seen.path != "/robots.txt":
            self.asked.append((exchange.seen.host, "if-none-match" in exchange.seen.headers))
        await super()._answer(exchange)


def contents(database: Path) -> Rows:
    """Return every row of every table, in the order of their keys."""
    with closing(sqlite3.connect(database)) as connection:
        connection.row_factory = sqlite3.Row
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {
            name: [dict(row) for row in connection.execute(f"SELECT * FROM {name} ORDER BY 1, 2")] for name in tables
        }


def moved(before: Rows, after: Rows, table: str) -> set[str]:
    """Return the columns in which rows that were there already differ."""
    pairs = zip(before[table], after[table], strict=True)
    return {column for old, new in pairs for column in old if old[column] != new[column]}


def test_an_unchanged_listing_costs_one_conditional_request_no_parse_and_no_write_but_last_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = tmp_path / "a.db"
    with Counted() as sites, Year(sites, database) as year:
        year.live(0)
        before = contents(database)
        sites.asked.clear()
        monkeypatch.setattr(walk, "read_listing", lambda *_: pytest.fail("a page that has not changed was read"))
        year.live(1)
        after = contents(database)
    assert {result.verdict for result in year.last.values()} == {"unchanged"}
    assert len(sites.asked) == len(set(sites.asked)) == SOURCES
    assert all(conditional for _, conditional in sites.asked)
    came = {table: len(after[table]) - len(before[table]) for table in after}
    assert {table: rows for table, rows in came.items() if rows} == MAY_COME
    still = [table for table in after if table not in MAY_COME]
    assert {table: moved(before, after, table) for table in still if moved(before, after, table)} == MAY_MOVE
