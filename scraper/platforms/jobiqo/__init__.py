"""Jobiqo (Jobs Go Public, LGJobs and trade boards): the Next.js front end's own data, and the cards of older sites.

The data of the front end is built from a captured listing of a trade board; that of an advert's own page and the
cards of older sites from descriptions: unproven on Jobs Go Public itself, which may answer with a challenge.
Jobs Go Public and LGJobs are one index with the same ids. A listing that was searched is a window, else full.

The source's ``url`` is the listing (``https://www.jobsgopublic.com/jobs``). Options:
- ``search``: words to search for.
- ``location``: a place. The board knows it only by its full label, so "London" is asked for as "London, UK".

Traps: jobs stand twice in the data (result and cache) and their path changes, so they are found by shape and once by
id; adverts beside the result are not part of it; amounts read "34206.000000"; several places; the employer may differ
from the account that placed the advert; an advert's page has an empty title; "1 week ago" is no date.
"""

from scraper.pages import Page, Problem, Request, Verdict
from scraper.platforms import jobposting
from scraper.platforms.base import Extent, Listing, Options
from scraper.platforms.helpers.identity import distinct
from scraper.platforms.helpers.markup import Tree, base_of, parse
from scraper.platforms.helpers.none import says_none
from scraper.platforms.helpers.pagers import following, next_link, stepped
from scraper.platforms.helpers.totals import declared_total
from scraper.platforms.helpers.urls import host, parameter, with_parameters
from scraper.platforms.jobiqo import cards, data
from scraper.records import Advert

VERSION = 1
PAGE_SIZE = 25
"""Adverts on a page of Jobs Go Public; asked only where a later page has no link to the next."""
_HOSTS = frozenset({"jobsgopublic.com", "lgjobs.com"})
_SEARCHES = ("search", "search_api_views_fulltext", "geo_location", "keywords", "location")
_MARKS = (b'content="jobiqo"', b"SearchAPIJobResult", b"recruiter-company-profile-job-organization", b"jcl-job-teaser")


def requests(options: Options) -> tuple[Request, ...]:
    """Return the request for the listing, with the search that the options name."""
    url = str(options["url"])
    place = str(options.get("location", "")).strip()
    if options.get("search"):
        url = with_parameters(url, search=str(options["search"]))
    if place:
        url = with_parameters(url, geo_location=place if place.endswith(", UK") else f"{place}, UK")
    return (Request(url=url),)


def listing(page: Page, options: Options) -> Listing:  # noqa: ARG001 (the contract's)
    """Read one page of a listing: by the data the page carries, else by its cards.

    Raises:
        Problem: undecodable, too_big.
    """
    tree = parse(page)
    base = base_of(tree, page.url)
    result = data.result_of(tree)
    adverts = distinct(data.adverts(result, base) or cards.adverts(tree, base))
    total = result.total if result.total is not None else declared_total(tree, len(adverts))
    return Listing(
        adverts=adverts,
        declared_total=total,
        next=following(_next(tree, page.url, len(adverts), total)),
        empty=not adverts and (total == 0 if result.found else says_none(tree)),
        extent=_extent(page.url),
    )


def _extent(url: str) -> Extent:
    return "window" if any(parameter(url, name) for name in _SEARCHES) else "full"


def _next(tree: Tree, url: str, count: int, total: int | None) -> str | None:
    found = next_link(tree, url)
    if found or not count or total is None:
        return found
    given = parameter(url, "page") or "1"
    number = int(given) if given.isascii() and given.isdigit() and len(given) < 6 else 1
    seen = count if number <= 1 else (number - 1) * max(PAGE_SIZE, count) + count
    return stepped(url, "page") if seen < total else None


def detail(page: Page, advert: Advert) -> Advert:
    """Return the advert with what its own page adds: from the page's data, else from its JobPosting.

    Raises:
        Problem: layout_changed when the page holds neither.
    """
    tree = parse(page)
    told = data.one(tree, advert, base_of(tree, page.url))
    if told is not None:
        return told
    try:
        return jobposting.detail(page, advert)
    except Problem as problem:
        if problem.cause != "layout_changed":
            raise
        where = f"{page.url} holds no data of this Jobiqo advert: look at the page"
        raise Problem(Verdict.BROKEN, "layout_changed", where) from None


def recognise(page: Page) -> bool:
    """Tell whether a page is Jobiqo's: by what only its front ends carry, or by host and its data."""
    ours = host(page.url) in _HOSTS and b"__NEXT_DATA__" in page.body
    return ours or any(mark in page.body for mark in _MARKS)
