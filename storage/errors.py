"""The one error of the store: a sentence that says what to do."""

import errno
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class StoreError(Exception):
    """Why the store can't be used, as one sentence for a person."""


_SENTENCES = {
    sqlite3.SQLITE_FULL: "The disk that holds {path} is full: free some space and run again; nothing stored was lost.",
    sqlite3.SQLITE_READONLY: "{path} can't be written: make the file and its folder writable or choose another place.",
    sqlite3.SQLITE_CANTOPEN: "{path} can't be opened: check that its folder exists and that you may write there.",
    sqlite3.SQLITE_PERM: "{path} can't be opened: you have no permission; change it or choose another place.",
    sqlite3.SQLITE_CORRUPT: "{path} is damaged: restore a backup, or salvage it with the sqlite3 shell's .recover.",
    sqlite3.SQLITE_NOTADB: "{path} is not a SQLite file: choose another name, or move that file away.",
    sqlite3.SQLITE_BUSY: "{path} is locked by another program: let it finish or close it, then run again.",
    sqlite3.SQLITE_LOCKED: "{path} is locked by another program: let it finish or close it, then run again.",
    sqlite3.SQLITE_IOERR: "Reading or writing {path} failed: check the disk; what was stored before is kept.",
    sqlite3.SQLITE_TOOBIG: "A value is larger than SQLite can hold, so {path} was left as it was.",
}
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
"""No space on the disk, none left of this user's share, or no more allowed to one file."""
_ROOM = 1024 * 1024
"""Bytes of free space under which a write that failed did so for want of room: SQLite grows what its readers and
writers share by pieces, and says only that it could not."""
_PRIMARY = 0xFF
"""The low byte of SQLite's error code is the kind; the rest is detail."""


@contextmanager
def told(path: Path | str) -> Iterator[None]:
    """Turn what can go wrong with the file or the disk into a StoreError; our own mistakes stay what they are."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        code = getattr(error, "sqlite_errorcode", None)
        kind = code & _PRIMARY if code is not None else None
        if kind == sqlite3.SQLITE_IOERR and _is_full(Path(path)):
            kind = sqlite3.SQLITE_FULL
        if kind not in _SENTENCES:
            raise
        raise StoreError(_SENTENCES[kind].format(path=path)) from error
    except OSError as error:
        if error.errno in _FULL:
            raise StoreError(_SENTENCES[sqlite3.SQLITE_FULL].format(path=path)) from error
        if error.errno == errno.EROFS:
            raise StoreError(_SENTENCES[sqlite3.SQLITE_READONLY].format(path=path)) from error
        raise StoreError(f"{path} can't be used ({error.strerror or error}): choose another place.") from error


def _is_full(path: Path) -> bool:
    try:
        return shutil.disk_usage(path.parent).free < _ROOM
    except OSError:
        return False
