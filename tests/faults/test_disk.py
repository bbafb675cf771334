"""A disk that is full or may not be written: one sentence, nothing lost, and the next run whole."""

import gzip
import os
import signal
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet

from tests.faults.conftest import Shop, full, read_only
from tests.faults.test_dying import in_a_process
from tests.faults.test_machine import live

KILOBYTE = 1024


def in_soak(*values: object) -> list[ParameterSet]:
    """Keep further values for the long run."""
    return [pytest.param(value, marks=pytest.mark.soak) for value in values]


def rows(database: Path) -> int:
    with closing(sqlite3.connect(database)) as connection:
        return int(connection.execute("SELECT count(*) FROM postings").fetchone()[0])


@pytest.mark.parametrize("leave", [8 * KILOBYTE, *in_soak(0, 40 * KILOBYTE, 100 * KILOBYTE)])
def test_a_full_disk_is_named_and_the_next_run_is_whole(shop: Shop, disk: Path, leave: int) -> None:
    database = disk / "a.db"
    shop.has_run(database, archive=disk / "archive")
    shop.publish(60)
    with full(disk, leave):
        ended = shop.collect(database, "--archive", disk / "archive")
        assert ended.code == 3
        assert "is full" in ended.sentence
    assert live(database) == 40
    shop.has_run(database, archive=disk / "archive")
    assert live(database) == 60
    again = shop.run("--db", shop.folder / "again.db", "replay", disk / "archive")
    assert (again.code, rows(shop.folder / "again.db")) == (0, 60)


@pytest.mark.parametrize("most", in_soak(0, 1, 512, 4 * KILOBYTE, 64 * KILOBYTE, 200 * KILOBYTE))
def test_files_that_can_grow_no_further_are_told_and_the_next_run_is_whole(shop: Shop, most: int) -> None:
    database, archive = shop.folder / "a.db", ("--archive", shop.folder / "archive")
    assert shop.collect(database, *archive).code == 0
    shop.publish(400)
    ended = shop.collect(database, *archive, most=most)
    assert (ended.code, bool(ended.sentence)) == (3, True)
    assert live(database) == 40
    assert shop.collect(database, *archive).code == 0
    assert live(database) == 400


@pytest.mark.parametrize("name", ["a.csv", *in_soak("a.json", "a.jsonl", "a.xlsx", "a.parquet", "a.rss")])
def test_an_export_to_a_full_disk_leaves_the_file_that_was_there(shop: Shop, disk: Path, name: str) -> None:
    database, target = shop.folder / "a.db", disk / name
    shop.has_run(database)
    assert shop.run("--db", database, "export", target).code == 0
    before = target.read_bytes()
    with full(disk, 4 * KILOBYTE):
        ended = shop.run("--db", database, "export", target)
        assert ended.code == 3
        assert "is full" in ended.sentence
        assert target.read_bytes() == before
    assert {path.name for path in disk.iterdir()} == {name}


@pytest.mark.parametrize("arguments", [("backup", "disk/b.db"), *in_soak(("replay", "archive"))])
def test_what_makes_a_store_on_a_full_disk_says_so(shop: Shop, disk: Path, arguments: Sequence[str]) -> None:
    database = shop.folder / "a.db"
    shop.has_run(database, archive=shop.folder / "archive")
    given = disk / "b.db" if arguments[0] == "replay" else database
    with full(disk, 4 * KILOBYTE):
        ended = shop.run("--db", given, *arguments)
        assert ended.code == 3
        assert "is full" in ended.sentence
    assert shop.run("--db", given, *arguments).code == 0
    assert rows(disk / "b.db") == 40


def test_a_disk_that_may_not_be_written_is_told_and_can_still_be_read(shop: Shop, disk: Path) -> None:
    database = disk / "a.db"
    shop.has_run(database)
    shop.publish(60)
    with read_only(disk):
        ended = shop.collect(database)
        assert ended.code == 3
        assert "you may write there" in ended.sentence
        assert shop.run("--db", database, "status").code == 0
        assert shop.run("--db", database, "export", shop.folder / "a.csv").code == 0
    assert len((shop.folder / "a.csv").read_text(encoding="utf-8").splitlines()) > 40
    shop.has_run(database)
    assert live(database) == 60


@pytest.mark.soak
def test_a_log_left_by_a_killed_writer_is_read_on_a_disk_that_may_not_be_written(shop: Shop, disk: Path) -> None:
    database = disk / "a.db"
    shop.collect(database)
    assert in_a_process(rename_and_die, database) == -signal.SIGKILL
    assert database.with_name("a.db-wal").exists()
    with read_only(disk):
        ended = shop.collect(database)
        assert (ended.code, "make the file and its folder writable" in ended.sentence) == (3, True)
        assert shop.run("--db", database, "export", shop.folder / "a.csv").code == 0
    assert (shop.folder / "a.csv").read_text(encoding="utf-8").count("Committed") == 40
    assert shop.collect(database).code == 0
    assert live(database) == 40


def rename_and_die(database: Path) -> None:
    """Write in one transaction and leave no time to tidy up."""
    connection = sqlite3.connect(database, isolation_level=None)
    connection.execute("UPDATE postings SET title = 'Committed'")
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.soak
def test_a_page_torn_in_the_archive_costs_that_page_alone(shop: Shop) -> None:
    database, archive = shop.folder / "a.db", shop.folder / "archive"
    shop.collect(database, "--archive", archive)
    shop.publish(60)
    shop.collect(database, "--archive", archive)
    last = max(archive.rglob("*.warc.gz"))
    whole = last.read_bytes()
    assert gzip.decompress(whole)
    last.write_bytes(whole[:-40])
    shop.publish(80)
    assert shop.collect(database, "--archive", archive).code == 0
    ended = shop.run("--db", shop.folder / "again.db", "replay", archive)
    assert ended.code == 1
    assert "is torn" in ended.said
    assert rows(shop.folder / "again.db") == 80
