"""Fetching that also keeps what it fetched, when a run is asked to archive its pages."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from scheduler.spool import Left, Spooled, leftovers
from scheduler.walk import Fetch, body_hash
from scraper.fetching import Validators
from scraper.pages import Page, Problem, Request
from scraper.sources.model import Source
from storage import rebuilding
from storage.batch import Known, SourceRun
from storage.errors import told
from storage.latest import RunRow, latest_runs
from storage.store import Store

if TYPE_CHECKING:
    from scraper.fetching.archive import Archive


class Kept:
    """A fetch and its archive, when there is one."""

    def __init__(self, fetch: Fetch, known: Known, now: Callable[[], str], archive: "Archive | None") -> None:
        self._fetch, self._known, self._now, self._archive = fetch, known, now, archive
        self.fetch: Fetch = self._keep if archive else fetch

    async def _keep(self, request: Request, validators: Validators | None) -> Page:
        archive = self._archive
        assert archive is not None  # noqa: S101 (only a Kept with an archive fetches this way)
        try:
            page = await self._fetch(request, validators)
        except Problem as problem:
            with told(archive.path):
                archive.fail(request, problem, self._now())
            raise
        last = self._known.pages.get(request.key)
        same = last is not None and (page.status == 304 or last.body_hash == body_hash(page.body))
        with told(archive.path):
            if last is not None and same:
                archive.keep(request, page, last.body_hash, last.fetched_at)
            else:
                archive.keep(request, page, body_hash(page.body), None)
        return page

    def end(self, source_run: SourceRun) -> None:
        """Write how the source run was judged."""
        if self._archive is not None:
            self._archive.note("source-run-end", msgspec.to_builtins(source_run), source_run.finished_at)


@contextmanager
def kept(
    folder: Path | None,
    run: str,
    source: Source,
    version: str,
    fetch: Fetch,
    known: Known,
    clock: Callable[[], datetime],
) -> Iterator[Kept]:
    """Give the fetch of a source run, which writes a WARC file below ``folder`` unless that is None."""

    def now() -> str:
        return f"{clock():%Y-%m-%dT%H:%M:%SZ}"

    if folder is None:
        yield Kept(fetch, known, now, None)
        return
    from scraper.fetching.archive import Archive  # noqa: PLC0415 (warcio is for runs that archive)

    about = {"source": msgspec.to_builtins(source), "version": version, "run": run}
    if known.forgotten:
        about["forgotten"] = sorted(mark.hex() for mark in known.forgotten)
    with Archive(folder, run, source.id, clock(), about) as archive:
        yield Kept(fetch, known, now, archive)


RUN = "_run"
"""The name of a run's own file among those of its sources; no source's id begins so."""


LOOKED_BACK = 5
"""Runs before it that a run tells of: so many may be killed in a row before one comes to tell."""


class Found(Struct, frozen=True):
    """What a run found when it began: the latest runs, and what killed ones had left."""

    runs: tuple[RunRow, ...] = ()
    left: tuple[Left, ...] = ()


def found_by(store: Store, spools: Path) -> Found:
    """Return what a run finds that begins now."""
    left = (_left(store, spooled.left) for spooled in leftovers(spools) if isinstance(spooled, Spooled))
    return Found(tuple(latest_runs(store, LOOKED_BACK)), tuple(left))


def _left(store: Store, left: Left) -> Left:
    return msgspec.structs.replace(left, stored=left.head.source in rebuilding.stored_parts(store, left.head.run))


class Ledger:
    """What a replay needs of a run itself: its sources, what it took over, the order of storing, its end."""

    def __init__(self, archive: "Archive | None") -> None:
        self._archive = archive

    def stored(self, source: str, at: str) -> None:
        """Write that the store has a source's part."""
        self._note("stored", {"source": source}, at)

    def end(self, at: str) -> None:
        """Write that the run's last step was done."""
        self._note("run-end", {}, at)

    def _note(self, what: str, told_: dict[str, object], at: str) -> None:
        if self._archive is not None:
            with told(self._archive.path):
                self._archive.note(what, told_, at)


@contextmanager
def ledger(
    folder: Path | None,
    run: str,
    began: datetime,
    *,
    recovered_at: str,
    sources: Sequence[Source],
    found: "Found | None" = None,
) -> Iterator[Ledger]:
    """Give the ledger of a run, which writes nothing without a folder.

    Args:
        folder: the archive.
        run: the run's name.
        began: when it began, UTC.
        recovered_at: when it stored what killed runs had left.
        sources: every row that the run brought into the store.
        found: what it found of earlier runs.
    """
    if folder is None:
        yield Ledger(None)
        return
    from scraper.fetching.archive import Archive  # noqa: PLC0415 (warcio is for runs that archive)

    about = {"run": run, "recovered_at": recovered_at, "sources": [msgspec.to_builtins(source) for source in sources]}
    if found is not None:
        about["found"] = msgspec.to_builtins(found)
    with told(folder):
        archive = Archive(folder, run, RUN, began, about, "run")
    with archive:
        yield Ledger(archive)
