"""Tribepad: classic council sites, Gro (sitebuilder) sites, and the vendor's XML.

The XML is built from captured files of one tenant (East Sussex, Orbis); both kinds of HTML from descriptions of their
markup by others: unproven on a council's site. All show everything a site has: extent full.

The source's ``url`` is the site's root or "/jobs/search/-1/1" (classic), "/v2/job/search?page=1" (Gro), or the XML's
address. Options, for the XML only, whose answers are numbers of the tenant's own lists:
- ``custom``: which question is what: ["13=Working pattern", "14=Working weeks", "15=Pay grade"].
- ``answers``: what an answer stands for: ["13/16=Full Time", "15/36=ORBIS Blended Grades"].

Traps: bodies escaped twice; salary_from and _to cut to whole pounds beside texts that are true, or holding words or
nothing; an expiry date of zeros; several towns in one field; recruiter_name is a person; a "Partnership" advert's
employer stands in brackets after its title; "(In 5 days)" beside a closing date; icons instead of labels.
"""

from urllib.parse import urlsplit

from scraper.pages import Page, Problem, Request
from scraper.platforms.base import Listing, Options
from scraper.platforms.helpers.urls import host
from scraper.platforms.tribepad import site, vendor
from scraper.records import Advert

VERSION = 1
_HOSTS = ("tribepad.com", "tribepad-gro.com")
_BEGINNING = 400_000
"""Bytes in which the platform's marks stand."""
_SEARCHES = ("/jobs/search", "/v2/job/search")
_MARKS = (b"sitebuilder-job-results-item", b"job-list-title", b"/members/modules/job/detail.php?record=")


def requests(options: Options) -> tuple[Request, ...]:
    """Return the request for the source's own address."""
    return (Request(url=str(options["url"])),)


def listing(page: Page, options: Options) -> Listing:
    """Read one listing page of either HTML, or the XML.

    Raises:
        Problem: undecodable, too_big; not_xml when XML breaks off before its first element.
    """
    return vendor.listing(page, options) if vendor.is_xml(page) else site.listing(page)


def detail(page: Page, advert: Advert) -> Advert:
    """Return the advert with what its own page adds.

    Raises:
        Problem: layout_changed when the page shows no advert.
    """
    return site.detail(page, advert)


def recognise(page: Page) -> bool:
    """Tell whether a page is Tribepad's: its XML, or a page with its marks."""
    if vendor.is_xml(page):
        return vendor.is_feed(page)
    beginning = page.body[:_BEGINNING]
    ours = host(page.url).endswith(_HOSTS)
    if ours and (b"/v2/job/" in beginning or b"/jobs/search/" in beginning):
        return True
    searches = urlsplit(page.url).path.lower().startswith(_SEARCHES)
    marked = any(mark in beginning for mark in _MARKS) or searches
    named = ours or b"tribepad" in beginning.lower()
    return (marked and (named or _MARKS[0] in beginning)) or (named and _is_empty(page))


def _is_empty(page: Page) -> bool:
    """Tell whether a page says that there are no jobs: an empty list carries no other mark of a list."""
    try:
        return site.listing(page).empty
    except Problem:
        return False
