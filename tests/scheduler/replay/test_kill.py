"""A replay, or a live run with an archive, killed at any moment: the next replay ends with the same store."""

import multiprocessing
import os
import random
import signal
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from scheduler.collect import CollectSettings, collect
from scheduler.summary import Silent
from scraper.fetching import FetchSettings
from scraper.sources.model import Source
from storage.store import Store
from tests.scheduler.replay.test_rebuild import World, replayed, same, tables
from tests.scheduler.world import FROZEN

DAYS = 5


def took(work: Callable[..., object], args: tuple[object, ...]) -> float:
    """Seconds that something takes in a process of its own, here and now; kills are drawn from within them."""
    begun = time.monotonic()
    assert not killed(work, args, None)
    return time.monotonic() - begun


def killed(work: Callable[..., object], args: tuple[object, ...], seconds: float | None) -> bool:
    """Start something in another process and kill it after so long; tell whether it was still at work."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.scheduler.replay.test_rebuild"])
    victim = context.Process(target=work, args=args)
    victim.start()
    victim.join(seconds)
    at_work = victim.is_alive()
    if at_work and victim.pid is not None:
        os.kill(victim.pid, signal.SIGKILL)
    victim.join()
    return at_work


def campaign(folder: Path, stores: int, seed: int) -> int:
    """Kill replays into several stores, three times each, then finish and compare; return how many died at work."""
    world = World()
    world.live(folder, range(DAYS))
    world.close()
    dice, at_work = random.Random(seed), 0
    took(replayed, (folder / "archive", folder / "first.db"))  # the server of processes starts with the first one
    longest = took(replayed, (folder / "archive", folder / "second.db"))
    for number in range(stores):
        database = folder / f"again-{number}.db"
        for _ in range(3):
            clear(database)
            at_work += killed(replayed, (folder / "archive", database), dice.uniform(0, longest))
        clear(database)
        replayed(folder / "archive", database)
        with Store.open(database) as store:
            assert store.check() == []
            store.connection.execute(
                "INSERT INTO postings_search (postings_search, rank) VALUES ('integrity-check', 1)"
            )
        same(folder / "live.db", database, but="postings_search_")  # its parts are laid out by when it was filled
    return at_work


def live(sources: list[Source], folder: Path, moment: datetime) -> None:
    """One live run with an archive."""
    settings = CollectSettings(fetch=FetchSettings(), spool_dir=folder / "spool", archive=folder / "archive")
    with Store.open(folder / "live.db") as store:
        collect(sources, store, settings, clock=partial(_give, moment), observer=Silent())


def _give(moment: datetime) -> datetime:
    return moment


def live_campaign(folder: Path, kills: int, seed: int) -> int:
    """Kill live runs, each followed by a whole one, and compare what a replay makes; return how many died at work."""
    world, dice, at_work = World(), random.Random(seed), 0
    world.turn(0)
    took(live, (world.sources, folder, FROZEN))
    world.turn(1)
    longest = took(live, (world.sources, folder, FROZEN + timedelta(days=1)))
    for number in range(2, kills + 2):
        world.turn(number)
        moment = FROZEN + timedelta(days=number, minutes=number)
        at_work += killed(live, (world.sources, folder, moment), dice.uniform(0, longest))
        world.live(folder, range(number, number + 1))
    world.close()
    replayed(folder / "archive", folder / "again.db")
    left, right = tables(folder / "live.db"), tables(folder / "again.db")
    for name in ("runs", "source_runs", "pages", "sources", "postings", "jobs", "job_links"):
        assert right[name] == left[name], name
    return at_work


def clear(database: Path) -> None:
    """A replay's spool is a temporary folder of its own: the next replay has another."""
    for spool in database.with_suffix(".spool").glob("*"):
        spool.unlink()


def test_six_killed_replays_end_with_the_same_store(tmp_path: Path) -> None:
    assert campaign(tmp_path, stores=2, seed=1) >= 2


@pytest.mark.soak
@pytest.mark.timeout(900)
def test_ninety_killed_replays_end_with_the_same_store(tmp_path: Path) -> None:
    assert campaign(tmp_path, stores=30, seed=2) >= 30


def test_live_runs_killed_at_random_are_rebuilt_field_for_field(tmp_path: Path) -> None:
    assert live_campaign(tmp_path, kills=5, seed=3) >= 1


@pytest.mark.soak
@pytest.mark.timeout(900)
@pytest.mark.parametrize("seed", range(16))
def test_many_killed_live_runs_are_rebuilt_field_for_field(tmp_path: Path, seed: int) -> None:
    assert live_campaign(tmp_path, kills=8, seed=seed) >= 1
