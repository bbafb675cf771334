"""One writer at a time: a lock that the operating system lets go when its holder dies, however it dies."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from storage.errors import StoreError, told

BUSY = {
    "lock": "Another run is writing to {store}: wait until it has ended, then run again.",
    "schedule": "Another schedule keeps {store} already: stop that one first.",
}
"""What is told when another process holds the lock of that name."""


class WriterLock:
    """A lock file beside a store; readers never look at it."""

    def __init__(self, store: Path, kind: str = "lock") -> None:
        self._store, self._busy = store, BUSY[kind]
        self._path = store.with_name(f"{store.name}-{kind}")
        self._file: int | None = None

    def take(self) -> None:
        """Take the lock unless it is ours already.

        Raises:
            StoreError: when another process is writing.
        """
        while self._file is None:
            file = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                os.close(file)
                raise StoreError(self._busy.format(store=self._store)) from error
            if self._is_current(file):
                self._file = file
            else:
                os.close(file)

    def give_up(self) -> None:
        """Let the lock go and remove its file; nothing happens when it is not ours."""
        if self._file is not None:
            self._path.unlink(missing_ok=True)
            os.close(self._file)
            self._file = None

    def _is_current(self, file: int) -> bool:
        """Tell whether the file locked is still the one under that name: its last holder may have removed it."""
        try:
            return os.fstat(file).st_ino == self._path.stat().st_ino
        except FileNotFoundError:
            return False


@contextmanager
def only_schedule(path: Path) -> Iterator[None]:
    """Be the only schedule of a store while the block runs.

    Raises:
        StoreError: when another process keeps it, or its folder can't be written.
    """
    with _held(WriterLock(path, "schedule"), path):
        yield


@contextmanager
def only_writer(path: Path) -> Iterator[None]:
    """Be the only one who writes to a file while the block runs.

    Raises:
        StoreError: when another process is writing to it, or its folder can't be written.
    """
    with _held(WriterLock(path), path):
        yield


@contextmanager
def _held(lock: WriterLock, path: Path) -> Iterator[None]:
    with told(path):
        lock.take()
    try:
        yield
    finally:
        lock.give_up()
