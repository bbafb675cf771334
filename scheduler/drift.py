"""Drift of a source against its own history: fields that vanished, and listings that stopped moving. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import median

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
LOST_BELOW = 0.5
"""Under half its usual share a field is lost by the page, not left out by employers (shares move by 10 to 20%)."""
READ_ANEW = {"ok", "empty", "partial"}
"""Verdicts of a run that read a listing other than the one before."""
STALE_AFTER = timedelta(days=14)
"""The quietest council site with adverts still changes something in a fortnight."""
STALE_HABITS = 4
"""Four times its usual pause between changes is no longer its habit."""


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
    """Return a sentence for each field whose share fell far below its own median."""
    past = [run.fill for run in history if run.fill]
    sentences = []
    for key, share in now.items():
        before = [fills[key] for fills in past if key in fills]
        if len(before) >= LEAST_RUNS and (usual := median(before)) >= USUAL_SHARE and share < usual * LOST_BELOW:
            sentences.append(f"{key.split('.')[1]} is filled in {share:.0%} of adverts, usually {usual:.0%}.")
    return sentences


def stale_since(now: str, history: Sequence[PastRun], *, moved: bool) -> str | None:
    """Return since when nothing has changed, when that is long past the source's habit (history newest first)."""
    if moved or not history:
        return None
    changes = [run.finished_at for run in history if _moved(run)]
    since = changes[0] if changes else history[-1].finished_at
    pauses = [(_at(later) - _at(earlier)).total_seconds() for later, earlier in pairwise(changes)]
    habit = timedelta(seconds=median(pauses) if pauses else 0)
    limit = max(STALE_AFTER, STALE_HABITS * habit)
    return since if _at(now) - _at(since) > limit else None


def _moved(run: PastRun) -> bool:
    """Tell whether the listing itself moved; a page that was the same or not read closes adverts by the clock alone."""
    return bool(run.new or run.changed or (run.gone and run.verdict in READ_ANEW))


def _at(stamp: str) -> datetime:
    return datetime.fromisoformat(stamp)
