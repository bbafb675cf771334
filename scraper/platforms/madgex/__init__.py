"""Madgex job boards (WMJobs, Guardian Jobs, many trade boards): RSS first, else cards, a partner's XML, advert pages.

Built from one captured card, three captured RSS items and a captured partner XML, all trimmed by their authors, and
from descriptions of the rest; unproven: a whole live page, the pager, the data layer of an advert's page. The slug of
an advert's address is cosmetic, its number decides. Boards that refuse data centres on their pages kept RSS open, so
``url`` may be any address of the board: what is asked for is its RSS of the same search.

Options:
- ``keywords``: what is searched for.
- ``cards``: true to walk the result pages themselves (20 cards a page), which show all adverts.
- ``detail``: false to leave the adverts' own pages unread.

An RSS search without hits answers 404, never an empty feed: only there is 404 read as "none". Extent: RSS is a window
(it shows the latest of a search), cards and a partner's XML are full.
"""

import re
from urllib.parse import urlsplit, urlunsplit

from msgspec import structs

from scraper.pages import Page, Request
from scraper.platforms.base import Listing, Options
from scraper.platforms.helpers import causes
from scraper.platforms.helpers.feeds import read_feed
from scraper.platforms.helpers.identity import distinct
from scraper.platforms.helpers.markup import parse
from scraper.platforms.helpers.none import says_none
from scraper.platforms.helpers.pagers import following, next_link, stepped, until
from scraper.platforms.helpers.totals import declared_total
from scraper.platforms.helpers.urls import parameter, with_parameters
from scraper.platforms.madgex.advert_pages import detail
from scraper.platforms.madgex.cards import read_cards
from scraper.platforms.madgex.partners import read_partner
from scraper.platforms.madgex.rss import read_entry
from scraper.records import Advert
from scraper.status import check_status

__all__ = ["ACCEPTS", "VERSION", "detail", "listing", "recognise", "requests"]

VERSION = 1
ACCEPTS = frozenset({404})
PAGE_SIZE = 20
"""Cards on a page of results: fixed by the product."""
MARKED_WITHIN = 400_000
"""Bytes searched for marks; a page of 20 cards has some 200,000."""
_RSS = re.compile(r"/jobsrss/?$", re.IGNORECASE)
_PAGE_IN_PATH = re.compile(r"(/jobs/[^/?#]{1,200}/)([0-9]{1,4})/?(?=$|[?#])")
"""The other form of a search: "/jobs/<place>/<page>/"."""
_ROOT = re.compile(
    rb"^\s*(?:\xef\xbb\xbf)?(?:<\?xml[^>]{0,200}>\s*)?<(rss|feed|rdf:RDF|rootnode|Jobs)\b", re.IGNORECASE
)
_FEEDS = (b"rss", b"feed", b"rdf:rdf")
_MARKS = re.compile(
    rb"clientgoogletagmanagerdatalayer|class=[\"'][^\"']{0,100}\blister__(?:item|header|details)|/jobsrss/"
    rb"|powered by madgex|madgexjb\.com|mds-tabs__panel",
    re.IGNORECASE,
)


def requests(options: Options) -> tuple[Request, ...]:
    """Return the request for the board's RSS, or for its first page of results where ``cards`` is set."""
    url = str(options["url"])
    if isinstance(options.get("keywords"), str):
        url = with_parameters(url, keywords=str(options["keywords"]))
    if options.get("cards") is True or _is_rss(url) or urlsplit(url).path.endswith(".xml"):
        return (Request(url=url),)
    parts = urlsplit(url)
    return (Request(url=with_parameters(urlunsplit(parts._replace(path="/jobsrss/", fragment="")), sort="Date")),)


def _is_rss(url: str) -> bool:
    return _RSS.search(url.partition("?")[0]) is not None


def listing(page: Page, options: Options) -> Listing:
    """Read RSS, a partner's XML or a page of cards, whichever the page is.

    Raises:
        Problem: not_xml where RSS was asked for and something else came; http_404 of any other address; challenge;
            undecodable, too_big.
    """
    if page.status == 404 and _is_rss(page.url):
        return _no_hits(page)
    check_status(page)
    root = _ROOT.match(page.body[:2_000])
    if _is_rss(page.url) or (root and root[1].lower() in _FEEDS):
        return _rss(page, options)
    return read_partner(page) if root else _results(page, options)


def _no_hits(page: Page) -> Listing:
    challenged = causes.challenge(page)
    if challenged:
        raise challenged
    return Listing(empty=True, extent="window")


def _rss(page: Page, options: Options) -> Listing:
    feed = read_feed(page)
    adverts = distinct(read_entry(entry) for entry in feed.entries if entry.title)
    return Listing(adverts=_with_pages(adverts, options), empty=feed.empty, extent="window")


def _results(page: Page, options: Options) -> Listing:
    tree = parse(page)
    adverts = distinct(read_cards(tree, page.url))
    total = declared_total(tree, len(adverts))
    number, following_page = _steps(page.url)
    seen = (number - 1) * PAGE_SIZE + len(adverts)
    more = following(next_link(tree, page.url)) or until(total, seen, following_page)
    return Listing(
        adverts=_with_pages(adverts, options),
        declared_total=total,
        next=more if adverts else (),
        empty=not adverts and says_none(tree),
    )


def _steps(url: str) -> tuple[int, str]:
    """Return the number of a page of results and the address of the one after it: in the path or in a parameter."""
    in_path = _PAGE_IN_PATH.search(url)
    if in_path:
        number = int(in_path[2])
        return number, _PAGE_IN_PATH.sub(rf"\g<1>{number + 1}/", url)
    at = parameter(url, "page") or "1"
    return (int(at) if at.isascii() and at.isdigit() and len(at) < 6 else 1), stepped(url, "page")


def _with_pages(adverts: tuple[Advert, ...], options: Options) -> tuple[Advert, ...]:
    if options.get("detail") is False:
        return adverts
    return tuple(structs.replace(advert, detail_url=advert.url) for advert in adverts)


def recognise(page: Page) -> bool:
    """Tell whether a page carries the product's marks: its cards, its data layer, its RSS or a partner's XML."""
    head = page.body[:MARKED_WITHIN]
    root = _ROOT.match(head[:2_000])
    if root and root[1].lower() in _FEEDS:
        return _is_rss(page.url) or b"/jobsrss" in head[:4_000].lower()
    return b"<JobID>" in head and b"<RecruiterName>" in head if root else _MARKS.search(head) is not None
