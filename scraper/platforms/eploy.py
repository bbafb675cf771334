"""Eploy: a careers site's own data feed, all vacancies in one reply.

The source's ``url`` is the site, or the feed itself: ``/feeds/datafeed.ashx?Format=xml`` is Eploy's XML (Vacancies of
Items), without ``Format`` it is RSS; both are read. The XML says how many Items it holds; one that it repeats is one.

Options: none. Extent: full.

Built from descriptions of the feed of several councils and universities; no captured feed. Unproven: what RSS carries
beyond title, link and text, and whether every site fills AdvertisingEndDate.
"""

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urljoin

from scraper.pages import Page, Problem, Request
from scraper.platforms import feed
from scraper.platforms.base import Listing, Options
from scraper.platforms.helpers.any_card import listing_by_links
from scraper.platforms.helpers.feeds import FeedEntry, read_feed
from scraper.platforms.helpers.identity import distinct, hashed
from scraper.platforms.helpers.labels import complete, fields, pairs_in, value
from scraper.platforms.helpers.payload import expect_xml, is_called, is_well_formed
from scraper.platforms.helpers.placeholders import real_date
from scraper.platforms.helpers.text import plain
from scraper.platforms.helpers.urls import canonical, host, id_in
from scraper.records import Advert
from scraper.text import decode

VERSION = 1
EXPECTS = "xml"

_ID = r"/vacanc(?:y|ies)/([0-9]+)"
_INTERNAL = re.compile(r" ids?$", re.IGNORECASE)
"""Elements such as PositionID: numbers of Eploy's own tables."""
_MARKS = re.compile(
    r"<Vacancies\b[^>]{0,200}\bCount=|(?:href|src)=[\"']?/feeds/datafeed\.ashx|powered by eploy", re.IGNORECASE
)
_WITHIN = 400_000
"""Characters searched for marks."""


def requests(options: Options) -> tuple[Request, ...]:
    """Return the request for the feed: the address given when it is one, else the site's XML feed."""
    url = str(options["url"])
    return (Request(url=url if "datafeed.ashx" in url.lower() else urljoin(url, "/feeds/datafeed.ashx?Format=xml")),)


def listing(page: Page, options: Options) -> Listing:
    """Read the XML feed, the RSS one, or a page of vacancies.

    Raises:
        Problem: not_xml, undecodable, too_big.
    """
    try:
        root = expect_xml(page)
    except Problem:
        if shown := listing_by_links(page, lambda target: id_in(target, _ID)):
            return shown
        raise
    if not is_called(root, "Vacancies"):
        return feed.listing(page, {"id": _ID, **options})
    found = [advert for entry in read_feed(page).entries if (advert := _advert(entry)).title]
    adverts, total = distinct(found), _count(dict(root.attrib))
    return Listing(
        adverts=adverts,
        declared_total=None if total is None else total - (len(found) - len(adverts)),
        empty=total == 0 and len(root) == 0 and is_well_formed(decode(page)),
    )


def detail(page: Page, advert: Advert) -> Advert:
    """Return the advert with what the JobPosting on its own page adds; no listing asks for one.

    Raises:
        Problem: layout_changed when the page holds none.
    """
    return feed.detail(page, advert)


def recognise(page: Page) -> bool:
    """Tell whether a page is an Eploy feed, or a site that names its feed or its maker."""
    if host(page.url).endswith(".eploy.net") or "/feeds/datafeed.ashx" in page.url.lower():
        return True
    try:
        return _MARKS.search(decode(page)[:_WITHIN]) is not None
    except Problem:
        return False


def _count(attributes: Mapping[Any, Any]) -> int | None:
    stated = next((str(one) for name, one in attributes.items() if str(name).lower() == "count"), "")
    return int(stated) if stated.isascii() and stated.isdigit() and len(stated) < 8 else None


def _advert(entry: FeedEntry) -> Advert:
    pairs = [(label, text) for label, text in entry.pairs if not _INTERNAL.search(label)]
    known = {name: text for name, text in fields(pairs).items() if name != "title"}
    known["posted_text"] = real_date(value(pairs, "Date Posted") or entry.posted or value(pairs, "Date Created"))
    known["closing_text"] = real_date(known.get("closing_text"))
    known["category_text"] = _category(value(pairs, "Position"), value(pairs, "Industry"))
    known = {name: plain(text) if isinstance(text, str) else text for name, text in known.items()}
    advert = Advert(
        source_ref=value(entry.pairs, "Vacancy ID") or id_in(entry.link, _ID) or hashed(entry.title, entry.link),
        url=canonical(entry.link) if entry.link else None,
        title=entry.title,
        description=entry.body,
        summary=plain(entry.blurb),
    )
    return complete(complete(advert, known), fields(pairs_in(entry.body)))


def _category(*texts: str | None) -> str | None:
    """Return the texts joined, one that differs from another in case only once."""
    named = {text.casefold(): text for text in map(plain, reversed(texts)) if text}
    return "; ".join(reversed(named.values())) or None
