"""Giving the store what source runs read; what it can't take, for a defect of ours, is set aside, out of the way."""

from collections.abc import Iterable
from pathlib import Path

from scheduler.batching import Normalise, batch_of_spool
from scheduler.boundary import contained
from scheduler.judge import INTERRUPTED
from scheduler.spool import Leftover, Spooled
from scraper.pages import Problem, Verdict
from storage.batch import Batch, Outcome, SourceRun
from storage.store import Store

ASIDE = ".set-aside"
"""What is added to the name of a spool that could not be stored: no later run tries it again."""


def take_in(store: Store, batch: Batch, spool: Path) -> tuple[SourceRun, Outcome]:
    """Store a source run and clear its spool away; returns how it went, as the store has it.

    Raises:
        StoreError: when the file or the disk can't be used: the spool stays for the next run.
    """
    failed: list[Problem] = []
    with contained(failed.append):
        outcome = store.ingest(batch)
        spool.unlink(missing_ok=True)
        return batch.source_run, outcome
    return _refused(store, batch.source_run, f"{failed[0].message} {set_aside(spool)}")


def _refused(store: Store, run: SourceRun, message: str) -> tuple[SourceRun, Outcome]:
    """Store that a source run could not be stored, so that its state tells; a defect here leaves at least the words."""
    told = SourceRun(
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
        return told, store.ingest(Batch(source_run=told))
    return told, Outcome()


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
