"""When a detail page is read: when its advert is new, changed on the listing, or due."""

from datetime import timedelta

from scraper.records import Advert
from storage.batch import Known
from storage.marks import mark_of
from storage.stamps import before

DETAIL_DUE = timedelta(days=7)
"""Employers do extend closing dates on the detail page alone; a week finds that before most adverts close, and costs a
site a seventh of its adverts a day, as conditional requests."""


def wants_detail(advert: Advert, listed_hash: str, known: Known, now: str) -> bool:
    """Tell whether this advert's detail page is to be read in this run."""
    if advert.detail_url is None:
        return False
    stored = known.postings.get(advert.source_ref)
    if stored is None or stored.listed_hash != listed_hash or stored.detail_at is None:
        return True
    return is_due(advert, listed_hash, known, now)


def forgets(known: Known, source: str, source_ref: str) -> bool:
    """Tell whether an advert was forgotten for good: the listing may show it still, its own page is never asked for."""
    return bool(known.forgotten) and mark_of(source, source_ref) in known.forgotten


def is_due(advert: Advert, listed_hash: str, known: Known, now: str) -> bool:
    """Tell whether a detail page was read whole before, for this same card, and long enough ago to look again."""
    stored = known.postings.get(advert.source_ref)
    if stored is None or stored.listed_hash != listed_hash or stored.detail_at is None:
        return False
    page = known.pages.get(advert.detail_url or "")
    last = page.fetched_at if page else stored.detail_at
    return last <= before(now, DETAIL_DUE)
