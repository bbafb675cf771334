"""A forgotten advert leaves no word in the file, and does not come back."""

import sqlite3
from pathlib import Path

import pytest

from storage.forgetting import forget
from storage.store import Store
from tests.storage.making import Diary, moment

WORDS = "Quixotic zeppelin wrangler"
BODY = f"{WORDS} wanted. Telephone the xylographer of Puddletown."
ADVERT = {"title": WORDS, "description": BODY}


def bytes_of(path: Path) -> bytes:
    return b"".join(file.read_bytes() for file in path.parent.glob(path.name + "*"))


def forgotten(diary: Diary, ref: str = "a", day: float = 9) -> None:
    with Store.open(diary.path) as store:
        forget(store, "essex", ref, moment(day))
        assert store.check() == []


@pytest.fixture
def told(diary: Diary) -> Diary:
    diary.day(1, {"a": ADVERT, "b": {}})
    diary.day(2, {"a": ADVERT | {"description": BODY + " Now with pay."}, "b": {}})
    return diary


def test_no_word_of_it_is_left_in_the_file(told: Diary) -> None:
    assert b"xylographer" in bytes_of(told.path)
    forgotten(told)
    left = bytes_of(told.path).lower()
    assert [word for word in (b"quixotic", b"zeppelin", b"xylograph", b"puddletown") if word in left] == []


def test_everything_else_stays(told: Diary) -> None:
    forgotten(told)
    assert told.ask("SELECT source_ref, title FROM postings") == [("b", "Planner b")]
    assert told.ask("SELECT count(*) FROM postings_search WHERE postings_search MATCH 'planner'") == [(1,)]
    assert told.ask("SELECT postings FROM jobs") == [(1,)]


def test_it_does_not_come_back(told: Diary) -> None:
    forgotten(told)
    outcome = told.day(10, {"a": ADVERT, "b": {}})
    assert (outcome.new, outcome.unchanged) == (0, 1)
    assert told.ask("SELECT source_ref FROM postings") == [("b",)]
    assert b"xylographer" not in bytes_of(told.path)


def test_the_mark_tells_nothing_and_stays_one(told: Diary) -> None:
    forgotten(told)
    forgotten(told, day=10)
    ((source, mark, at),) = told.ask("SELECT source, mark, forgotten_at FROM forgotten")
    assert (source, len(mark), at) == ("essex", 16, moment(9))


def test_an_advert_may_be_forgotten_before_it_comes(diary: Diary) -> None:
    forgotten(diary, "z", 1)
    diary.day(2, {"z": ADVERT, "b": {}})
    assert diary.ask("SELECT source_ref FROM postings") == [("b",)]


def test_a_reader_in_the_way_is_told(told: Diary) -> None:
    reader = sqlite3.connect(told.path)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM postings").fetchone()
    with Store.open(told.path) as store:
        store.connection.execute("PRAGMA busy_timeout = 50")
        with pytest.raises(Exception, match="a reader keeps"):
            forget(store, "essex", "a", moment(9))
    reader.close()
    forgotten(told)
    assert b"xylographer" not in bytes_of(told.path)
