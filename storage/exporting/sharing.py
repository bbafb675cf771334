"""CSV by two processes, each doing half: one reads and hands batches over, the other makes lines of them and writes."""

import errno
import io
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Iterable, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import IO, Self

import msgspec

from storage.cells import lines_of
from storage.exporting.batches import Columns

WORTH_SHARING = 20_000
"""Rows from which on two processes are worth it: fewer are written in half a second."""
SPARE = 0.5
"""Cores that must lie idle: handing over costs a sixth, which is spent in vain on a busy machine."""
_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(list[list[object]])


def is_able() -> bool:
    """Tell whether this process may divide: there is a core for each half, and no thread that would be torn."""
    forks = "fork" in multiprocessing.get_all_start_methods() and not multiprocessing.current_process().daemon
    return forks and threading.active_count() == 1 and _idle_cores() >= SPARE


def _idle_cores() -> float:
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return cores - os.getloadavg()[0]


def write_lines(columns: Sequence[str], batches: Iterable[Columns], stream: IO[str]) -> int:
    """Write a line of CSV a row, by two processes when the stream is a file of the system's; returns how many.

    Raises:
        OSError: when the lines can't be written.
    """
    descriptor = _descriptor(stream)
    if descriptor is None or not is_able():
        return _alone(columns, batches, stream)
    count = 0
    with _Second(columns, descriptor) as second:
        for batch in batches:
            second.send(batch)
            count += len(batch[0])
    return count


def _alone(columns: Sequence[str], batches: Iterable[Columns], stream: IO[str]) -> int:
    lines, count = lines_of(columns), 0
    for batch in batches:
        stream.write(lines(batch))
        count += len(batch[0])
    return count


def _descriptor(stream: IO[str]) -> int | None:
    """Return the number of a stream's file, all that was written so far handed to the system; None without one."""
    stream.flush()
    with suppress(io.UnsupportedOperation, AttributeError):
        return stream.fileno()
    return None


class _Second:
    """The process that writes; it ends when the batches do, and is ended when they fail."""

    def __init__(self, columns: Sequence[str], descriptor: int) -> None:
        context = multiprocessing.get_context("fork")
        theirs, self._pipe = context.Pipe(duplex=False)
        self._process = context.Process(target=_work, args=(theirs, self._pipe, columns, descriptor), daemon=True)
        self._process.start()
        theirs.close()

    def __enter__(self) -> Self:
        return self

    def send(self, batch: Columns) -> None:
        try:
            self._pipe.send_bytes(_ENCODER.encode(batch))
        except BrokenPipeError:
            self._end()
            raise

    def __exit__(self, kind: object, *_: object) -> None:
        if kind is not None:
            self._process.kill()
            self._pipe.close()
            self._process.join()
        else:
            self._end()

    def _end(self) -> None:
        """Let it write what it has; why it could not is what it exits with."""
        self._pipe.close()
        self._process.join()
        code = self._process.exitcode
        if code:
            code = code if code > 0 else errno.EIO
            raise OSError(code, os.strerror(code))


def _work(pipe: Connection, other_end: Connection, columns: Sequence[str], descriptor: int) -> None:
    other_end.close()  # else this process would keep its own pipe open
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process hears it too, and ends this one
    lines = lines_of(columns)
    try:
        with open(descriptor, "wb", closefd=False) as file:
            while (data := _received(pipe)) is not None:
                file.write(lines(_DECODER.decode(data)).encode("utf-8", "replace"))
    except OSError as error:
        sys.exit(error.errno or errno.EIO)


def _received(pipe: Connection) -> bytes | None:
    try:
        return pipe.recv_bytes()
    except EOFError:
        return None
