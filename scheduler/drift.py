"""Drift of a source against its own history: what vanished, stopped moving, shrank, grew, is over or moved. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import median
from urllib.parse import urlsplit

from scheduler.walk import Walk
from scraper.records import Advert
from storage.batch import PastRun

FIELDS = (
    "salary_text",
    "location_texts",
    "recruiter_text",
    "closing_text",
    "contract_text",
    "hours_text",
    "description",
    "reference",
)
LEAST_ADVERTS = 5
"""Under five adverts a share says nothing: one advert without a salary would be a fifth."""
LEAST_RUNS = 3
"""A habit needs three earlier readings: two may both be odd."""
USUAL_SHARE = 0.5
"""A field that fewer than half the adverts carry comes and goes by itself."""
LOST = "fields_lost"
LOST_BELOW = 0.5
"""Under half its usual share a field is lost by the page, not left out by employers (shares move by 10 to 20%)."""
READ_ANEW = {"ok", "empty", "partial"}
"""Verdicts of a run that read a listing other than the one before."""
STALE_AFTER = timedelta(days=14)
"""The quietest council site with some adverts still changes something in a fortnight."""
STALE_FEW = timedelta(days=28)
"""Of a handful of adverts none need close, and none come, for as long as an advert is usually up."""
STALE_EMPTY = timedelta(days=56)
"""Two months without a vacancy are rare for any council, and not for a small one over a holiday."""
STALE_HABITS = 4
"""Four times its usual pause between changes is no longer its habit."""

USUAL_RUNS = 5
"""How many adverts are usual: the median of five runs, which two odd ones do not move."""
USUAL_FOR = timedelta(days=28)
"""What was usual longer ago is not any more: a level that lasts for four weeks is the new one."""
MANY = 10
"""Under ten adverts, all may close on one Sunday, or a round of posts treble them."""
FEWER = 0.3
MORE = 4.0
"""Adverts stay for weeks, so that a listing hardly halves or doubles from one run to the next by itself."""
LEAST_PAST = 3
PAST_BY = timedelta(days=7)
"""Small sites take down what has closed within days; over a week nobody looks after the listing."""


def fill(walk: Walk) -> dict[str, float]:
    """Return the share (0 to 1) of adverts with each field: "listing.FIELD" for cards, "detail.FIELD" for pages."""
    cards = [found.carded for found in walk.found.values() if found.carded is not None and found.carded.title]
    details = [found.advert for found in walk.found.values() if found.detailed]
    return _shares("listing", cards) | _shares("detail", details)


def _shares(where: str, adverts: Sequence[Advert]) -> dict[str, float]:
    if len(adverts) < LEAST_ADVERTS:
        return {}
    return {
        f"{where}.{field}": round(sum(1 for advert in adverts if getattr(advert, field)) / len(adverts), 3)
        for field in FIELDS
    }


def lost_fields(now: Mapping[str, float], history: Iterable[PastRun]) -> list[str]:
    """Return a sentence for each field whose share fell far below its own median.

    Runs that were warned of it are not what is usual: it is told until the history, of thirty runs, holds no others.
    """
    past = [run.fill for run in history if run.fill and LOST not in run.warnings]
    sentences = []
    for key, share in now.items():
        before = [fills[key] for fills in past if key in fills]
        if len(before) >= LEAST_RUNS and (usual := median(before)) >= USUAL_SHARE and share < usual * LOST_BELOW:
            sentences.append(f"{key.split('.')[1]} is filled in {share:.0%} of adverts, usually {usual:.0%}.")
    return sentences


def odd_count(adverts: int, now: str, history: Iterable[PastRun]) -> tuple[str, str] | None:
    """Return the warning and a sentence when a whole listing has far fewer or more adverts than is usual (0 and up)."""
    usual = [
        run.adverts
        for run in history
        if run.complete and not set(run.warnings) & set(COUNTED) and _at(now) - _at(run.finished_at) <= USUAL_FOR
    ][:USUAL_RUNS]
    if len(usual) < LEAST_RUNS:
        return None
    level = median(usual)
    if level >= MANY and adverts < level * FEWER:
        return COUNTED[0], f"The listing has {adverts} adverts, usually {level:.0f}."
    if adverts > max(level, MANY) * MORE:
        return COUNTED[1], f"The listing has {adverts} adverts, usually {level:.0f}."
    return None


COUNTED = ("fewer_adverts", "more_adverts")


def past_since(closing_days: Iterable[str | None], now: str) -> str | None:
    """Return the latest closing day (YYYY-MM-DD) when every advert is long past its own; None too when one has none.

    The days are asked one by one, until one is not past: of a healthy listing hardly more than the first is read.
    """
    latest, seen = "", 0
    limit = f"{_at(now) - PAST_BY:%Y-%m-%d}"
    for day in closing_days:
        if day is None or day >= limit:
            return None
        latest, seen = max(latest, day), seen + 1
    return latest if seen >= LEAST_PAST else None


def moved_home(asked: str, answered: str, before: str | None, *, warned: bool) -> bool:
    """Tell whether a listing that used to answer at its own address now answers at another.

    Args:
        asked: the address of the source's first request.
        answered: the address that answered it.
        before: the one that answered at the last run, when there was one.
        warned: whether the last whole run was warned of it already.
    """
    if before is None or _place(asked) == _place(answered):
        return False
    return warned or _place(before) == _place(asked)


def _place(url: str) -> tuple[str, str]:
    """Return an address without what names no place: scheme, www., a last slash, case, sessions and queries."""
    parts = urlsplit(url)
    return (parts.hostname or "").removeprefix("www."), parts.path.partition(";")[0].rstrip("/").casefold()


def stale_since(now: str, history: Sequence[PastRun], *, moved: bool, adverts: int = LEAST_ADVERTS) -> str | None:
    """Return since when nothing has changed, when that is long past the source's habit (history newest first)."""
    if moved or not history:
        return None
    changes = [run.finished_at for run in history if _moved(run)]
    since = changes[0] if changes else history[-1].finished_at
    pauses = [(_at(later) - _at(earlier)).total_seconds() for later, earlier in pairwise(changes)]
    habit = timedelta(seconds=median(pauses) if pauses else 0)
    least = STALE_AFTER if adverts >= LEAST_ADVERTS else STALE_FEW if adverts else STALE_EMPTY
    limit = max(least, STALE_HABITS * habit)
    return since if _at(now) - _at(since) > limit else None


def _moved(run: PastRun) -> bool:
    """Tell whether the listing itself moved; a page that was the same or not read closes adverts by the clock alone."""
    return bool(run.new or run.changed or (run.gone and run.verdict in READ_ANEW))


def _at(stamp: str) -> datetime:
    return datetime.fromisoformat(stamp)
