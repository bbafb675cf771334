"""kill -9 at any moment: the file is sound, every batch is in whole or not at all, and the next run goes on."""

import multiprocessing
import os
import random
import signal
from pathlib import Path

import pytest

from storage.store import Store
from tests.storage.making import batch, moment

SOURCES = [f"source-{number}" for number in range(8)]
REFS = [f"r{number:03d}" for number in range(60)]
LONGEST = 0.5
"""Seconds: the victim writes days without end, so every kill lands in the middle of something."""


def write_days(path: Path, first: int) -> None:
    """Run day after day until killed."""
    with Store.open(path) as store:
        for day in range(first, first + 1000):
            run = store.begin_run(moment(day))
            for source in SOURCES:
                adverts = {ref: {"description": f"{ref} on day {day} " * 100} for ref in REFS[day % 7 :]}
                store.ingest(batch(run, moment(day), adverts, source))
            store.finish_run(run, moment(day))


def check_whole(path: Path) -> int:
    """Check that the file is sound and every stored source run is whole; returns the last day."""
    with Store.open(path) as store:
        assert store.check() == []
        ask = store.connection.execute
        torn = ask(
            "SELECT r.run, r.source FROM source_runs AS r WHERE r.finished_at = (SELECT max(finished_at) FROM "
            "source_runs WHERE source = r.source) AND r.adverts <> (SELECT count(*) FROM postings AS p "
            "WHERE p.source = r.source AND p.last_seen = r.finished_at)"
        ).fetchall()
        assert torn == []
        assert ask("SELECT 1 FROM postings GROUP BY source, source_ref HAVING count(*) > 1").fetchall() == []
        homeless = ask("SELECT count(*) FROM postings WHERE job NOT IN (SELECT id FROM jobs)").fetchone()
        assert homeless == (0,)
        return int(ask("SELECT count(*) FROM runs").fetchone()[0])


def campaign(path: Path, kills: int, seed: int) -> None:
    dice = random.Random(seed)
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.storage.test_kill"])
    Store.open(path).close()
    first = 1
    for _ in range(kills):
        victim = context.Process(target=write_days, args=(path, first))
        victim.start()
        victim.join(dice.uniform(0.02, LONGEST))
        assert victim.pid is not None
        os.kill(victim.pid, signal.SIGKILL)
        victim.join()
        first = check_whole(path) + 1
    assert first > kills // 4
    with Store.open(path) as store:
        run = store.begin_run(moment(first))
        assert store.ingest(batch(run, moment(first), REFS, SOURCES[0])).gone >= 0
        store.finish_run(run, moment(first))
        found = store.connection.execute("SELECT count(*) FROM postings_search WHERE postings_search MATCH 'day'")
        assert (
            found.fetchone()
            == store.connection.execute("SELECT count(*) FROM postings WHERE description LIKE '%day%'").fetchone()
        )
        assert store.check() == []


def test_eight_kills_in_the_middle_of_writing(tmp_path: Path) -> None:
    campaign(tmp_path / "s.db", kills=8, seed=1)


def test_a_file_that_is_being_made_when_its_maker_dies_can_be_made_again(tmp_path: Path) -> None:
    context = multiprocessing.get_context("forkserver")
    for number, pause in enumerate((0.001, 0.005, 0.01, 0.02, 0.05)):
        path = tmp_path / f"{number}.db"
        victim = context.Process(target=write_days, args=(path, 1))
        victim.start()
        victim.join(pause)
        assert victim.pid is not None
        os.kill(victim.pid, signal.SIGKILL)
        victim.join()
        check_whole(path)


@pytest.mark.soak
@pytest.mark.timeout(1800)
def test_two_hundred_kills_in_the_middle_of_writing(tmp_path: Path) -> None:
    for round_ in range(10):
        campaign(tmp_path / f"{round_}.db", kills=20, seed=round_)
