"""Another program has the store: its reader disturbs nothing, its writer is waited for and then named."""

import re
import sqlite3
import subprocess
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from storage import connection as opening
from storage.store import StoreError
from tests.faults.conftest import LONG_ENOUGH, Shop
from tests.faults.test_dying import ask, scheduled
from tests.faults.test_machine import live
from tests.scheduler.world import FROZEN, run

A_MOMENT = 0.3
"""Seconds for which the other program keeps the store to itself."""
LOCKED = re.compile(r"a\.db is locked by another program: let it finish or close it, then run again\.$")


@contextmanager
def writing(database: Path) -> Iterator[sqlite3.Connection]:
    """Keep a transaction open that has written, as a person who forgot to commit does."""
    with closing(sqlite3.connect(database, isolation_level=None, check_same_thread=False)) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("UPDATE postings SET title = 'Not committed'")
        yield other


def test_a_transaction_left_open_is_named_and_the_next_run_is_whole(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = shop.folder / "a.db"
    run(shop.sources, database)
    shop.publish(60)
    with writing(database), monkeypatch.context() as patch:
        patch.setattr(opening, "BUSY_SECONDS", A_MOMENT)
        with pytest.raises(StoreError) as told:
            run(shop.sources, database, FROZEN + timedelta(days=1))
    assert LOCKED.search(str(told.value))
    assert live(database) == 40
    summary = run(shop.sources, database, FROZEN + timedelta(days=1))
    assert [result.verdict for result in summary.results] == ["ok"]
    assert live(database) == 60
    assert ask(database, "SELECT count(*) FROM postings WHERE title = 'Not committed'") == [(0,)]


def test_a_transaction_that_ends_is_waited_for(shop: Shop) -> None:
    database = shop.folder / "a.db"
    run(shop.sources, database)
    shop.publish(60)
    with writing(database) as other:
        ending = threading.Timer(A_MOMENT, other.execute, ["ROLLBACK"])
        ending.start()
        summary = run(shop.sources, database, FROZEN + timedelta(days=1))
        ending.join()
    assert [result.verdict for result in summary.results] == ["ok"]
    assert live(database) == 60


@pytest.mark.soak
@pytest.mark.parametrize("verb", ["collect", "schedule"])
def test_a_process_waits_half_a_minute_for_a_transaction_and_then_ends(shop: Shop, verb: str) -> None:
    database = shop.folder / "a.db"
    assert shop.collect(database).code == 0
    shop.publish(60)
    command = ["--db", database, verb, "--sources", "sources.toml", *(["--once"] if verb == "schedule" else [])]
    with writing(database):
        ended = shop.run(*command)
    assert ended.code == 3
    assert LOCKED.search(ended.sentence)
    assert shop.run(*command).code == 0
    assert live(database) == 60


@pytest.mark.soak
def test_commands_that_read_do_not_wait_for_a_transaction(shop: Shop) -> None:
    database = shop.folder / "a.db"
    shop.collect(database)
    with writing(database):
        assert shop.run("--db", database, "status").code == 0
        assert shop.run("--db", database, "export", shop.folder / "a.csv").code == 0
    assert "Not committed" not in (shop.folder / "a.csv").read_text(encoding="utf-8")


def test_two_schedules_at_once_run_every_turn_once(shop: Shop) -> None:
    both = [subprocess.Popen(scheduled(shop, 0), cwd=shop.folder, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    said = [process.communicate(timeout=LONG_ENOUGH)[1] for process in both]
    for process, told in zip(both, said, strict=True):
        assert (process.returncode, "Another schedule keeps" in told) in {(0, False), (3, True)}
        assert told.count("\n") == (process.returncode == 3)
    database = shop.folder / "counciljobs.db"
    assert live(database) == 40
    assert ask(database, "SELECT outcome, count(*) FROM due_runs") == [("ran", 1)]
    assert ask(database, "SELECT count(*) FROM posting_spells") == [(40,)]
