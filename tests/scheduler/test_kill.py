"""A run killed at any moment: the next one completes, no advert is lost, none doubled, and the file is sound."""

import multiprocessing
import os
import random
import signal
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from scraper.sources.model import Source
from storage.store import Store
from tests.scheduler.world import Site, careers, feed, run

ADVERTS = 12
LONGEST_RUN = 0.6
"""Seconds; a whole run of this world takes about half of it, so that most kills land inside one."""


class World:
    """Three feeds and three careers sites whose adverts change every round."""

    def __init__(self) -> None:
        self.sites = [Site(pause=0.003) for _ in range(6)]
        self.sources = [
            Source(
                id=f"site-{n}",
                name=f"Site {n}",
                platform="feed" if n % 2 else "jobposting",
                url=f"{site.url}/{'rss' if n % 2 else 'jobs'}",
            )
            for n, site in enumerate(self.sites)
        ]

    def turn(self, number: int) -> set[str]:
        """Publish the adverts of a round and return their titles: some stay, one changes, one comes, one goes."""
        adverts = {n: f"Planner {n}" for n in range(number % 5, ADVERTS + number % 5)}
        adverts[ADVERTS - 1] = f"Planner of round {number}"
        for site, source in zip(self.sites, self.sources, strict=True):
            pages = {"/rss": feed(site.url, adverts)} if source.platform == "feed" else careers(site.url, adverts)
            site.pages = pages
        return set(adverts.values())

    def close(self) -> None:
        for site in self.sites:
            site.close()


@pytest.fixture
def world() -> Iterator[World]:
    world = World()
    yield world
    world.close()


def killed_after(seconds: float, world: World, database: Path) -> bool:
    """Start a run in another process and kill it; tell whether it was still at work."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.scheduler.world"])
    victim = context.Process(target=run, args=(world.sources, database))
    victim.start()
    victim.join(seconds)
    at_work = victim.is_alive()
    if at_work and victim.pid is not None:
        os.kill(victim.pid, signal.SIGKILL)
    victim.join()
    return at_work


def campaign(world: World, folder: Path, kills: int, seed: int) -> int:
    """Kill that many runs, each followed by a whole one that is checked; return how many died at work."""
    dice = random.Random(seed)
    at_work = 0
    for number in range(kills):
        database = folder / f"{number // 10}.db"
        titles = world.turn(number)
        at_work += killed_after(dice.uniform(0, LONGEST_RUN), world, database)
        summary = run(world.sources, database)
        assert [
            (result.source, result.cause) for result in summary.results if result.verdict not in ("ok", "unchanged")
        ] == []
        check(database, world, titles)
    return at_work


def check(database: Path, world: World, titles: set[str]) -> None:
    with Store.open(database) as store:
        assert store.check() == []
    rows = sqlite3.connect(database)
    live = rows.execute(
        "select source, title, count(*) from postings where last_seen = '2026-11-23T09:00:00Z' group by 1, 2"
    )
    stored = {(source, title): count for source, title, count in live}
    assert {(source.id, title) for source in world.sources for title in titles} <= stored.keys()
    doubled = rows.execute("select source, source_ref from postings group by 1, 2 having count(*) > 1").fetchall()
    rows.close()
    assert doubled == []
    assert list(database.with_suffix(".spool").glob("*")) == []


def test_thirty_killed_runs_lose_and_double_nothing(world: World, tmp_path: Path) -> None:
    assert campaign(world, tmp_path, kills=30, seed=1) >= 10


@pytest.mark.soak
@pytest.mark.timeout(1200)
def test_two_hundred_killed_runs_lose_and_double_nothing(world: World, tmp_path: Path) -> None:
    assert campaign(world, tmp_path, kills=200, seed=2) >= 70
