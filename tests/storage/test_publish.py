"""The copy for analysts: consistent, one file, put in place at once, while a run goes on."""

import os
import sqlite3
import threading
from pathlib import Path

import pytest

from storage.errors import StoreError
from storage.schema.ddl import APPLICATION_ID
from storage.store import Store
from tests.storage.making import Diary, batch, moment

WAL_MARK = slice(18, 20)
"""Bytes of the header that say 1 for a file of its own and 2 for one in WAL mode."""


def test_the_copy_is_one_sound_file_of_its_own(diary: Diary, tmp_path: Path) -> None:
    diary.day(1, "abc")
    target = tmp_path / "for-analysts.db"
    with Store.open(diary.path) as store:
        store.publish(target)
    assert target.read_bytes()[WAL_MARK] == b"\x01\x01"
    copy = sqlite3.connect(f"file:{target}?mode=ro&immutable=1", uri=True)
    assert copy.execute("SELECT count(*) FROM live_jobs").fetchone() == (3,)
    assert copy.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
    assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    copy.close()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["counciljobs.db", "for-analysts.db"]


def test_a_copy_can_be_opened_as_a_store(diary: Diary, tmp_path: Path) -> None:
    diary.day(1, "abc")
    with Store.open(diary.path) as store:
        store.publish(tmp_path / "copy.db")
    assert Diary(tmp_path / "copy.db").day(2, "abcd").new == 1


def test_a_copy_replaces_an_earlier_one_and_whoever_reads_that_reads_on(diary: Diary, tmp_path: Path) -> None:
    target = tmp_path / "copy.db"
    diary.day(1, "abc")
    with Store.open(diary.path) as store:
        store.publish(target)
    reader = sqlite3.connect(target)
    question = reader.execute("SELECT source_ref FROM postings ORDER BY 1")
    assert question.fetchone() == ("a",)
    diary.day(2, "abcd")
    with Store.open(diary.path) as store:
        store.publish(target)
    assert question.fetchall() == [("b",), ("c",)]
    reader.close()
    assert Diary(target).ask("SELECT count(*) FROM postings") == [(4,)]


@pytest.mark.parametrize("where", ["the store itself", "a link to it", "a folder", "no folder"])
def test_a_target_that_can_not_be_is_told_and_nothing_is_harmed(diary: Diary, tmp_path: Path, where: str) -> None:
    diary.day(1, "a")
    (tmp_path / "link.db").symlink_to(diary.path)
    targets = {"the store itself": diary.path, "a link to it": tmp_path / "link.db", "a folder": tmp_path}
    with Store.open(diary.path) as store, pytest.raises(StoreError):
        store.publish(targets.get(where, tmp_path / "nowhere" / "copy.db"))
    assert diary.ask("SELECT count(*) FROM postings") == [(1,)]
    assert list(tmp_path.glob("*.tmp")) == list(tmp_path.glob(".*.tmp")) == []


def test_copies_made_while_a_run_writes_are_each_whole(diary: Diary, tmp_path: Path) -> None:
    refs = [f"r{number}" for number in range(40)]
    diary.day(1, refs)
    done = threading.Event()

    def write() -> None:
        for day in range(2, 30):
            diary.day(day, {ref: {"description": f"day {day}"} for ref in refs})
        done.set()

    writer = threading.Thread(target=write)
    writer.start()
    copies = 0
    while not done.is_set() or copies == 0:
        target = tmp_path / "copy.db"
        with Store.open(diary.path) as store:
            store.publish(target)
        seen = Diary(target).ask("SELECT last_seen, count(*) FROM postings GROUP BY 1")
        assert [count for _, count in seen] == [40]
        copies += 1
    writer.join()


def test_a_snapshot_knows_of_runs_in_progress(diary: Diary, tmp_path: Path) -> None:
    with Store.open(diary.path) as store:
        run = store.begin_run(moment(1))
        store.ingest(batch(run, moment(1), "a"))
        store.publish(tmp_path / "copy.db")
    assert Diary(tmp_path / "copy.db").ask("SELECT finished_at FROM runs") == [(None,)]


def test_a_device_is_never_replaced_and_a_link_keeps_its_place(diary: Diary, tmp_path: Path) -> None:
    diary.day(1, "a")
    pipe, link = tmp_path / "pipe", tmp_path / "latest.db"
    os.mkfifo(pipe)
    link.symlink_to("real.db")
    with Store.open(diary.path) as store:
        with pytest.raises(StoreError, match="is a device or a pipe"):
            store.publish(pipe)
        store.publish(link)
    assert pipe.is_fifo()
    assert link.is_symlink()
    assert (tmp_path / "real.db").is_file()
