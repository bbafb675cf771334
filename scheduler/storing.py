"""Giving the store what source runs read; what it can't take, for a defect of ours, is set aside, out of the way."""

import time
from collections.abc import Callable, Iterable
from pathlib import Path

from scheduler.batching import Normalise, batch_of_spool
from scheduler.boundary import contained
from scheduler.judge import INTERRUPTED
from scheduler.spool import Leftover, Spooled
from scraper.pages import Problem, Verdict
from storage.batch import Batch, Outcome, SourceRun
from storage.errors import told
from storage.store import Store

EVERY = 1.0
"""Seconds between two waits for the disk: each costs some 5 ms in which nothing else is done, as much as storing does.
Spools stay until then, so that a power cut takes nothing that is not read again from them."""
ASIDE = ".set-aside"
"""What is added to the name of a spool that could not be stored: no later run tries it again."""


class Intake:
    """Stores the source runs of a run as they end; the disk is waited for at most once a second, for all of them.

    Args:
        store: an open store.
        timer: counts seconds.
    """

    def __init__(self, store: Store, timer: Callable[[], float] = time.monotonic) -> None:
        self._store, self._timer = store, timer
        self._waited, self._spools = timer() - EVERY, list[Path]()

    def take_in(self, batch: Batch, spool: Path) -> tuple[SourceRun, Outcome]:
        """Store a source run, and clear away the spools of all that the disk has; returns how it went.

        Raises:
            StoreError: when the file or the disk can't be used: the spools stay for the next run.
        """
        wait = self._timer() - self._waited >= EVERY
        outcome, failed = Outcome(), list[Problem]()
        with contained(failed.append):
            outcome = self._store.ingest(batch, wait=wait)
        if failed:
            return _refused(self._store, batch.source_run, f"{failed[0].message} {set_aside(spool)}")
        self._spools.append(spool)
        if wait:
            self.settled()
        return batch.source_run, outcome

    def settled(self) -> None:
        """Clear the spools away: the disk has what was stored of them.

        Raises:
            StoreError: when one can't be removed; the next run finds that it is stored.
        """
        for spool in self._spools:
            with told(spool):
                spool.unlink(missing_ok=True)
        self._spools.clear()
        self._waited = self._timer()


def take_in(store: Store, batch: Batch, spool: Path) -> tuple[SourceRun, Outcome]:
    """Store a source run and clear its spool away at once; returns how it went, as the store has it.

    Raises:
        StoreError: when the file or the disk can't be used: the spool stays for the next run.
    """
    return Intake(store).take_in(batch, spool)


def _refused(store: Store, run: SourceRun, message: str) -> tuple[SourceRun, Outcome]:
    """Store that a source run could not be stored, so that its state tells; a defect here leaves at least the words."""
    refused = SourceRun(
        run=run.run,
        source=run.source,
        started_at=run.started_at,
        finished_at=run.finished_at,
        verdict=Verdict.BROKEN,
        cause="internal_error",
        message=message,
        seconds=run.seconds,
    )
    with contained(lambda _: None):
        return refused, store.ingest(Batch(source_run=refused))
    return refused, Outcome()


def set_aside(spool: Path) -> str:
    """Take a spool out of every later run's way; returns the sentence that says where it is."""
    aside = spool.rename(spool.with_name(spool.name + ASIDE))
    return f"What was read is kept in {aside}."


def take_in_leftovers(
    store: Store, leftovers: Iterable[Leftover], normalise: Normalise, now: str | None
) -> tuple[str, ...]:
    """Store what killed runs had read: whole source runs with their verdict, cut ones as partial.

    Their runs end at ``now``; None leaves them open.

    Returns:
        a sentence for each that could not be stored.
    """
    runs, notes = set[str](), list[str]()
    for left in leftovers:
        if isinstance(left, Spooled):
            runs.add(left.head.run)
            notes += _recovered(store, left, normalise)
        else:
            notes.append(f"What an earlier run left can't be read by this version of counciljobs. {set_aside(left)}")
    if now is not None:
        for run in sorted(runs):
            store.finish_run(run, now)
    return tuple(notes)


def _recovered(store: Store, spooled: Spooled, normalise: Normalise) -> list[str]:
    """Store one leftover; returns what a person has to know."""
    failed: list[Problem] = []
    with contained(failed.append):
        source_run = spooled.source_run or _cut_off(spooled)
        store.ingest(batch_of_spool(spooled, store.known(spooled.head.source), source_run, normalise))
        spooled.path.unlink(missing_ok=True)
    where = f"An earlier run's part on {spooled.head.source} could not be stored."
    return [f"{where} {problem.message} {set_aside(spooled.path)}" for problem in failed]


def _cut_off(spooled: Spooled) -> SourceRun:
    return SourceRun(
        run=spooled.head.run,
        source=spooled.head.source,
        started_at=spooled.head.started_at,
        finished_at=spooled.last_at,
        verdict=INTERRUPTED.verdict,
        cause=INTERRUPTED.cause,
        message=INTERRUPTED.message,
        extent=spooled.head.extent,
        pages=len(spooled.pages),
        adverts=len(spooled.seen),
    )
