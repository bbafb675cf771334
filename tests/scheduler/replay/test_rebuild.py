"""A store rebuilt from the archive is the store that the live runs made, field for field."""

import asyncio
import sqlite3
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from scheduler.collect import CollectSettings, collect
from scheduler.replay.bodies import Bodies
from scheduler.replay.films import films, warc_files
from scheduler.replay.rebuild import Playing, Told, rebuild
from scheduler.summary import Silent
from scraper.fetching import FetchSettings
from scraper.normalising.posting import normalise
from scraper.sources.model import Source
from storage.store import Store
from tests.scheduler.world import FROZEN, Site, careers, feed

SITES = 4


def _give(moment: datetime) -> datetime:
    return moment


class World:
    """Feeds and careers sites that change from day to day, and fail in turn."""

    def __init__(self) -> None:
        self.sites = [Site() for _ in range(SITES)]
        self.sources = [
            Source(
                id=f"site-{n}",
                name=f"Site {n}",
                platform="feed" if n % 2 else "jobposting",
                url=f"{site.url}/{'rss' if n % 2 else 'jobs'}",
            )
            for n, site in enumerate(self.sites)
        ]

    def turn(self, day: int) -> None:
        """Publish what a day shows: adverts come, change, go and come back; a site is broken, empty or quiet."""
        for n, (site, source) in enumerate(zip(self.sites, self.sources, strict=True)):
            shift = (day + n) // 3
            adverts = {k: f"Planner {k}" for k in range(shift, shift + 8)}
            adverts[shift + 3] = f"Planner of week {day // 4}"
            pages = {"/rss": feed(site.url, adverts)} if source.platform == "feed" else careers(site.url, adverts)
            if (day + n) % 7 == 3:
                pages = {}
            if (day + n) % 11 == 5:
                pages = dict.fromkeys(pages, b"<html><title>Sign in</title><form><input type=password></form></html>")
            site.pages = pages

    def live(self, folder: Path, days: range) -> None:
        """Run once a day, with an archive."""
        settings = CollectSettings(fetch=FetchSettings(), spool_dir=folder / "spool", archive=folder / "archive")
        for day in days:
            self.turn(day)
            moment = FROZEN + timedelta(days=day, minutes=day)
            with Store.open(folder / "live.db") as store:
                collect(self.sources, store, settings, clock=partial(_give, moment), observer=Silent())

    def close(self) -> None:
        for site in self.sites:
            site.close()


@pytest.fixture
def world() -> Iterator[World]:
    world = World()
    yield world
    world.close()


def replayed(archive: Path, database: Path, processes: int = 0) -> Told:
    told, bodies = Told(), Bodies()
    ours, _ = films(warc_files([archive]))
    with Store.open(database) as store:
        playing = Playing(
            store=store,
            spool_dir=database.with_suffix(".spool"),
            normalise=normalise,
            bodies=bodies,
            processes=processes,
        )
        asyncio.run(rebuild(ours, playing, told))
    bodies.close()
    return told


def tables(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, the search index by its postings."""
    rows = sqlite3.connect(path)
    names = [row[0] for row in rows.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY 1")]
    found = {name: sorted(rows.execute(f'SELECT * FROM "{name}"').fetchall(), key=repr) for name in names}
    rows.close()
    return found


def same(one: Path, other: Path, *, but: str = "\n") -> None:
    """Compare every table but those whose names begin so."""
    left, right = (
        {name: rows for name, rows in tables(path).items() if not name.startswith(but)} for path in (one, other)
    )
    assert left.keys() == right.keys()
    for name, rows in left.items():
        assert right[name] == rows, name


@pytest.mark.parametrize("processes", [0, 2])
def test_a_week_of_runs_is_rebuilt_field_for_field(world: World, tmp_path: Path, processes: int) -> None:
    world.live(tmp_path, range(8))
    told = replayed(tmp_path / "archive", tmp_path / "again.db", processes)
    assert told.notes == []
    assert told.runs == 8 * SITES
    same(tmp_path / "live.db", tmp_path / "again.db")


@pytest.mark.soak
@pytest.mark.timeout(900)
def test_sixty_days_of_runs_are_rebuilt_field_for_field(world: World, tmp_path: Path) -> None:
    world.live(tmp_path, range(60))
    assert replayed(tmp_path / "archive", tmp_path / "again.db").runs == 60 * SITES
    same(tmp_path / "live.db", tmp_path / "again.db")


def test_a_replay_over_the_store_itself_changes_nothing(world: World, tmp_path: Path) -> None:
    world.live(tmp_path, range(3))
    before = tables(tmp_path / "live.db")
    told = replayed(tmp_path / "archive", tmp_path / "live.db")
    assert (told.runs, told.known) == (0, 3 * SITES)
    assert tables(tmp_path / "live.db") == before
