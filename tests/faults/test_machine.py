"""Faults of a real machine under a run: each is one sentence, loses nothing, and leaves the next run whole."""

import resource
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from scraper.sources.model import Source
from storage.store import StoreError
from tests.scheduler.world import FROZEN, Site, feed, run

TOMORROW = FROZEN + timedelta(days=1)
YESTERDAY = FROZEN - timedelta(days=1)


@pytest.fixture
def site() -> Iterator[Site]:
    site = Site()
    yield site
    site.close()


@pytest.fixture
def board(site: Site) -> list[Source]:
    site.pages = {"/rss": feed(site.url, {n: f"Planner {n}" for n in range(40)})}
    return [Source(id="board", name="Board", platform="feed", url=f"{site.url}/rss")]


def live(database: Path) -> int:
    with closing(sqlite3.connect(database)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        (count,) = connection.execute("SELECT count(*) FROM postings WHERE status = 'live'").fetchone()
    return int(count)


@contextmanager
def files_of_at_most(size: int) -> Iterator[None]:
    """Let no file of this process grow past ``size`` bytes: a disk that is full, to whoever writes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_file_that_can_grow_no_further_is_told_and_the_next_run_is_whole(
    board: list[Source], site: Site, tmp_path: Path
) -> None:
    database = tmp_path / "a.db"
    run(board, database)
    site.pages["/rss"] = feed(site.url, {n: f"Planner {n}" for n in range(60)})
    with files_of_at_most(4096), pytest.raises(StoreError) as told:
        run(board, database, TOMORROW)
    assert len(str(told.value).splitlines()) == 1
    assert live(database) == 40
    summary = run(board, database, TOMORROW)
    assert [result.verdict for result in summary.results] == ["ok"]
    assert live(database) == 60


def test_an_analyst_who_reads_for_long_disturbs_no_run(board: list[Source], site: Site, tmp_path: Path) -> None:
    database = tmp_path / "a.db"
    run(board, database)
    with closing(sqlite3.connect(database)) as analyst:
        analyst.execute("BEGIN")
        assert analyst.execute("SELECT count(*) FROM postings").fetchone() == (40,)
        site.pages["/rss"] = feed(site.url, {n: f"Planner {n}" for n in range(60)})
        summary = run(board, database, TOMORROW)
        assert analyst.execute("SELECT count(*) FROM postings").fetchone() == (40,)
    assert [result.verdict for result in summary.results] == ["ok"]
    assert live(database) == 60


def test_a_spool_that_can_not_be_made_is_told_and_the_next_run_is_whole(board: list[Source], tmp_path: Path) -> None:
    database = tmp_path / "a.db"
    in_the_way = database.with_suffix(".spool")
    in_the_way.write_text("a file where a folder belongs")
    with pytest.raises(StoreError) as told:
        run(board, database)
    assert len(str(told.value).splitlines()) == 1
    in_the_way.unlink()
    assert [result.verdict for result in run(board, database).results] == ["ok"]
    assert live(database) == 40


def test_a_clock_set_back_by_a_day_loses_nothing(board: list[Source], tmp_path: Path) -> None:
    database = tmp_path / "a.db"
    run(board, database)
    run(board, database, YESTERDAY)
    run(board, database, TOMORROW)
    assert live(database) == 40
    with closing(sqlite3.connect(database)) as connection:
        assert connection.execute("SELECT count(*) FROM posting_spells").fetchone() == (40,)
        assert connection.execute("SELECT count(*) FROM postings WHERE first_seen > last_seen").fetchone() == (0,)
