"""Opening a store: ours, not ours, damaged, newer, locked, full. Each trouble is one sentence that says what to do."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from storage.connection import BUSY_SECONDS, transaction
from storage.errors import StoreError, told
from storage.locking import WriterLock
from storage.schema.ddl import APPLICATION_ID
from storage.schema.migrations import SCHEMA_VERSION
from storage.store import Store
from tests.storage.making import Diary, batch, moment


def test_a_new_file_is_marked_as_ours_and_sound(diary: Diary) -> None:
    with Store.open(diary.path) as store:
        assert store.check() == []
    assert diary.ask("PRAGMA application_id") == [(APPLICATION_ID,)]
    assert diary.ask("PRAGMA user_version") == [(SCHEMA_VERSION,)]
    assert diary.ask("PRAGMA journal_mode") == [("wal",)]


def test_every_table_is_strict(diary: Diary) -> None:
    Store.open(diary.path).close()
    loose = diary.ask("SELECT name FROM pragma_table_list WHERE type = 'table' AND schema = 'main' AND NOT strict")
    assert [row[0] for row in loose if not row[0].startswith("sqlite_")] == []


def test_opening_a_store_again_writes_nothing(diary: Diary) -> None:
    diary.day(1, "a")
    with Store.open(diary.path) as store:
        assert store.connection.total_changes == 0


def junk(path: Path) -> None:
    path.write_bytes(b"PK\x03\x04 this is no database" * 500)


def text(path: Path) -> None:
    path.write_text("source,title\nessex,Planner\n")


def someone_elses(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE recipes (name TEXT)")
    connection.close()


def marked_by_another(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA application_id = 1")
        connection.execute("VACUUM")
    connection.close()


def newer(path: Path) -> None:
    Store.open(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    connection.close()


def damaged_schema(path: Path) -> None:
    Store.open(path).close()
    raw = bytearray(path.read_bytes())
    raw[100:4096] = b"\xff" * 3996
    path.write_bytes(raw)


def folder(path: Path) -> None:
    path.mkdir()


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (junk, "is not a SQLite file: choose another name"),
        (text, "is not a SQLite file: choose another name"),
        (someone_elses, "not a store of counciljobs: choose another name"),
        (marked_by_another, "not a store of counciljobs: choose another name"),
        (newer, "update counciljobs"),
        (damaged_schema, "is damaged: restore a backup"),
        (folder, "is a folder: name a file"),
    ],
)
def test_a_file_that_is_no_store_is_told_in_a_sentence_and_left_alone(
    tmp_path: Path, make: Callable[[Path], None], says: str
) -> None:
    path = tmp_path / "some.db"
    make(path)
    before = path.read_bytes() if path.is_file() else b""
    with pytest.raises(StoreError, match=says):
        Store.open(path)
    assert (path.read_bytes() if path.is_file() else b"") == before


def test_a_folder_that_does_not_exist_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="check that its folder exists"):
        Store.open(tmp_path / "nowhere" / "some.db")


def test_an_empty_file_becomes_a_store(tmp_path: Path) -> None:
    (tmp_path / "some.db").touch()
    with Store.open(tmp_path / "some.db") as store:
        assert store.states(moment(1)) == []


def test_damage_found_later_is_told_too(diary: Diary) -> None:
    diary.day(1, {ref: {"description": "words " * 2000} for ref in "abcdefgh"})
    raw = bytearray(diary.path.read_bytes())
    raw[4096 * 30 :] = b"\xff" * (len(raw) - 4096 * 30)
    diary.path.write_bytes(raw)
    with pytest.raises(StoreError, match="damaged"), Store.open(diary.path) as store:
        store.known("essex")


@pytest.mark.parametrize(
    ("code", "says"),
    [
        (sqlite3.SQLITE_FULL, "free some space"),
        (sqlite3.SQLITE_READONLY_DBMOVED, "can't be written"),
        (sqlite3.SQLITE_IOERR_WRITE, "check the disk"),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, "locked by another program"),
        (sqlite3.SQLITE_CANTOPEN_ISDIR, "can't be opened"),
    ],
)
def test_each_trouble_of_sqlite_is_a_sentence(code: int, says: str) -> None:
    def fail() -> None:
        error = sqlite3.OperationalError("trouble")
        error.sqlite_errorcode = code
        raise error

    with pytest.raises(StoreError, match=says), told("some.db"):
        fail()


def test_our_own_mistakes_are_not_disguised() -> None:
    with (
        pytest.raises(sqlite3.OperationalError, match="syntax"),
        told("some.db"),
        sqlite3.connect(":memory:") as mistaken,
    ):
        mistaken.execute("SELEC")
    mistaken.close()


def test_a_read_only_connection_is_told(diary: Diary) -> None:
    Store.open(diary.path).close()
    with Store.open(diary.path) as store:
        store.connection.execute("PRAGMA query_only = 1")
        with pytest.raises(StoreError, match="can't be written"):
            store.begin_run(moment(1))


def test_a_full_disk_loses_nothing_that_was_stored(diary: Diary) -> None:
    diary.day(1, "a")
    with Store.open(diary.path) as store:
        pages = store.connection.execute("PRAGMA page_count").fetchone()[0]
        run = store.begin_run(moment(2))
        store.connection.execute(f"PRAGMA max_page_count = {pages + 3}")
        long = {f"r{n}": {"description": "words " * 3000} for n in range(20)}
        with pytest.raises(StoreError, match="free some space"):
            store.ingest(batch(run, moment(2), long))
        assert not store.connection.in_transaction
        store.connection.execute("PRAGMA max_page_count = 1000000")
        assert store.check() == []
        assert store.connection.execute("SELECT count(*) FROM postings").fetchone() == (1,)
        assert store.ingest(batch(run, moment(2), long)).new == 20


def test_a_second_writer_is_told_to_wait_and_readers_are_not(diary: Diary) -> None:
    with Store.open(diary.path) as first, Store.open(diary.path) as second:
        run = first.begin_run(moment(1))
        with pytest.raises(StoreError, match="wait until it has ended"):
            second.begin_run(moment(1))
        first.ingest(batch(run, moment(1), "a"))
        assert [state.source for state in second.states(moment(1))] == ["essex"]
        first.finish_run(run, moment(1))
        assert second.begin_run(moment(1)) > run


def test_a_reader_in_the_middle_of_a_long_question_does_not_stop_a_run(diary: Diary) -> None:
    diary.day(1, "abc")
    with Store.open(diary.path) as reader:
        question = reader.connection.execute("SELECT source_ref FROM postings")
        question.fetchone()
        assert diary.day(2, "abcd").new == 1
        assert len(question.fetchall()) == 2


def test_the_lock_leaves_no_file_behind_and_can_be_taken_again(tmp_path: Path) -> None:
    store = tmp_path / "some.db"
    for _ in range(2):
        lock = WriterLock(store)
        lock.take()
        lock.take()
        lock.give_up()
        lock.give_up()
    assert list(tmp_path.iterdir()) == []


def test_a_lock_whose_file_was_removed_under_it_is_not_believed(tmp_path: Path) -> None:
    store = tmp_path / "some.db"
    holder = WriterLock(store)
    holder.take()
    (tmp_path / "some.db-lock").unlink()
    other = WriterLock(store)
    other.take()
    with pytest.raises(StoreError, match="wait"):
        WriterLock(store).take()
    other.give_up()
    holder.give_up()


def test_a_transaction_that_fails_leaves_no_trace() -> None:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.execute("CREATE TABLE t (x)")

    def half_done() -> None:
        with transaction(connection):
            connection.execute("INSERT INTO t VALUES (1)")
            raise KeyError

    with pytest.raises(KeyError):
        half_done()
    assert connection.execute("SELECT count(*) FROM t").fetchone() == (0,)
    assert BUSY_SECONDS >= 30
    connection.close()


READ_ONLY_FILE, READ_ONLY_FOLDER = 0o444, 0o555


@pytest.fixture
def protected(diary: Diary, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store that its reader may not write, even where the tests run as root."""
    diary.day(1, "a")
    monkeypatch.setattr("os.access", lambda *_: False)
    diary.path.chmod(READ_ONLY_FILE)
    return diary.path


def test_a_store_that_cannot_be_written_is_read_and_left_as_it_is(protected: Path) -> None:
    before = protected.read_bytes()
    with Store.open_to_read(protected) as store:
        assert store.connection.execute("SELECT count(*) FROM live_jobs").fetchone() == (1,)
        assert [state.source for state in store.states(moment(1))] == ["essex"]
        with pytest.raises(StoreError, match="can't be written"):
            store.begin_run(moment(2))
    assert protected.read_bytes() == before
    assert {path.name for path in protected.parent.iterdir()} == {protected.name}


def test_one_of_an_earlier_version_asks_to_be_made_writable_once(protected: Path) -> None:
    with sqlite3.connect(protected) as connection:
        connection.execute("DROP VIEW live_jobs")
    connection.close()
    with pytest.raises(StoreError, match="make it writable once"):
        Store.open_to_read(protected)
