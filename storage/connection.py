"""Opening the file: make it, move it forward, or say why it can't be used."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from storage.errors import StoreError
from storage.schema.ddl import APPLICATION_ID
from storage.schema.migrations import SCHEMA_VERSION, bring_up_to_date, make, shape_is_current

OLDEST_SQLITE = (3, 38, 0)
"""STRICT tables came with 3.37, JSON functions in every build with 3.38."""
BUSY_SECONDS = 30.0
"""Longer than any transaction of ours; an analyst's own write should not stop a night's run."""
CACHE_KIB = 65_536
"""Holds the inner pages of a million postings; SQLite's 2 MB do not."""
LEAST_CACHE_KIB = 2_048
"""Of a small file: the system keeps it in memory anyway, and we need not keep it twice."""
CACHED_SHARE = 4
"""A quarter of a file is more than its inner pages and those that a run touches."""
SETTINGS = (
    "PRAGMA journal_mode = WAL",  # readers are never blocked while a run writes
    "PRAGMA synchronous = FULL",  # a source run is removed from the spool once stored, so it must be on the disk
    "PRAGMA foreign_keys = ON",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA wal_autocheckpoint = 4000",  # 16 MB: each time costs two waits for the disk
)
SCRATCH = (
    "CREATE TEMP TABLE refs (ref TEXT PRIMARY KEY) WITHOUT ROWID",
    "CREATE TEMP TABLE sight (id INTEGER PRIMARY KEY)",
)
"""What a batch shows, as it is written: the source's own ids, and the numbers of the rows that have them."""


def connect(path: Path) -> sqlite3.Connection:
    """Open a store, making or migrating it as needed.

    Raises:
        StoreError: when the file is not a store, or one of a later version.
        sqlite3.Error: when SQLite can't use the file.
    """
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        raise StoreError(f"SQLite {sqlite3.sqlite_version} is too old: use a Python with SQLite 3.38 or newer.")
    if path.is_dir():
        raise StoreError(f"{path} is a folder: name a file.")
    connection = sqlite3.connect(path, isolation_level=None, timeout=BUSY_SECONDS)
    try:
        _prepare(connection, path)
    except (sqlite3.Error, StoreError):
        connection.close()
        raise
    return connection


def connect_to_read(path: Path) -> sqlite3.Connection:
    """Open a store that can't be written, such as a copy on a read-only disk, as it is.

    Raises:
        StoreError: when the file is not a store, or one of another version.
        sqlite3.Error: when SQLite can't use the file.
    """
    wal = path.with_name(path.name + "-wal")
    # Without a log no one is writing; SQLite then needs no shared memory, which a read-only folder can't give it.
    how = "mode=ro" if wal.exists() else "mode=ro&immutable=1"
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?{how}", uri=True, isolation_level=None)
    try:
        if _is_fresh(connection, path) or not shape_is_current(connection):
            raise StoreError(
                f"{path} is of an earlier version: make it writable once, so that it can be moved forward."
            )
    except (sqlite3.Error, StoreError):
        connection.close()
        raise
    return connection


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    fresh = _is_fresh(connection, path)
    for setting in SETTINGS:
        connection.execute(setting)
    connection.execute(f"PRAGMA cache_size = -{_cache(connection)}")
    if fresh:
        with transaction(connection):
            if _is_fresh(connection, path):
                make(connection)
    elif not shape_is_current(connection):
        bring_up_to_date(connection)
    for scratch in SCRATCH:
        connection.execute(scratch)


def _cache(connection: sqlite3.Connection) -> int:
    """Return how much of the file to hold in memory (KiB)."""
    size = pragma(connection, "page_count") * pragma(connection, "page_size") // 1024
    return max(LEAST_CACHE_KIB, min(size // CACHED_SHARE, CACHE_KIB))


def _is_fresh(connection: sqlite3.Connection, path: Path) -> bool:
    """Tell whether the file is empty.

    Raises:
        StoreError: when it is somebody else's file, or one that a later version wrote.
    """
    mark, version = (pragma(connection, name) for name in ("application_id", "user_version"))
    if mark == APPLICATION_ID:
        if version > SCHEMA_VERSION:
            raise StoreError(
                f"{path} was written by a newer counciljobs (version {version} of the file, this one knows "
                f"{SCHEMA_VERSION}): update counciljobs."
            )
        return False
    holds = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if mark or holds:
        raise StoreError(f"{path} is a SQLite file but not a store of counciljobs: choose another name.")
    return True


def pragma(connection: sqlite3.Connection, name: str) -> int:
    """Return the number that a pragma answers."""
    with closing(connection.execute(f"PRAGMA {name}")) as answer:
        return int(answer.fetchone()[0])


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Do all of the block or nothing of it; one within another stands or falls with it."""
    begin, commit, undo = _WITHIN if connection.in_transaction else _WHOLE
    connection.execute(begin)
    done = False
    try:
        yield
        connection.execute(commit)
        done = True
    finally:
        if not done and connection.in_transaction:  # a full disk may have undone all of it
            for statement in undo:
                connection.execute(statement)


@contextmanager
def waiting(connection: sqlite3.Connection, *, wait: bool) -> Iterator[None]:
    """Wait at the end of a transaction until the disk has it, as is usual here, or leave that to a later one.

    The log is one file, written in order: a transaction that is waited for brings all before it to the disk.
    """
    if wait:
        yield
        return
    usual = pragma(connection, "synchronous")
    connection.execute("PRAGMA synchronous = NORMAL")
    try:
        yield
    finally:
        connection.execute(f"PRAGMA synchronous = {usual}")


_WHOLE = ("BEGIN IMMEDIATE", "COMMIT", ("ROLLBACK",))
_WITHIN = ("SAVEPOINT part", "RELEASE part", ("ROLLBACK TO part", "RELEASE part"))
