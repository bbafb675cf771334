"""Old files move forward without loss; the shape on disk is always the shape that is described."""

import gzip
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import pytest

from storage.errors import StoreError
from storage.schema import ddl, migrations
from storage.schema.columns import text
from storage.schema.migrations import SCHEMA_VERSION, shape_is_current
from storage.schema.tables import TABLES
from storage.store import Store
from tests.storage.making import Diary, moment

if TYPE_CHECKING:
    from sqlite_utils import Database

DATA = Path(__file__).parent / "data"
SHAPES = DATA / "shapes.txt"


def test_every_shape_has_its_version() -> None:
    """When this fails: add a step to STEPS (an empty one will do), then a line to shapes.txt."""
    recorded = dict(line.split() for line in SHAPES.read_text().splitlines())
    assert recorded[str(SCHEMA_VERSION)] == ddl.fingerprint()
    assert len(recorded) == SCHEMA_VERSION


def test_a_stored_file_of_version_1_moves_forward_without_loss(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    path.write_bytes(gzip.decompress((DATA / "version-1.db.gz").read_bytes()))
    before = Diary(path).ask("SELECT source, source_ref, title, status, closes_at FROM postings ORDER BY id")
    with Store.open(path) as store:
        assert shape_is_current(store.connection)
        assert store.check() == []
        assert store.known("essex").postings["a"].advert.title == "Planner a"
    diary = Diary(path)
    assert diary.ask("SELECT source, source_ref, title, status, closes_at FROM postings ORDER BY id") == before
    assert len(before) == 3
    assert diary.ask("SELECT count(*) FROM postings_search WHERE postings_search MATCH 'planner'") == [(3,)]
    outcome = diary.day(9, {"a": {"closes_at": "2026-12-01"}, "d": {}})
    assert (outcome.new, outcome.unchanged) == (1, 1)


def _as_it_was(path: Path) -> list[tuple[object, ...]]:
    return Diary(path).ask("SELECT source_ref, title, job, first_seen FROM postings ORDER BY id")


@pytest.fixture
def stored(diary: Diary) -> Diary:
    diary.day(1, "abc")
    diary.day(2, "ab")
    diary.day(3, "ab")
    return diary


def widen(monkeypatch: pytest.MonkeyPatch, *steps: migrations.Step) -> None:
    """Pretend that a later version adds a column to postings, with these further steps."""
    wider = tuple(
        msgspec.structs.replace(table, columns=(*table.columns, text("mood", "New.")))
        if table.name == "postings"
        else table
        for table in TABLES
    )
    monkeypatch.setattr(migrations, "TABLES", wider)
    monkeypatch.setattr(migrations, "STEPS", (*migrations.STEPS, *steps))
    monkeypatch.setattr(migrations, "SCHEMA_VERSION", len(migrations.STEPS))


def test_a_new_column_comes_by_itself_and_loses_nothing(stored: Diary, monkeypatch: pytest.MonkeyPatch) -> None:
    before = _as_it_was(stored.path)

    def fill(database: "Database") -> None:
        database.execute("UPDATE postings SET title = title || '!'")

    widen(monkeypatch, fill)
    with Store.open(stored.path) as store:
        assert store.check() == []
    assert stored.ask("PRAGMA user_version") == [(SCHEMA_VERSION + 1,)]
    assert stored.ask("SELECT DISTINCT mood FROM postings") == [(None,)]
    assert _as_it_was(stored.path) == [(ref, f"{title}!", *rest) for ref, title, *rest in before]
    assert stored.ask("SELECT count(*) FROM live_jobs") == [(2,)]
    assert stored.ask("SELECT count(*) FROM posting_spells") == [(3,)]


def test_a_migration_that_fails_leaves_the_file_as_it_was(stored: Diary, monkeypatch: pytest.MonkeyPatch) -> None:
    before = _as_it_was(stored.path)

    def fail(database: "Database") -> None:
        database.execute("DELETE FROM posting_spells")
        database.execute("DELETE FROM jobs WHERE rowid = 1")

    widen(monkeypatch, fail)
    with pytest.raises(sqlite3.IntegrityError, match="refer to rows that do not exist"):
        Store.open(stored.path)
    monkeypatch.undo()
    assert stored.ask("PRAGMA user_version") == [(SCHEMA_VERSION,)]
    assert _as_it_was(stored.path) == before
    with Store.open(stored.path) as store:
        assert store.check() == []


def test_an_older_program_refuses_the_newer_file(stored: Diary, monkeypatch: pytest.MonkeyPatch) -> None:
    widen(monkeypatch, lambda _: None)
    Store.open(stored.path).close()
    monkeypatch.undo()
    with pytest.raises(StoreError, match="update counciljobs"):
        Store.open(stored.path)


def test_a_view_or_index_that_somebody_dropped_comes_back(stored: Diary) -> None:
    with sqlite3.connect(stored.path) as vandal:
        vandal.execute("DROP VIEW live_jobs")
        vandal.execute("DROP TABLE postings_search")
    vandal.close()
    Store.open(stored.path).close()
    assert stored.ask("SELECT count(*) FROM live_jobs") == [(2,)]
    assert stored.ask("SELECT count(*) FROM postings_search WHERE postings_search MATCH 'planner'") == [(3,)]
    stored.day(4, {"a": {"title": "Architect"}})
    assert stored.ask("SELECT rowid FROM postings_search WHERE postings_search MATCH 'architect'") == [(1,)]
    assert stored.ask("SELECT count(*) FROM postings_search WHERE postings_search MATCH 'planner'") == [(2,)]


def test_an_analysts_own_view_and_table_are_left_alone(stored: Diary, monkeypatch: pytest.MonkeyPatch) -> None:
    with sqlite3.connect(stored.path) as analyst:
        analyst.execute("CREATE VIEW mine AS SELECT title FROM postings")
        analyst.execute("CREATE TABLE notes (text)")
    analyst.close()
    widen(monkeypatch, lambda _: None)
    Store.open(stored.path).close()
    assert stored.ask("SELECT count(*) FROM mine") == [(3,)]
    assert stored.ask("SELECT count(*) FROM notes") == [(0,)]


def test_a_stamp_is_a_stamp(stored: Diary) -> None:
    with Store.open(stored.path) as store, pytest.raises(sqlite3.IntegrityError, match="CHECK"):
        store.connection.execute("UPDATE postings SET last_seen = 'yesterday'")
    assert stored.ask("SELECT max(last_seen) FROM postings") == [(moment(3),)]
