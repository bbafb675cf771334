"""What today's rules make of archived pages, beside what the store has."""

import sqlite3
from pathlib import Path

import msgspec
import pytest

from scheduler.replay.films import films, warc_files
from scheduler.replay.reread import Period
from scheduler.replay.session import Replayed, replay
from scraper.normalising.context import Context
from scraper.normalising.posting import normalise
from scraper.records import Advert, Posting
from storage.store import Store
from tests.scheduler.replay.test_rebuild import SITES, World, tables

LATER = "2026-12-20T09:00:00Z"


def shouting(advert: Advert, context: Context) -> Posting:
    """Other rules than those of the live runs."""
    posting = normalise(advert, context)
    return msgspec.structs.replace(posting, title=(posting.title or "").upper(), salary_kind="voluntary")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    world = World()
    world.live(tmp_path, range(4))
    world.close()
    return tmp_path


def again(folder: Path, period: Period, *, dry: bool) -> Replayed:
    ours, _ = films(warc_files([folder / "archive"]))
    with Store.open(folder / "live.db") as store:
        return replay(store, ours, period, shouting, LATER, dry=dry, heard=lambda _: None)


def test_a_dry_run_shows_every_field_and_writes_none(folder: Path) -> None:
    before = tables(folder / "live.db")
    done = again(folder, Period(), dry=True)
    assert (done.taken, done.reread, done.notes) == (0, 4 * SITES, [])
    assert ("title", "Planner 0", "PLANNER 0") in [(one.field, one.old, one.new) for one in done.differences]
    assert tables(folder / "live.db") == before


def test_what_is_changed_is_marked_as_our_reading(folder: Path) -> None:
    done = again(folder, Period(), dry=False)
    rows = sqlite3.connect(folder / "live.db")
    marked = rows.execute("SELECT count(*), min(seen_at) FROM posting_changes WHERE cause = 'reparse'").fetchone()
    found = rows.execute("SELECT count(*) FROM postings_search WHERE postings_search MATCH 'planner'").fetchone()
    titles = {title for (title,) in rows.execute("SELECT title FROM postings")}
    rows.close()
    assert marked == (len(done.differences), LATER)
    assert found[0] > 0
    assert all(title == title.upper() for title in titles)
    assert again(folder, Period(), dry=True).differences == []


def test_only_the_period_and_the_sources_that_were_asked_for_are_read(folder: Path) -> None:
    done = again(folder, Period(since="2026-11-25", sources=frozenset({"site-1"})), dry=True)
    assert {one.source for one in done.differences} == {"site-1"}
    assert done.reread == 2


def test_a_dry_run_on_an_empty_store_takes_nothing_in(folder: Path) -> None:
    (folder / "live.db").unlink()
    done = again(folder, Period(), dry=True)
    assert (done.taken, done.differences) == (4 * SITES, [])
    assert tables(folder / "live.db")["postings"] == []
