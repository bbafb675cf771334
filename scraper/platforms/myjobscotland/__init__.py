"""myjobscotland.gov.uk: the national board of Scotland's councils, as rebuilt in September 2026.

Built from a description of the new result pages; unproven until a real page has gone through it. What was described:
25 cards a page, pages counted from 0, "Showing 1 - 25 of 2173 available jobs". The tags of a card have no labels, so
each is told by what it says; its place is a paragraph or a list behind a summary. TalentLink stands behind the board.
Each council's own page ("/councils/<slug>/jobs") became a shell without adverts: it is never taken as empty.

A source row needs only ``url``, the search (facets are numeric parameters); an empty parameter is left out, since
"keyword=" beside a facet finds nothing. Options: ``detail = false`` leaves the adverts' pages unread. Extent: full.
"""

import re
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from msgspec import structs

from scraper.pages import Page, Problem, Request, Verdict
from scraper.platforms.base import Listing, Options
from scraper.platforms.helpers import schema_org
from scraper.platforms.helpers.identity import distinct
from scraper.platforms.helpers.labels import complete
from scraper.platforms.helpers.markup import parse
from scraper.platforms.helpers.none import says_none
from scraper.platforms.helpers.pagers import following, next_link, stepped, until
from scraper.platforms.helpers.totals import declared_total
from scraper.platforms.helpers.urls import host, id_in, parameter
from scraper.platforms.myjobscotland.cards import ADVERT_ID, read_cards
from scraper.records import Advert

__all__ = ["EXPECTS", "VERSION", "detail", "listing", "recognise", "requests"]

EXPECTS = "html"
VERSION = 1
SITE = "myjobscotland.gov.uk"
PAGE_SIZE = 25
"""Cards on a page of results."""
MARKED_WITHIN = 400_000
"""Bytes searched for the mark of a card."""
_PERIOD = re.compile(r"\b(?:per|an?|hour(?:ly)?|week|month|annum|annual|year(?:ly)?|p\.?[ahw])\b", re.IGNORECASE)
_UNIT = re.compile(r" (HOUR|DAY|WEEK|MONTH|YEAR)$", re.IGNORECASE)


def requests(options: Options) -> tuple[Request, ...]:
    """Return the request for the first page of the search."""
    return (Request(url=_without_empty(str(options["url"]))),)


def _without_empty(url: str) -> str:
    """Return an address without its empty parameters."""
    parts = urlsplit(url)
    return urlunsplit(parts._replace(query=urlencode(parse_qsl(parts.query))))


def listing(page: Page, options: Options) -> Listing:
    """Read one page of results.

    Raises:
        Problem: undecodable or too_big.
    """
    tree = parse(page)
    found = distinct(read_cards(tree, page.url))
    detailed = options.get("detail") is not False
    adverts = tuple(structs.replace(one, detail_url=one.url) for one in found) if detailed else found
    total = declared_total(tree, len(adverts))
    at = parameter(page.url, "page") or "0"
    seen = (int(at) if at.isascii() and at.isdigit() and len(at) < 6 else 0) * PAGE_SIZE + len(adverts)
    more = following(next_link(tree, page.url)) or until(total, seen, stepped(page.url, "page", start=0))
    return Listing(
        adverts=adverts,
        declared_total=total,
        next=tuple(Request(url=_without_empty(one.url)) for one in more) if adverts else (),
        empty=not adverts and not _is_shell(page.url) and says_none(tree),
    )


def _is_shell(url: str) -> bool:
    return "/councils/" in url


def detail(page: Page, advert: Advert) -> Advert:
    """Return the advert with what its JobPosting adds; pay shown without a unit gets the unit that is stated there.

    Raises:
        Problem: layout_changed when the page holds no JobPosting, or is another advert's.
    """
    posting = next(iter(schema_org.postings(parse(page))), None)
    asked, shown = id_in(advert.detail_url, ADVERT_ID), id_in(page.url, ADVERT_ID)
    if posting is None or (asked is not None and asked != shown):
        raise Problem(Verdict.BROKEN, "layout_changed", f"{page.url} does not show the advert {advert.source_ref}")
    told = schema_org.to_advert(posting, page.url)
    unit = _UNIT.search(told.salary_text or "")
    pay = advert.salary_text
    if pay and unit and not _PERIOD.search(pay) and any(map(str.isdigit, pay)):
        advert = structs.replace(advert, salary_text=f"{pay}{unit[0]}")
    return complete(advert, structs.asdict(told))


def recognise(page: Page) -> bool:
    """Tell whether a page is of the board, by its host or by its cards."""
    head = page.body[:MARKED_WITHIN]
    return host(page.url) == SITE or host(page.url).endswith("." + SITE) or b"mjs-card__title" in head
