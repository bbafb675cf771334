"""A replay, or a live run with an archive, killed at any moment: the next replay ends with the same store."""

import multiprocessing
import os
import random
import signal
from pathlib import Path

import pytest

from storage.store import Store
from tests.scheduler.replay.test_rebuild import World, replayed, same

DAYS = 5
LONGEST = 1.2
"""Seconds; about what a replay of this world takes with its start, so that most kills land inside one."""


def killed_after(seconds: float, archive: Path, database: Path) -> bool:
    """Start a replay in another process and kill it; tell whether it was still at work."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.scheduler.replay.test_rebuild"])
    victim = context.Process(target=replayed, args=(archive, database))
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
    for number in range(stores):
        database = folder / f"again-{number}.db"
        for _ in range(3):
            clear(database)
            at_work += killed_after(dice.uniform(0, LONGEST), folder / "archive", database)
        clear(database)
        replayed(folder / "archive", database)
        with Store.open(database) as store:
            assert store.check() == []
            store.connection.execute(
                "INSERT INTO postings_search (postings_search, rank) VALUES ('integrity-check', 1)"
            )
        same(folder / "live.db", database, but="postings_search_")  # its parts are laid out by when it was filled
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
