"""A run over many sources side by side: each isolated, each ingested as soon as it is done."""

import asyncio
import contextlib
import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

import msgspec
from msgspec import Struct

from scheduler.archiving import Ledger, found_by, ledger
from scheduler.batching import Normalise
from scheduler.hearing import Guarded
from scheduler.resting import rest
from scheduler.room import Room
from scheduler.source_run import Means, run_source, stamp
from scheduler.spool import leftovers
from scheduler.storing import Intake, take_in_leftovers
from scheduler.summary import Observer, RunSummary, SourceResult
from scraper.fetching import Fetcher, FetchSettings, Site, named_addresses
from scraper.sources.model import Source
from storage.batch import Outcome, SourceRun
from storage.store import SourceState, Store

Clock = Callable[[], datetime]
OPEN_A_REQUEST = 4
"""Sources open for each request in flight: most wait for the pace of their host, and others are asked meanwhile."""


class CollectSettings(Struct, frozen=True, kw_only=True):
    """How a run works.

    Attributes:
        fetch: the manners and limits of fetching.
        spool_dir: where source runs keep what they read until the store has it.
        archive: where pages are kept as WARC; None keeps none.
        normalise: replaces the usual reading; only benchmarks do, to measure what it adds.
        match: whether adverts are matched into jobs; only benchmarks do without, for the same reason.
    """

    fetch: FetchSettings
    spool_dir: Path
    archive: Path | None = None
    normalise: Normalise | None = None
    match: bool = True

    @property
    def reading(self) -> Normalise:
        """What makes postings of adverts."""
        if self.normalise is not None:
            return self.normalise
        from scraper.normalising.posting import normalise  # noqa: PLC0415 (loads every table of rules)

        return normalise


def collect(
    sources: Sequence[Source], store: Store, settings: CollectSettings, *, clock: Clock, observer: Observer
) -> RunSummary:
    """Collect the sources into the store and report on each.

    What a killed run left in the spool is stored first. An interrupt (Ctrl-C, SIGTERM) ends the walks where they are,
    stores what they read as partial, and returns; a second one ends at once.
    """
    return asyncio.run(collecting(sources, store, settings, clock=clock, observer=observer))


async def collecting(
    sources: Sequence[Source], store: Store, settings: CollectSettings, *, clock: Clock, observer: Observer
) -> RunSummary:
    """Collect, inside a loop that is running already."""
    wanted = [source for source in sources if source.collectable]
    store.register([msgspec.to_builtins(source) for source in sources])
    found = found_by(store, settings.spool_dir) if settings.archive is not None else None
    recovered_at = clock()
    notes = recover(store, settings, lambda: recovered_at)
    began = clock()
    run = _Run(store, settings, clock, observer, store.begin_run(stamp(began)))
    saying = ledger(settings.archive, run.name, began, recovered_at=stamp(recovered_at), sources=sources, found=found)
    with saying as run.ledger:
        try:
            await run.over(wanted)
        except ExceptionGroup as several:
            raise several.exceptions[0] from several
        finished_at = stamp(clock())
        store.finish_run(run.name, finished_at, match=settings.match)
        run.intake.settled()
        run.ledger.end(finished_at)
    summary = RunSummary(run=run.name, results=_results(run, clock), interrupted=run.interrupted, notes=notes)
    rest(store)  # after the last question: the states look through all runs ever made
    return summary


def recover(store: Store, settings: CollectSettings, clock: Clock) -> tuple[str, ...]:
    """Store what killed runs had read; returns a sentence for each part that could not be stored."""
    return take_in_leftovers(store, leftovers(settings.spool_dir), settings.reading, stamp(clock()))


class _Run:
    """The state of one run: which sources wait, which are done, and how to stop."""

    def __init__(self, store: Store, settings: CollectSettings, clock: Clock, observer: Observer, name: str) -> None:
        self.store, self.settings, self.clock, self.observer = store, settings, clock, Guarded(observer)
        self.name, self.ledger, self.intake = name, Ledger(None), Intake(store)
        self.done: list[tuple[SourceRun, Outcome]] = []
        self.interrupted = False
        self._room = Room()
        self._tasks: set[asyncio.Task[None]] = set()
        self._means = Means(
            run=self.name,
            clock=clock,
            spool_dir=settings.spool_dir,
            archive=settings.archive,
            normalise=settings.reading,
            heard=self._heard,
        )

    async def over(self, sources: Sequence[Source]) -> None:
        """Take every source in turn, several side by side for each request that may be in flight."""
        waiting = deque(sources)
        named = named_addresses(source.url for source in sources)
        fetcher = Fetcher(self.settings.fetch, clock=self.clock, loopback_allowed=named)
        workers = min(OPEN_A_REQUEST * self.settings.fetch.concurrency, len(waiting))
        with self._stoppable():
            async with fetcher, asyncio.TaskGroup() as group:
                self._tasks = {group.create_task(self._work(waiting, fetcher)) for _ in range(workers)}

    async def _work(self, waiting: deque[Source], fetcher: Fetcher) -> None:
        while waiting and not self.interrupted:
            source = waiting.popleft()
            async with self._room.of(source.id):
                await self._one(source, fetcher)

    def _heard(self, source: str, pages: int, adverts: int) -> None:
        self._room.holds(source, adverts)
        self.observer.page_read(source, pages, adverts)

    async def _one(self, source: Source, fetcher: Fetcher) -> None:
        self.observer.source_started(source.id)
        session = fetcher.session(site_of(source))
        known = self.store.known(source.id)
        if known.history:
            self._room.holds(source.id, len(known.postings))
        batch, spool = await run_source(source, known, session.fetch, self._means)
        source_run, outcome = self.intake.take_in(batch, spool)
        self.ledger.stored(source.id, source_run.finished_at)
        self.done.append((source_run, outcome))
        self.observer.source_finished(result_of(source_run, outcome))

    @contextlib.contextmanager
    def _stoppable(self) -> Iterator[None]:
        """Turn the first interrupt into a clean end of every walk."""
        loop = asyncio.get_running_loop()
        kinds: tuple[signal.Signals, ...] = (signal.SIGINT, signal.SIGTERM)
        try:
            for kind in kinds:
                loop.add_signal_handler(kind, self._stop)
        except (ValueError, NotImplementedError, RuntimeError):
            kinds = ()  # only a main thread hears signals; elsewhere the caller stops us
        try:
            yield
        finally:
            for kind in kinds:
                loop.remove_signal_handler(kind)

    def _stop(self) -> None:
        if self.interrupted:
            raise KeyboardInterrupt
        self.interrupted = True
        for task in self._tasks:
            task.cancel()


def site_of(source: Source) -> Site:
    """Return what fetching needs of a source row; options.hosts and options.intermediate are the fetcher's."""
    hosts, pem = source.options.get("hosts", []), source.options.get("intermediate")
    return Site(
        id=source.id,
        url=source.url,
        pace=source.pace,
        extra_hosts=tuple(hosts) if isinstance(hosts, list) else (),
        intermediate=pem if isinstance(pem, str) else None,
    )


def result_of(source_run: SourceRun, outcome: Outcome) -> SourceResult:
    """Return what one source run reports, before the store knows since when."""
    return SourceResult(
        source=source_run.source,
        verdict=source_run.verdict,
        cause=source_run.cause,
        checked_at=source_run.finished_at,
        pages=source_run.pages,
        adverts=source_run.adverts,
        new=outcome.new,
        changed=outcome.changed,
        gone=outcome.gone,
        warnings=source_run.warnings,
        message=source_run.message,
        seconds=source_run.seconds,
    )


def _results(run: _Run, clock: Clock) -> tuple[SourceResult, ...]:
    states = {state.source: state for state in run.store.states(stamp(clock()))}
    done = sorted(run.done, key=lambda pair: pair[0].source)
    return tuple(_since(result_of(*pair), states.get(pair[0].source)) for pair in done)


def _since(result: SourceResult, state: SourceState | None) -> SourceResult:
    if state is None:  # the store could not take even the news of its failure
        return result
    return msgspec.structs.replace(result, since=state.since, last_good=state.last_good, warnings=state.warnings)
