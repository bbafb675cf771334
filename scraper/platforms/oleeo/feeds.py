"""Oleeo's Atom feeds: lines of "Label:value", or spans that name their values."""

from collections.abc import Iterator
from html import escape

from scraper.pages import Page
from scraper.platforms.base import Listing
from scraper.platforms.helpers.feeds import FeedEntry, read_feed
from scraper.platforms.helpers.identity import distinct
from scraper.platforms.helpers.labels import Pair, complete, pairs_in, value
from scraper.platforms.helpers.pagers import following
from scraper.platforms.helpers.payload import Element, expect_xml, find_all, name_of
from scraper.platforms.helpers.text import plain
from scraper.platforms.helpers.urls import absolute
from scraper.platforms.oleeo.common import UNFILLED, address, extent_of, known, ref_in
from scraper.records import Advert

_BODIES = ("job description", "job description additional information", "job summary", "additional information")
LONGEST_VALUE = 300
"""Characters of a value; longer ones are texts of their own."""


def is_xml(page: Page) -> bool:
    """Tell whether a page is a feed rather than HTML."""
    beginning = page.body[:600].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return beginning.startswith((b"<?xml", b"<feed", b"<rss")) and b"<html" not in beginning


def listing(page: Page) -> Listing:
    """Read a feed, each opportunity once."""
    feed = read_feed(page)
    named = [list(_named(entry)) for entry in find_all(expect_xml(page), "item", "entry")]
    adverts = distinct(
        advert
        for entry, values in zip(feed.entries, named, strict=False)
        if (advert := _advert(entry, values, page.url))
    )
    return Listing(
        adverts=adverts,
        declared_total=feed.total,
        next=following(feed.next),
        empty=feed.empty,
        extent=extent_of(page.url),
    )


def _advert(entry: FeedEntry, values: list[Pair], base: str) -> Advert | None:
    url = entry.link or absolute(entry.id, base)
    ref = ref_in(url) or ref_in(entry.id)
    if url is None or ref is None or entry.title is None:
        return None
    short = [(label, text) for label, body in values if (text := plain(body)) and len(text) <= LONGEST_VALUE]
    body = "\n".join(one for name in _BODIES if (one := value(values, name)) and plain(one) != "Item not found")
    told = known(short or pairs_in(entry.body))
    apply = absolute(value(short, "application url"), base) if _is_url(value(short, "application url")) else None
    advert = Advert(
        source_ref=ref,
        url=address(url),
        title=entry.title,
        description=body or None,
        posted_text=entry.posted,
        apply_url=apply,
        detail_url=None if body else address(url),
    )
    return complete(advert, told)


def _is_url(text: str | None) -> bool:
    return text is not None and text.casefold() != UNFILLED and "://" in text and " " not in text


def _named(entry: Element) -> Iterator[Pair]:
    """Yield the values that spans name, as HTML; "salary_range" is a "salary range"."""
    for span in find_all(entry, "span"):
        name = span.get("itemprop")
        if name:
            yield name.replace("_", " ").strip().lower(), _inner(span)


def _inner(element: Element) -> str:
    """Return an element's inside as HTML, attributes left out but links. XML is never deeper than 200."""
    parts = [escape(element.text or "", quote=False)]
    for one in element:
        name = name_of(one)
        href = f' href="{escape(one.get("href") or "")}"' if name == "a" and one.get("href") else ""
        parts.append(f"<{name}{href}>{_inner(one)}</{name}>" if name != "br" else "<br>")
        parts.append(escape(one.tail or "", quote=False))
    return "".join(parts).strip()
