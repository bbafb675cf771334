"""The warnings that only a source's own history can give, laid over the judgement of a run that read well."""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

import msgspec

from scheduler import drift
from scheduler.boundary import contained
from scheduler.judge import Judgement
from scheduler.walk import Job, Walk
from scraper.normalising.dates.reading import read
from scraper.pages import Problem
from scraper.records import Advert
from storage.batch import PastRun

Warned = tuple[str, str]
"""A word of warning, and its sentence."""
LONGEST = 300
"""Letters of an address that a sentence repeats: it is the site's to choose."""


class Seen(NamedTuple):
    """What a look goes by: what the walk stood on, what it read, when it ended, and the last whole run."""

    job: Job
    walk: Walk
    shares: dict[str, float]
    now: str
    last: PastRun | None


def with_drift(judgement: Judgement, job: Job, walk: Walk, shares: dict[str, float], now: str) -> Judgement:
    """Return the judgement with what the source's past says to it; one of a walk that is not whole stays as it is.

    Args:
        judgement: how the walk was judged by itself.
        job: what it stood on.
        walk: what was read.
        shares: how many adverts have each field.
        now: the end of the source run, UTC.
    """
    if not judgement.complete:
        return judgement
    last = next((run for run in job.known.history if run.complete), None)
    found = list[Warned]()
    for look in (_home, _count, _past, _fields, _stale):
        with contained(_untold):
            found += look(Seen(job, walk, shares, now, last))
    warnings = (*dict.fromkeys(word for word, _ in found), *judgement.warnings)
    message = " ".join(filter(None, [judgement.message, *(sentence for _, sentence in found)])) or None
    return msgspec.structs.replace(judgement, warnings=warnings, message=message)


def _untold(_: Problem) -> None:
    """A look that fails, by a defect of ours, warns of nothing: the run itself read well."""


def _home(seen: Seen) -> Iterator[Warned]:
    if seen.walk.home is None or seen.last is None:
        return
    key, asked, answered = seen.walk.home
    page = seen.job.known.pages.get(key)
    before = page.url if page is not None else None
    if drift.moved_home(asked, answered, before, warned="moved_home" in seen.last.warnings):
        yield "moved_home", f"The listing now answers at {answered[:LONGEST]}; {asked[:LONGEST]} leads there."


def _count(seen: Seen) -> Iterator[Warned]:
    odd = drift.odd_count(len(seen.walk.found), seen.now, seen.job.known.history)
    if odd is not None:
        yield odd


def _past(seen: Seen) -> Iterator[Warned]:
    days = (_closing_day(seen, found.advert) for found in seen.walk.found.values())
    latest = drift.past_since(days, seen.now)
    if latest is not None:
        yield "all_past", f"Every advert of the listing has closed, the last on {latest}."


def _closing_day(seen: Seen, advert: Advert) -> str | None:
    """Return an advert's closing day as its card says, or as its own page did before."""
    text = advert.closing_text
    if text is None and (stored := seen.job.known.postings.get(advert.source_ref)) is not None:
        text = stored.advert.closing_text
    if text is None:
        return None
    at = read(text, on=datetime.fromisoformat(seen.now).date()).at
    return at and at[:10]


def _fields(seen: Seen) -> Iterator[Warned]:
    for sentence in drift.lost_fields(seen.shares, seen.job.known.history):
        yield drift.LOST, sentence
    if not seen.shares and seen.last is not None and drift.LOST in seen.last.warnings:
        yield drift.LOST, "Nothing was read anew since a field was lost."


def _stale(seen: Seen) -> Iterator[Warned]:
    found = seen.walk.found
    moved = (seen.last and seen.last.adverts) != len(found) or any(map(seen.job.is_news, found.values()))
    since = drift.stale_since(seen.now, seen.job.known.history, moved=moved, adverts=len(found))
    if since:
        yield "stale", f"Nothing has changed since {since}; see whether the site is still in use."
