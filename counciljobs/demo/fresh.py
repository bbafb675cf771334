"""Making room for the demonstration's files without ever deleting anybody's real collection."""

import csv
import shutil
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from counciljobs.errors import NOTHING_DONE, Stop
from storage.locking import only_writer

MARK = "demo-"
"""Every source of the demonstration has an id that begins so."""


def make_room(store: Path, table: Path, spool: Path) -> None:
    """Remove what an earlier demonstration left.

    Raises:
        Stop: when a file holds anything but a demonstration.
        StoreError: when a run is writing to the store.
    """
    for path, check in ((store, _is_demo_store), (table, _is_demo_table)):
        if path.exists() and not check(path):
            raise Stop(
                f"{path} is not from a demonstration and is left alone: "
                "go to another folder, or name another store with --db.",
                NOTHING_DONE,
            )
    with only_writer(store):
        _remove(store, table, spool)


def _remove(store: Path, table: Path, spool: Path) -> None:
    for path in (store, *(store.with_name(store.name + end) for end in ("-wal", "-shm")), table):
        path.unlink(missing_ok=True)
    if spool.is_dir():
        shutil.rmtree(spool)


def _all_marked(names: Iterable[object]) -> bool:
    return all(str(name).startswith(MARK) for name in names)


def _is_demo_store(path: Path) -> bool:
    if not path.is_file():
        return False
    try:
        with closing(sqlite3.connect(path)) as connection:
            return _all_marked(row[0] for row in connection.execute("SELECT id FROM sources"))
    except sqlite3.Error:
        return False


def _is_demo_table(path: Path) -> bool:
    if not path.is_file():
        return False
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            rows = csv.DictReader(stream)
            return "source" in (rows.fieldnames or ()) and _all_marked(row["source"] for row in rows)
    except (csv.Error, UnicodeDecodeError):
        return False
