"""A condition that a person typed, at work: told when it fails on a row, stopped when it takes too long."""

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from storage.errors import StoreError
from storage.exporting.batches import Row

PATIENCE = 120.0
"""Seconds without a row: reading a million adverts from a slow disk takes less, so it is the condition that is slow."""
STEPS = 50_000
"""SQLite's own steps between two looks at the clock: a few milliseconds."""


def watched(
    connection: sqlite3.Connection,
    rows: Iterator[Row],
    *,
    patience: float = PATIENCE,
    clock: Callable[[], float] = time.monotonic,
) -> Iterator[Row]:
    """Yield rows that a typed condition chooses.

    Raises:
        StoreError: when it fails on a row, or when there was no row for ``patience`` seconds.
    """
    last = [clock()]
    connection.set_progress_handler(lambda: clock() - last[0] > patience, STEPS)
    try:
        with _told(patience):
            for row in rows:
                yield row
                last[0] = clock()
    finally:
        with suppress(sqlite3.ProgrammingError):  # the store may be closed before its rows are
            connection.set_progress_handler(None, 0)


@contextmanager
def _told(patience: float) -> Iterator[None]:
    try:
        yield
    except sqlite3.OperationalError as error:
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_OK)
        if code == sqlite3.SQLITE_INTERRUPT:
            raise StoreError(f"The condition was given up after {patience:g} seconds without a row.") from error
        if code == sqlite3.SQLITE_ERROR:
            raise StoreError(f"The condition can't be worked out on these rows ({error}).") from error
        raise
