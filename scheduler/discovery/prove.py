"""Proving a way in: its first page is asked for and read as a run would, and adverts must come of it."""

from collections.abc import Iterable

from msgspec import Struct

from scheduler.discovery.finding import Entry
from scheduler.discovery.scores import LIKELY, score
from scheduler.discovery.visits import Visits
from scraper.normalising import recruiter
from scraper.pages import Page, Problem, Request, Verdict
from scraper.platforms import registry
from scraper.platforms.base import Listing, Options, Platform
from scraper.platforms.helpers.links import looks_like_advert
from scraper.platforms.read import read_detail, read_listing
from scraper.records import Advert
from scraper.reference import authorities

MOST_PAGES = 3
"""From an entry page or a sitemap's index to adverts: no platform needs more."""
GENERIC = frozenset({"jobposting", "feed"})
"""Platforms that are a format, not a product: what reads as theirs must also show that it is about vacancies."""
_FIELDS = ("salary_text", "closing_text", "contract_text", "hours_text")


class Proof(Struct, frozen=True, kw_only=True):
    """A way in that works. ``adverts`` is 0 where the page says that there are none; ``codes`` are the employers'."""

    entry: Entry
    adverts: int
    codes: frozenset[str] = frozenset()


async def prove(entry: Entry, visits: Visits, name: str = "") -> Proof:
    """Read a way in and, where the platform is a mere format, one advert's own page.

    Args:
        entry: what is to be proved.
        visits: the council's allowance.
        name: what the link that led there says.

    Raises:
        Problem: what fetching or reading met; broken, layout_changed where nothing shows that it is about vacancies.
    """
    platform = registry.load(entry.platform)
    options: Options = {**entry.options, "url": entry.url}
    request = platform.requests(options)[0]
    for _ in range(MOST_PAGES):
        page = await visits.page(request)
        listing = read_listing(platform, page, options)
        if listing.adverts or not listing.next:
            break
        request = listing.next[0]
    if entry.platform in GENERIC:
        await _check_generic(entry, platform, page, listing, visits, name)
    elif not listing.adverts and not listing.empty:
        raise unproved(entry.url, "leads to no adverts")
    return Proof(entry=entry, adverts=len(listing.adverts), codes=councils_of(listing.adverts))


async def _check_generic(
    entry: Entry, platform: Platform, page: Page, listing: Listing, visits: Visits, name: str
) -> None:
    """Check that a sitemap, a page or a feed holds vacancies: its own words or an advert's page must say so.

    Raises:
        Problem: when they do not.
    """
    if not listing.adverts:
        raise unproved(entry.url, "shows no advert")
    if entry.platform == "feed":
        named = score(name, entry.url) >= LIKELY
        if not (named and any(map(_has_fields, listing.adverts))):
            raise unproved(entry.url, "is a feed, but nothing in it says that it is of vacancies")
        return
    if platform.recognise(page):
        return
    first = next((advert for advert in listing.adverts if advert.detail_url), None)
    if first is None:
        raise unproved(entry.url, "shows links, but none leads to an advert's own page")
    own = await visits.page(Request(url=first.detail_url or ""))
    if not (read_detail(platform, own, first).title and platform.recognise(own)):
        raise unproved(own.url, "is no advert's page")


def _has_fields(advert: Advert) -> bool:
    told = any(getattr(advert, field) for field in _FIELDS) or bool(advert.location_texts)
    return told or (advert.url is not None and looks_like_advert(advert.url))


def councils_of(adverts: Iterable[Advert]) -> frozenset[str]:
    """Return the codes of the councils that adverts name as their employer; empty where they name none."""
    texts = {advert.recruiter_text for advert in adverts if advert.recruiter_text}
    codes = (recruiter.read(text).code for text in texts)
    found = (authorities.get(code) for code in codes)
    return frozenset(one.code for one in found if one is not None and one.is_council)


def unproved(url: str, why: str) -> Problem:
    """Return the problem of an address that was read and is not what it seemed."""
    return Problem(Verdict.BROKEN, "layout_changed", f"{url} {why}")
