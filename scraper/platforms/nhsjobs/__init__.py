"""NHS Jobs: its search results, its XML API, and the advert's own page.

The source's ``url`` is the site (its XML API is asked then), the API (/api/v1/search_xml) or a search
(/candidate/search/results?...). Both are walked in the order of publication, since the default order repeats some
adverts and leaves out others. An advert's id is the one in its address, which both share; its own page adds the whole
text, the pay scheme and band, every place of work and the employer's reference.

Options: none. Extent: full, or window when the address searches (a keyword, a place, an employer).

Built from captured pages (trimmed search results and advert) and from published clients of the API. Unproven: the page
for a search without results, and how an advert with several places is marked up (every address found is read).
"""

import re

from scraper.pages import Page, Problem, Request
from scraper.platforms.base import Extent, Listing, Options
from scraper.platforms.helpers.urls import host, parameter, with_parameters
from scraper.platforms.nhsjobs.advert_pages import read_advert
from scraper.platforms.nhsjobs.api import reply
from scraper.platforms.nhsjobs.cards import results
from scraper.platforms.nhsjobs.common import SITE
from scraper.records import Advert
from scraper.text import decode

VERSION = 1

PAGE_SIZE = 100
"""Adverts a reply of the API: the most that its clients ask for."""

_API = "/api/v1/search_xml"
_ORDER = "publicationDateAsc"
"""New adverts then come last, so that a walk over many pages does not miss those they would push down."""
_SITE_ONLY = re.compile(r"https?://[^/?#]+/?")
_SEARCHES = ("keyword", "location", "employer", "employerCode", "staffGroup", "jobReference", "contractType", "payBand")
_MARKS = re.compile(
    r"data-test=[\"']?search-result|id=[\"']?(?:range_salary|trac-job-reference|employer_name)\b|<nhsJobs\b"
)
_WITHIN = 400_000
"""Characters searched for marks."""


def requests(options: Options) -> tuple[Request, ...]:
    """Return the request for the first page: of the search given, of the API where only the site is."""
    url = str(options["url"])
    if _SITE_ONLY.fullmatch(url):
        url = f"{SITE}{_API}"
    if _API in url:
        url = with_parameters(url, limit=PAGE_SIZE)
    return (Request(url=url if parameter(url, "sort") else with_parameters(url, sort=_ORDER)),)


def listing(page: Page, options: Options) -> Listing:  # noqa: ARG001 (the contract gives every platform both)
    """Read a page of search results, or a reply of the API.

    Raises:
        Problem: not_xml (the API), undecodable, too_big, layout_changed.
    """
    extent: Extent = "window" if any(parameter(page.url, name) for name in _SEARCHES) else "full"
    return reply(page, extent) if _API in page.url else results(page, extent)


def detail(page: Page, advert: Advert) -> Advert:
    """Return the advert with what its own page adds.

    Raises:
        Problem: layout_changed when the page shows no advert, or another's.
    """
    return read_advert(page, advert)


def recognise(page: Page) -> bool:
    """Tell whether a page is of NHS Jobs: by its host and its marks."""
    try:
        return host(page.url).endswith("jobs.nhs.uk") and _MARKS.search(decode(page)[:_WITHIN]) is not None
    except Problem:
        return False
