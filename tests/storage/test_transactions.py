"""A transaction is all or nothing, and so is one within another."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress

import pytest

from storage.connection import pragma, transaction, waiting


class FaultError(Exception):
    pass


@pytest.fixture
def connection() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.execute("CREATE TABLE notes (word)")
        yield connection


def note(connection: sqlite3.Connection, word: str, *, fails: bool = False) -> None:
    with transaction(connection):
        connection.execute("INSERT INTO notes VALUES (?)", (word,))
        if fails:
            raise FaultError


def words(connection: sqlite3.Connection) -> list[str]:
    return [row[0] for row in connection.execute("SELECT word FROM notes")]


def test_what_fails_within_leaves_what_stands_around_it(connection: sqlite3.Connection) -> None:
    with transaction(connection):
        note(connection, "first")
        with suppress(FaultError):
            note(connection, "second", fails=True)
        note(connection, "third")
    assert not connection.in_transaction
    assert words(connection) == ["first", "third"]


def test_what_fails_around_takes_what_was_done_within(connection: sqlite3.Connection) -> None:
    with suppress(FaultError), transaction(connection):
        note(connection, "first")
        raise FaultError
    assert not connection.in_transaction
    assert words(connection) == []


def test_one_that_is_rolled_back_from_below_is_over(connection: sqlite3.Connection) -> None:
    with suppress(FaultError), transaction(connection), transaction(connection):
        connection.execute("ROLLBACK")  # as SQLite does itself when the disk is full
        raise FaultError
    assert not connection.in_transaction


def test_a_transaction_that_is_not_waited_for_leaves_the_usual_way_in_place(connection: sqlite3.Connection) -> None:
    usual = pragma(connection, "synchronous")
    levels = []
    for wait in (True, False):
        with waiting(connection, wait=wait):
            levels.append(pragma(connection, "synchronous"))
    assert usual == levels[0] != levels[1]
    with suppress(FaultError), waiting(connection, wait=False):
        raise FaultError
    assert pragma(connection, "synchronous") == usual
