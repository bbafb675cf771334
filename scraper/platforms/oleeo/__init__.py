"""Oleeo (tal.net, once WCN): the HTML board, the Atom feed of lines, and the structured feed of named values.

The feed of lines is built from a captured feed; the structured feed and the board (a table, or tiles) from
descriptions and other people's samples of them; advert pages from their labels alone: unproven on a council's page.
A board or feed shows everything its board has (extent full); one filtered by words (``ftq``) stops at 50: a window.

The source's ``url`` is ``https://TENANT.tal.net/candidate/jobboard/vacancy/1/adv/`` or its feed
(``.../vacancy/3/feed``, ``.../feed/structured``). Options: none.

Traps: the tenant chooses the labels; "Item not found" is what a field reads that nobody filled; titles are escaped
twice; a "Salary range" of round thousands is a band, not the pay; "Organisation: Schools" names no employer; one advert
stands under several brands; paths carry a token of the visit (xf-...).
"""

from scraper.pages import Page, Request
from scraper.platforms.base import Listing, Options
from scraper.platforms.helpers.urls import host
from scraper.platforms.oleeo import board, feeds
from scraper.records import Advert

VERSION = 1
_HOSTS = ("tal.net", "oleeo.com")
_BEGINNING = 400_000
"""Bytes in which the platform's marks stand."""
_MARKS = (b"candidate-opp-tile", b"search_res details_row", b"/candidate/jobboard/vacancy/", b"/candidate/so/pm/")
_OWN = (b"candidate-opp-tile", b"search_res details_row")
_PATHS = ("/candidate/jobboard/vacancy/", "/candidate/so/pm/")
"""Paths of boards and adverts: an empty board carries no mark but its own address."""


def requests(options: Options) -> tuple[Request, ...]:
    """Return the request for the source's own address."""
    return (Request(url=str(options["url"])),)


def listing(page: Page, options: Options) -> Listing:  # noqa: ARG001 (the contract's)
    """Read one page of the board, or a feed of either kind.

    Raises:
        Problem: undecodable, too_big; not_xml when a feed breaks off before its first element.
    """
    return feeds.listing(page) if feeds.is_xml(page) else board.listing(page)


def detail(page: Page, advert: Advert) -> Advert:
    """Return the advert with what its own page adds.

    Raises:
        Problem: layout_changed when the page shows no advert.
    """
    return board.detail(page, advert)


def recognise(page: Page) -> bool:
    """Tell whether a page is Oleeo's: by host and paths, or by what only its boards and feeds carry."""
    beginning = page.body[:_BEGINNING]
    if feeds.is_xml(page):
        return b"<feed" in beginning and _MARKS[2] in beginning
    named = any(path in page.url for path in _PATHS) or any(mark in beginning for mark in _MARKS)
    ours = host(page.url).endswith(_HOSTS) and named
    return ours or (any(mark in beginning for mark in _OWN) and b"/opp/" in beginning)
