"""One source in one run: walk it, judge it, and leave a batch. A function of (source, what the store knows, fetch)."""

import asyncio
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from msgspec import Struct

from scheduler import drift
from scheduler.archiving import kept
from scheduler.batching import Normalise, batch_of, postings_of, with_defects
from scheduler.boundary import contained
from scheduler.drifting import with_drift
from scheduler.judge import INTERRUPTED, judge
from scheduler.spool import Head, Spool
from scheduler.walk import Fetch, Job, Leaf, Walk, walk_source
from scraper.normalising.context import RULES_VERSION
from scraper.platforms import registry
from scraper.sources.model import Source
from storage.batch import Batch, Known, SourceRun

Clock = Callable[[], datetime]
_TO_SECONDS = len("2026-12-01T12:00:00")


class Means(Struct, frozen=True, kw_only=True):
    """What every source run of a run shares.

    Attributes:
        timer: counts seconds; a replay's gives those of the live run.
        ending: is called when the walk is over; a replay then sets its clock to the live run's end.
    """

    run: str
    clock: Clock
    spool_dir: Path
    archive: Path | None
    normalise: Normalise
    heard: Callable[[str, int, int], None]
    timer: Callable[[], float] = time.monotonic
    ending: Callable[[], None] = lambda: None


def stamp(moment: datetime) -> str:
    """Return a moment as our own stamps are written: UTC, seconds, Z."""
    return moment.astimezone(UTC).isoformat()[:_TO_SECONDS] + "Z"


def reading_version(platform: str) -> str:
    """Return the version of the code that reads a platform's pages and normalises what they say."""
    number = getattr(registry.load(platform), "VERSION", 1)
    return f"{platform}.{number}/{RULES_VERSION}"


async def run_source(source: Source, known: Known, fetch: Fetch, means: Means) -> tuple[Batch, Path]:
    """Return what one source run found, with the spool file to remove once the store has it.

    Never raises for anything a site does: that is the batch's verdict. Cancelling it ends the walk where it is and
    still returns what was read.
    """
    begun, started_at = means.timer(), stamp(means.clock())
    head = Head(
        run=means.run,
        source=source.id,
        platform=source.platform,
        version=reading_version(source.platform),
        authority=source.authority,
        extent=source.extent,
        started_at=started_at,
    )
    walk = Walk()
    saving = kept(means.archive, means.run, source, head.version, fetch, known, means.clock)
    with Spool(means.spool_dir, head) as spool, saving as saved:
        job = _job(source, known, saved.fetch, means, head, walk, spool)
        interrupted = False
        try:
            with contained(walk.stop):
                await walk_source(job, walk)
        except asyncio.CancelledError:
            interrupted = True
        means.ending()
        ended_at = stamp(means.clock())
        written, defects = postings_of(head, job, walk, ended_at, means.normalise)
        seconds = means.timer() - begun
        source_run = _conclude(head, job, walk, means.run, ended_at, interrupted=interrupted, seconds=seconds)
        batch = batch_of(walk, known, with_defects(source_run, defects), written)
        saved.end(batch.source_run)
        spool.end(batch.source_run)
    return batch, spool.path


def _job(source: Source, known: Known, fetch: Fetch, means: Means, head: Head, walk: Walk, spool: Spool) -> Job:
    def keep(leaf: Leaf) -> int:
        at = spool.keep(leaf)
        means.heard(source.id, len(walk.pages), len(walk.found))
        return at

    return Job(
        source=source.id,
        platform=registry.load(source.platform),
        options={**source.options, "url": source.url},
        version=head.version,
        fetch=fetch,
        known=known,
        keep=keep,
        recall=spool.recall,
        now=lambda: stamp(means.clock()),
    )


def _conclude(
    head: Head, job: Job, walk: Walk, run: str, finished_at: str, *, interrupted: bool, seconds: float
) -> SourceRun:
    judgement = INTERRUPTED if interrupted else judge(walk, wrote=any(map(job.is_news, walk.found.values())))
    shares = drift.fill(walk)
    judgement = with_drift(judgement, job, walk, shares, finished_at)
    return SourceRun(
        run=run,
        source=head.source,
        started_at=head.started_at,
        finished_at=finished_at,
        verdict=judgement.verdict,
        cause=judgement.cause,
        message=judgement.message,
        extent=head.extent or walk.extent,
        complete=judgement.complete,
        declared_total=walk.declared,
        pages=len(walk.pages),
        adverts=sum(1 for ref, found in walk.found.items() if found.advert.title or ref in job.known.postings),
        warnings=judgement.warnings,
        seconds=round(seconds, 3),
        fill=shares,
    )
