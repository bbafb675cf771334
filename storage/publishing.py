"""A consistent copy of the store in one file, put in place at once."""

import os
import sqlite3
from pathlib import Path
from uuid import uuid4

from storage.errors import StoreError


def publish(connection: sqlite3.Connection, store: Path, target: Path) -> None:
    """Write a copy of the store as it is now; readers of an earlier copy keep theirs, a failure leaves it in place.

    Raises:
        StoreError: when the target is the store itself, a folder or a device.
    """
    if target.is_dir():
        raise StoreError(f"{target} is a folder: name a file for the copy.")
    if target.exists() and not target.is_file():
        raise StoreError(f"{target} is a device or a pipe: name a file for the copy.")
    if target.exists() and target.samefile(store):
        raise StoreError(f"{target} is the store itself: name another file for the copy.")
    target = Path(os.path.realpath(target))  # a link stays, and its file is replaced
    interim = target.with_name(f".{target.name}.{uuid4().hex}.tmp")
    try:
        connection.execute("VACUUM INTO ?", (str(interim),))
        _settle(interim)
        interim.replace(target)
    finally:
        interim.unlink(missing_ok=True)


def _settle(path: Path) -> None:
    """Have the disk hold the file before it takes the name of the last good copy."""
    file = os.open(path, os.O_RDONLY)
    try:
        os.fsync(file)
    finally:
        os.close(file)
