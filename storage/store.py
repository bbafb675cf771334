"""The store: one SQLite file, one writer, any number of readers."""

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from storage import decisions, knowledge, publishing, refresh, register, runs, states, sweeps
from storage import ingest as ingesting
from storage.batch import Batch, Known, Outcome
from storage.connection import connect, connect_to_read, transaction, waiting
from storage.errors import StoreError, told
from storage.locking import WriterLock
from storage.schema import counts
from storage.sql import count
from storage.stamps import utc
from storage.states import SourceState

if TYPE_CHECKING:
    from storage.joining.deciding import Decision
    from storage.matching.items import Key

__all__ = ["SourceState", "Store", "StoreError"]


class Store:
    """An open store.

    Every method raises StoreError, one sentence that says what to do, when the file or the disk can't be used.
    Whoever writes first holds the writer's lock until a run is finished or the store is closed; reading needs no lock
    and is never blocked.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self.connection = connection
        self._lock = WriterLock(path)

    @classmethod
    def open(cls, path: str | Path) -> Self:
        """Open a store; a file that does not exist is made, one of an earlier version is moved forward.

        Raises:
            StoreError: when the file is not ours, is damaged, can't be written, or is of a later version.
        """
        with told(path):
            return cls(Path(path), connect(Path(path)))

    @classmethod
    def open_to_read(cls, path: str | Path) -> Self:
        """Open a store that is there for reading; one that can't be written is read as it is.

        Raises:
            StoreError: when the file is not ours, is damaged, or is of a version that can't be read here.
        """
        file = Path(path)
        with told(path):
            writable = all(os.access(place, os.W_OK) for place in (file, file.absolute().parent))
            return cls(file, connect(file) if writable else connect_to_read(file))

    def close(self) -> None:
        """Close the file; what was not stored by then never was."""
        with told(self.path):
            self.connection.close()
            self._lock.give_up()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Hold the writer's lock and do all of the block or nothing of it."""
        with told(self.path):
            self._lock.take()
            with transaction(self.connection):
                yield self.connection

    def let_go(self) -> None:
        """Let other processes write again; what is written next takes the lock anew."""
        self._lock.give_up()

    def register(self, rows: Iterable[Mapping[str, object]]) -> None:
        """Bring the sources up to date; rows have the keys of a source row (scraper.sources.model.Source)."""
        with self.writing() as connection:
            register.register(connection, rows)

    def known(self, source: str) -> Known:
        """Return what is known of a source before a run: its pages, postings and past runs."""
        with told(self.path):
            return knowledge.known(self.connection, source)

    def begin_run(self, now: str) -> str:
        """Begin a run and return its name, which sorts by time and is never given twice."""
        with self.writing() as connection:
            return runs.begin(connection, utc(now))

    def ingest(self, batch: Batch, *, wait: bool = True) -> Outcome:
        """Store what one source run found, all or nothing; the same batch again changes nothing.

        Args:
            batch: what it found.
            wait: until the disk has it, with all that was stored before; else a power cut may take it back, whole.
        """
        with waiting(self.connection, wait=wait), self.writing() as connection:
            return ingesting.ingest(connection, batch)

    def finish_run(self, run: str, now: str, *, match: bool = True, settled: Callable[[], None] = lambda: None) -> None:
        """Let the clock close what is over in all sources, refresh jobs, places and search, and mark the run's end.

        Args:
            run: its name.
            now: when it ends.
            match: false leaves every new posting a job of its own, for good: only benchmarks want that.
            settled: is called once all that ``known`` tells is as the next run will find it; it may read, not write.
        """
        with self.writing() as connection:
            moment = utc(now)
            sweeps.expire(connection, moment)
            sweeps.unconfirm(connection, moment)
            settled()
            refresh.refresh(connection, match=match)
            runs.finish(connection, run, moment)
        self._lock.give_up()

    def retire(self, source: str, source_ref: str, now: str) -> bool:
        """Close a posting because a person says so; False when there is no such open posting."""
        with self.writing() as connection:
            return decisions.retire(connection, source, source_ref, utc(now))

    def release(self, source: str) -> int:
        """Carry out a source's held withdrawals because a person says so; returns how many."""
        with self.writing() as connection:
            return decisions.release(connection, source)

    def decide(
        self, pair: "tuple[Key, Key]", decision: "Decision", now: str, *, by: str | None, reason: str | None
    ) -> None:
        """Keep a person's decision on two postings, (source, source_ref) each, and settle their jobs by it."""
        from storage.joining import deciding  # noqa: PLC0415 (loads the matcher)

        with self.writing() as connection:
            deciding.keep(connection, pair, decision, (by, reason), utc(now))
            refresh.refresh(connection)
            deciding.check(connection)
        self._lock.give_up()

    def undecide(self, pair: "tuple[Key, Key]") -> bool:
        """Take a person's decision on two postings back; False when there was none."""
        from storage.joining import deciding  # noqa: PLC0415 (loads the matcher)

        with self.writing() as connection:
            had = deciding.drop(connection, pair)
            refresh.refresh(connection)
        self._lock.give_up()
        return had

    def states(self, now: str) -> list[SourceState]:
        """Return how every source that was ever tried stood at a moment, by name."""
        with told(self.path):
            utc(now)
            return states.states(self.connection)

    def publish(self, path: str | Path) -> None:
        """Leave a consistent copy of the store at a path, in one step; a run may go on meanwhile."""
        with told(path):
            publishing.publish(self.connection, self.path, Path(path))

    def check(self) -> list[str]:
        """Return what is wrong with the file, nothing when it is sound."""
        with told(self.path):
            faults = [row[0] for row in self.connection.execute("PRAGMA integrity_check") if row[0] != "ok"]
            broken = self.connection.execute("PRAGMA foreign_key_check").fetchall()
            faults += [f"row {row[1]} of {row[0]} refers to a row of {row[2]} that is not there" for row in broken]
            apart = {table: count(self.connection, query) for table, query in counts.faults().items()}
            return faults + [f"{rows} rows of {table} differ from the jobs" for table, rows in apart.items() if rows]
