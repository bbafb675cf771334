"""EngageATS (Havas, of the "webrecruit" family): the feed of custom vacancies, as schools and trusts publish it.

The source's ``url`` is the site, or its feed ``/CustomVacanciesFeed.ashx``: RSS whose fields stand in categories with a
domain ("Location", "Contract Type") and in elements of the vendor's namespace. Links to its HTML pages may be signed
(LoginV2.aspx?enc=...): those are never stored; the advert's address is then made of its guid.

Options: none. Extent: full.

Built from code that read one trust's feed, and a description; no captured feed. Unproven: what council sites name
their domains, which are therefore read by what their labels mean.
"""

import re
from urllib.parse import urljoin

from scraper.pages import Page, Problem, Request
from scraper.platforms import feed
from scraper.platforms.base import Listing, Options
from scraper.platforms.helpers.feeds import FeedEntry, read_feed
from scraper.platforms.helpers.identity import distinct, hashed
from scraper.platforms.helpers.labels import complete, fields, pairs_in, value
from scraper.platforms.helpers.pagers import following
from scraper.platforms.helpers.placeholders import real_date
from scraper.platforms.helpers.text import join, plain
from scraper.platforms.helpers.urls import absolute, canonical, host, id_in, parameter
from scraper.records import Advert
from scraper.text import decode

VERSION = 1
EXPECTS = "xml"

_ID = r"/Vacancies/[A-Z]/[0-9]+/[0-9]+/([0-9]+)(?:/|$)"
_MARKS = re.compile(r"xmlns:engats\b|(?:href|src)=[\"']?/CustomVacanciesFeed\.ashx", re.IGNORECASE)
_WITHIN = 400_000
"""Characters searched for marks."""


def requests(options: Options) -> tuple[Request, ...]:
    """Return the request for the feed: the address given when it is one, else the site's."""
    url = str(options["url"])
    return (Request(url=url if ".ashx" in url.lower() else urljoin(url, "/CustomVacanciesFeed.ashx")),)


def listing(page: Page, options: Options) -> Listing:  # noqa: ARG001 (the contract's signature)
    """Read the feed, each vacancy once.

    Raises:
        Problem: not_xml, undecodable, too_big.
    """
    found = read_feed(page)
    adverts = distinct(advert for entry in found.entries if (advert := _advert(entry, page.url)).title)
    return Listing(adverts=adverts, declared_total=found.total, next=following(found.next), empty=found.empty)


def detail(page: Page, advert: Advert) -> Advert:
    """Return the advert with what the JobPosting on its own page adds; no listing asks for one.

    Raises:
        Problem: layout_changed when the page holds none.
    """
    return feed.detail(page, advert)


def recognise(page: Page) -> bool:
    """Tell whether a page is served by EngageATS, or is its feed."""
    if host(page.url).endswith(".engageats.co.uk"):
        return True
    try:
        return _MARKS.search(decode(page)[:_WITHIN]) is not None
    except Problem:
        return False


def _advert(entry: FeedEntry, base: str) -> Advert:
    own_id = value(entry.pairs, "Vacancy ID")
    pairs = [(label, text) for label, text in entry.pairs if label.casefold() != "vacancy id"]
    known = fields(pairs)
    title = entry.title or known.get("title")
    url = _address(entry, base)
    body = value(pairs, "Advert text") or entry.body
    advert = Advert(
        source_ref=own_id or id_in(entry.id, _ID) or id_in(entry.link, _ID) or hashed(title, url),
        url=url,
        title=title,
        description=body,
        summary=plain(entry.blurb if body == entry.body else entry.body),
        posted_text=real_date(known.pop("posted_text", None) or entry.posted),
        closing_text=real_date(known.pop("closing_text", None)),
        category_text=known.pop("category_text", None) or join(*entry.categories),
    )
    return complete(complete(advert, known), fields(pairs_in(body)))


def _address(entry: FeedEntry, base: str) -> str | None:
    """Return the advert's own address, never a signed one."""
    for href in (entry.link, entry.id):
        url = absolute(href, base) if href and ("/" in href) else None
        if url and not parameter(url, "enc"):
            return canonical(url)
    return None
