"""RSS of any age, Atom, and vendors' XML of items: entries as printed, whatever their namespaces. Pure.

Read by our own bounded XML reader, which keeps what vendors add (elements of their namespaces, the domain of a
category) and what a general feed library cleans away or spends seconds on when it is hostile.
"""

import re
from collections.abc import Iterator

from msgspec import Struct

from scraper.pages import Page, Problem, Verdict
from scraper.platforms.helpers.feed_fields import is_record, vendor_pairs
from scraper.platforms.helpers.payload import (
    Element,
    child,
    child_text,
    expect_xml,
    find_all,
    is_called,
    is_well_formed,
    name_of,
)
from scraper.platforms.helpers.text import plain, tidy
from scraper.platforms.helpers.urls import absolute
from scraper.text import decode

MOST_ENTRIES = 20_000
"""Entries of one feed; the largest known has 700, all of local government under 50,000 adverts."""

_ENTRIES = (("item", "entry"), ("job", "vacancy", "advert"))
"""RSS and Atom first; then vendors' own words."""
_HEAD = frozenset(
    {"title", "link", "description", "language", "copyright", "managingeditor", "webmaster", "pubdate", "ttl", "image"}
    | {"lastbuilddate", "category", "generator", "docs", "cloud", "rating", "skiphours", "skipdays", "textinput"}
    | {"id", "updated", "author", "subtitle", "logo", "icon", "rights", "contributor", "totalresults", "startindex"}
    | {"itemsperpage", "date", "creator", "publisher", "updateperiod", "updatefrequency", "updatebase", "items", "self"}
)
_LISTS = ("jobs", "vacancies", "adverts", "joblist", "vacancylist", "jobfeed", "vacancyfeed", "source")
"""What vendors call a document that holds nothing but adverts."""
_LIST_HEAD = _HEAD | {"publisherurl", "count", "total"}
_LINK_ENDS = ("url", "link", "uri")
_NO_LINK = re.compile(
    r"logo|image|icon|photo|apply|application|company|employer|publisher|video|map|contact|video|social"
)
_BESIDE = frozenset({"channel", "image", "textinput"})


class FeedEntry(Struct, frozen=True, kw_only=True):
    """One entry as printed.

    Attributes:
        id: guid of RSS or id of Atom.
        link: absolute address of the entry's page.
        body: the fullest text it has, as HTML; ``blurb`` is the shorter one where it has two.
        posted: when it was published, as written.
        categories: category texts without a domain.
        pairs: what vendors add, as labels and values: their elements ("Expiry_date" is "Expiry date") and the
            categories that have a domain.
    """

    id: str | None = None
    link: str | None = None
    title: str | None = None
    body: str | None = None
    blurb: str | None = None
    posted: str | None = None
    categories: tuple[str, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()


class Feed(Struct, frozen=True, kw_only=True):
    """A feed's entries.

    Attributes:
        empty: the document is whole, is a feed with its head, and holds nothing else: it has no entries.
        total: how many it says there are (OpenSearch), when it says so.
        next: address of the next page (RFC 5005), when there is one.
    """

    entries: tuple[FeedEntry, ...] = ()
    empty: bool = False
    total: int | None = None
    next: str | None = None


def read_feed(page: Page) -> Feed:
    """Return what a feed page holds.

    Raises:
        Problem: not_xml when it is HTML, JSON or anything else but XML; undecodable; too_big.
    """
    root = expect_xml(page)
    found = next((found for names in _ENTRIES if (found := list(find_all(root, *names)))), [])
    if len(found) > MOST_ENTRIES:
        raise Problem(Verdict.BROKEN, "too_big", f"{page.url} has over {MOST_ENTRIES:,} entries; look at it")
    entries = tuple(_entry(element, page.url) for element in found)
    channel = child(root, "channel") if not is_called(root, "channel", "feed") else root
    head = channel if channel is not None else root
    total = child_text(head, "totalResults") or ""
    return Feed(
        entries=entries,
        empty=not entries and _is_bare(root, head) and is_well_formed(decode(page)),
        total=int(total) if total.isascii() and total.isdigit() and len(total) < 8 else None,
        next=next(
            (absolute(one.get("href"), page.url) for one in find_all(head, "link") if one.get("rel") == "next"), None
        ),
    )


def _is_bare(root: Element, head: Element) -> bool:
    """Tell whether a feed is nothing but its head: an unknown element may be entries that changed their name."""
    names = [name_of(one) for one in head if name_of(one)]
    if root is head and is_called(root, *_LISTS) and set(names) <= _LIST_HEAD:
        return True
    if not is_called(root, "rss", "rdf", "feed") or names.count("title") != 1 or not set(names) <= _HEAD:
        return False
    return root is head or all(name_of(one) in _BESIDE for one in root)


def _entry(element: Element, base: str) -> FeedEntry:
    full = _markup(element, "encoded", "content")
    short = _markup(element, "description", "summary")
    identity = child_text(element, "guid", "id")
    return FeedEntry(
        id=identity,
        link=_link(element, base) or (absolute(identity, base) if identity and "://" in identity else None),
        title=plain(child_text(element, "title")),
        body=full or short,
        blurb=short if full else None,
        posted=child_text(element, "pubDate", "published", "date", "updated"),
        categories=tuple(text for domain, text in _categories(element) if not domain),
        pairs=(*vendor_pairs(element), *((domain, text) for domain, text in _categories(element) if domain)),
    )


def _markup(element: Element, *names: str) -> str | None:
    """Return a body as HTML: escaped text as it is, XHTML and vendor elements as their text, lines kept."""
    for name in names:
        one = child(element, name)
        if one is None:
            continue
        pieces = [one.text or ""]
        for inner in one.iterdescendants():
            if is_called(inner, "br", "p", "li", "div"):
                pieces.append("<br>")
            pieces += [inner.text or "", inner.tail or ""]
        text = "".join(pieces).strip() if len(one) and not is_record(one) else (one.text or "").strip()
        if tidy(text.replace("<br>", " ")):
            return text
    return None


def _link(element: Element, base: str) -> str | None:
    for one in element:
        if is_called(one, "link") and (one.get("rel") or "alternate") == "alternate":
            target = absolute(one.get("href") or tidy(one.text), base)
            if target:
                return target
    named = child_text(element, "advertUrl", "url", "jobUrl") or _other_link(element) or child_text(element, "applyUrl")
    return absolute(named if named is None or "://" in named else f"https://{named}", base)


def _other_link(element: Element) -> str | None:
    """Return the address in an element that is named a link, whatever else the vendor calls it."""
    for one in element:
        name, text = name_of(one), tidy(one.text) or ""
        if name.endswith(_LINK_ENDS) and text.startswith(("http://", "https://")) and not _NO_LINK.search(name):
            return text
    return None


def _categories(element: Element) -> Iterator[tuple[str | None, str]]:
    for one in element:
        text = plain(one.text) or tidy(one.get("label")) or tidy(one.get("term"))
        if is_called(one, "category") and text:
            domain = tidy(one.get("domain"))
            yield (None if domain and "://" in domain else domain), text
