"""Who plays the parts: this process, or several beside it, each with the sources that are its own.

A source's parts are always played by the same process, which so has all bodies that they may point to.
"""

import asyncio
import multiprocessing
import os
import queue
import signal
import threading
from collections import deque
from multiprocessing import forkserver, resource_tracker
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext
from types import TracebackType
from typing import Protocol, Self

from scheduler.batching import Normalise
from scheduler.replay.bodies import Bodies
from scheduler.replay.parts import Manner, Part, Played, play
from storage.errors import StoreError

AHEAD = 24
"""Parts that a process has at hand: one that it plays, and others to go on with while the store finishes a run, which
takes as long as some twenty of them. Each costs the pages and adverts of one source, some hundred kilobytes."""
NICER = 5
"""By how much they yield to the one that stores, which all of them wait for in the end."""
WORTH_PROCESSES = 64
"""Source runs from which starting processes costs less than it saves: they load every parser anew, about a second."""
MOST_PROCESSES = 8
"""The store takes in what they read one source run at a time: more would wait for it."""


def players_for(parts: int) -> int:
    """Return how many processes are worth starting for so many source runs; 0 for none."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(cores, MOST_PROCESSES) if cores > 1 and parts >= WORTH_PROCESSES else 0


def get_ready(parts: int, normalise: Normalise) -> None:
    """Begin to load what players need, if so many source runs are worth any, while films are looked through."""
    if players_for(parts):
        _context(normalise)


def _context(normalise: Normalise) -> ForkServerContext:
    """Return what starts players, with the process that loads what they need running; Ctrl-C is not for that one."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__, normalise.__module__])  # loaded once, for all of them
    resource_tracker.ensure_running()  # it would let Ctrl-C through again when it starts with the other
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})  # what is started now inherits it
    try:
        forkserver.ensure_running()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
    return context


class Players(Protocol):
    """What plays parts; they come back in the order in which they were given."""

    ahead: int
    """How many may be given before one is taken back."""

    def give(self, part: Part) -> None:
        """Have a part played."""

    async def take(self) -> Played:
        """Return what the part given first came to."""


class Alone:
    """Plays in this process, when asked for the outcome."""

    ahead = 1

    def __init__(self, manner: Manner, bodies: Bodies) -> None:
        self._manner, self._bodies = manner, bodies
        self._given = deque[Part]()

    def give(self, part: Part) -> None:
        """Put a part down for later."""
        self._given.append(part)

    async def take(self) -> Played:
        """Play the next part.

        Raises:
            StoreError: when its spool can't be written.
        """
        return await play(self._given.popleft(), self._manner, self._bodies)


class Several:
    """Plays in processes of its own; use as a context manager.

    They are started afresh, not forked: what this process holds (the store's lock, its connection) is not theirs, and
    they end when it does, whatever ended it.
    """

    def __init__(self, manner: Manner, processes: int) -> None:
        context = _context(manner.normalise)
        self.ahead = AHEAD * processes
        self._lines: list[Connection] = []
        self._mine: dict[str, Connection] = {}
        self._given = deque[Connection]()
        self._workers = []
        for _ in range(processes):
            line, far = context.Pipe()
            worker = context.Process(target=_serve, args=(far, manner), daemon=True)
            worker.start()  # the far end is handed over at once
            far.close()
            self._lines.append(line)
            self._workers.append(worker)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for line in self._lines:
            line.close()
        for worker in self._workers:
            worker.join()

    def give(self, part: Part) -> None:
        """Send a part to the process of its source; a new source goes to the next in turn."""
        line = self._mine.setdefault(part.source, self._lines[len(self._mine) % len(self._lines)])
        try:
            line.send(part)
        except OSError:
            raise _ended() from None
        self._given.append(line)

    async def take(self) -> Played:
        """Wait for the part given first.

        Raises:
            StoreError: when its spool can't be written, or its process has ended.
        """
        try:
            played = self._given.popleft().recv()
        except (OSError, EOFError):
            raise _ended() from None
        if isinstance(played, str):
            raise StoreError(played)
        assert isinstance(played, Played)  # noqa: S101 (the other end is _serve)
        return played


def _ended() -> StoreError:
    return StoreError(
        "A process of the replay was ended from outside, perhaps for want of memory. Nothing is lost: run the same "
        "replay again, and it goes on from there."
    )


def _serve(line: Connection, manner: Manner) -> None:
    """Play what comes until the line is closed, in the order in which it comes."""
    os.nice(NICER)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for whoever gives the parts: the line then closes
    coming: queue.SimpleQueue[Part | None] = queue.SimpleQueue()
    going: queue.SimpleQueue[Played | str | None] = queue.SimpleQueue()
    threading.Thread(target=_hear, args=(line, coming), daemon=True).start()
    telling = threading.Thread(target=_tell, args=(line, going), daemon=True)
    telling.start()
    bodies = Bodies()
    with asyncio.Runner() as runner:
        while (part := coming.get()) is not None:
            try:
                going.put(runner.run(play(part, manner, bodies)))
            except StoreError as error:
                going.put(str(error))
    going.put(None)
    telling.join()


def _hear(line: Connection, coming: "queue.SimpleQueue[Part | None]") -> None:
    """Take parts in at once, so that whoever sends them never waits for one who waits to answer."""
    while True:
        try:
            coming.put(line.recv())
        except (OSError, EOFError):
            coming.put(None)
            return


def _tell(line: Connection, going: "queue.SimpleQueue[Played | str | None]") -> None:
    """Send answers: a pipe holds few of them, and whoever plays goes on while the store is at something else."""
    while (answer := going.get()) is not None:
        try:
            line.send(answer)
        except OSError:
            return  # nobody waits any more
