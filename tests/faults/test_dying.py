"""Processes that die or meet: the next one completes, every turn ran once or is told as missed, nothing is doubled."""

import gzip
import multiprocessing
import os
import random
import signal
import sqlite3
import subprocess
import time
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from storage import connection as opening
from storage.schema import migrations
from storage.schema.migrations import shape_is_current
from storage.store import Store
from tests.faults.conftest import LONG_ENOUGH, Shop
from tests.faults.test_machine import live
from tests.scheduler.world import FROZEN

OLD_FILE = Path(__file__).parent.parent / "storage" / "data" / "version-1.db.gz"
A_STEP = 40
"""Instructions of SQLite's machine between two looks at whether to die."""


def ask(database: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(database)) as connection:
        return connection.execute(query).fetchall()


def migrate(path: Path, steps: int | None, done: Path) -> None:
    """Move an old file forward, and die after so many looks; how many there were is left where it is wanted."""
    looks = 0

    def look() -> int:
        nonlocal looks
        looks += 1
        if looks == steps:
            os.kill(os.getpid(), signal.SIGKILL)
        return 0

    def watched(connection: sqlite3.Connection) -> None:
        connection.set_progress_handler(look, A_STEP)
        migrations.bring_up_to_date(connection)

    setattr(opening, "bring_up_to_date", watched)  # noqa: B010 (the name is imported there, not its own)
    Store.open(path).close()
    done.write_text(str(looks), encoding="utf-8")


def in_a_process(work: Callable[..., object], *arguments: object) -> int | None:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.scheduler.world"])
    victim = context.Process(target=work, args=arguments)
    victim.start()
    victim.join(LONG_ENOUGH)
    return victim.exitcode


def kill_migrations(folder: Path, kills: int) -> None:
    """Kill the move of an old file at so many places spread over all of it; each time it is whole, and moves on."""
    old, done = gzip.decompress(OLD_FILE.read_bytes()), folder / "done"
    (folder / "whole.db").write_bytes(old)
    assert in_a_process(migrate, folder / "whole.db", None, done) == 0
    looks = int(done.read_text(encoding="utf-8"))
    assert looks > kills
    postings = "SELECT source, source_ref, title, status, closes_at FROM postings ORDER BY id"
    for number in range(kills):
        path = folder / f"{number}.db"
        path.write_bytes(old)
        before = ask(path, postings)
        assert in_a_process(migrate, path, 1 + looks * number // kills, done) == -signal.SIGKILL
        assert ask(path, "PRAGMA integrity_check") == [("ok",)]
        assert ask(path, postings) == before
        with Store.open(path) as store:
            assert shape_is_current(store.connection)
            assert store.check() == []
        assert ask(path, postings) == before


def test_an_old_file_whose_move_is_killed_is_as_it_was_and_moves_on(tmp_path: Path) -> None:
    kill_migrations(tmp_path, kills=4)


@pytest.mark.soak
@pytest.mark.timeout(900)
def test_an_old_file_whose_move_is_killed_at_a_hundred_places(tmp_path: Path) -> None:
    kill_migrations(tmp_path, kills=100)


def scheduled(shop: Shop, day: int, hours: int = 0) -> list[str]:
    """Return the command that runs what is due on a day."""
    now = (FROZEN + timedelta(days=day, hours=hours)).isoformat().replace("+00:00", "Z")
    return shop.command("schedule", "--once", "--sources", "sources.toml", "--now", now)


def kill_schedules(shop: Shop, days: int, seed: int) -> int:
    """Kill a schedule each day at a moment that the seed names, and start it again; return how many died at work."""
    dice, killed, longest = random.Random(seed), 0, 0.0
    for day in range(days):
        shop.publish(40 + day)
        begun = time.monotonic()
        with subprocess.Popen(scheduled(shop, day), cwd=shop.folder, stderr=subprocess.DEVNULL) as victim:
            try:
                victim.wait(dice.uniform(0, longest) if longest else None)
            except subprocess.TimeoutExpired:
                victim.kill()
                killed += 1
        longest = longest or time.monotonic() - begun
        assert subprocess.run(scheduled(shop, day, hours=1), cwd=shop.folder, check=False).returncode == 0
    return killed


def every_day_ran_once(shop: Shop, days: int) -> None:
    database = shop.folder / "counciljobs.db"
    assert live(database) == 40 + days - 1
    assert ask(database, "SELECT count(*) FROM due_runs WHERE outcome = 'running'") == [(0,)]
    turns = ask(database, "SELECT outcome, slots FROM due_runs")
    assert sum(1 if outcome == "ran" else int(str(slots)) for outcome, slots in turns) == days
    runs = "SELECT started_at FROM source_runs WHERE verdict = 'ok' GROUP BY started_at HAVING count(*) > 1"
    assert ask(database, runs) == []
    with Store.open(database) as store:
        assert store.check() == []


def test_a_schedule_that_is_killed_misses_no_turn_and_doubles_none(shop: Shop) -> None:
    assert kill_schedules(shop, days=2, seed=1) > 0
    every_day_ran_once(shop, days=2)


@pytest.mark.soak
@pytest.mark.timeout(900)
@pytest.mark.parametrize("seed", [2, 3])
def test_a_schedule_killed_on_most_of_36_days_misses_no_turn_and_doubles_none(shop: Shop, seed: int) -> None:
    """The adverts close on the 38th day."""
    assert kill_schedules(shop, days=36, seed=seed) > 18
    every_day_ran_once(shop, days=36)


def test_two_collects_at_once_double_nothing(shop: Shop) -> None:
    database = shop.folder / "a.db"
    command = shop.command("--db", database, "collect", "--sources", "sources.toml")
    both = [subprocess.Popen(command, cwd=shop.folder, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    said = [process.communicate(timeout=LONG_ENOUGH)[1] for process in both]
    assert 0 in [process.returncode for process in both]
    for process, told in zip(both, said, strict=True):
        assert (process.returncode == 0, told.count("\n")) in {(True, 0), (False, 1)}
        assert process.returncode in {0, 3}
        assert "Traceback" not in told
    assert live(database) == 40
    assert ask(database, "SELECT count(*) FROM posting_spells") == [(40,)]
