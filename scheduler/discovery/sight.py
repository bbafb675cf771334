"""What one page of a council's site offers: links worth following, ways that a program can't go, and feeds. Pure."""

import re
from collections.abc import Iterator

from msgspec import Struct

from scheduler.discovery.scores import LIKELY, is_file, score
from scheduler.discovery.vendors import vendor_of
from scraper.pages import Page
from scraper.platforms.helpers.markup import Node, Tree, attribute, base_of, parse
from scraper.platforms.helpers.text import tidy
from scraper.platforms.helpers.urls import absolute, canonical

MOST_LINKS = 3_000
"""Links looked at on one page: the fullest council menus have about 500."""
EMBEDDED_SCORE = 9.0
"""A vendor's frame or script on a page about jobs is the list itself."""
_EMBEDDED = "iframe[src], frame[src], script[src], form[action]"
_FEEDS = "link[type*=rss i][href], link[type*=atom i][href]"
_PRESSED = "a:not([href]), a[href^='#'], a[href^='javascript:' i], button, [role=button], [onclick]"
_LONGEST_TEXT = 200
_FEED_PATH = re.compile(r"(?:rss|atom|feed)(?:[/.?_-]|$)", re.IGNORECASE)


class Link(Struct, frozen=True, kw_only=True):
    """A link worth following: what it says and how likely it leads to vacancies."""

    url: str
    text: str
    score: float


class Sight(Struct, frozen=True, kw_only=True):
    """What a page offers.

    Attributes:
        links: worth following, each address once with its best text, in page order.
        embedded: vendors' frames, scripts and forms in it.
        feeds: RSS or Atom it names, with their titles.
        documents: files whose link speaks of vacancies.
        scripted: texts of controls about jobs that lead nowhere without a script.
    """

    links: tuple[Link, ...] = ()
    embedded: tuple[Link, ...] = ()
    feeds: tuple[Link, ...] = ()
    documents: tuple[str, ...] = ()
    scripted: tuple[str, ...] = ()


def look(page: Page) -> Sight:
    """Return what a page offers.

    Raises:
        Problem: undecodable or too_big.
    """
    tree = parse(page)
    base = base_of(tree, page.url)
    links, documents = _links(tree, base, canonical(page.url))
    return Sight(
        links=links,
        embedded=tuple(_embedded(tree, base)),
        feeds=tuple(_feeds(tree, base)),
        documents=documents,
        scripted=tuple(_scripted(tree, {one.text for one in links})),
    )


def label(node: Node) -> str:
    """Return what a link says: its text, else what stands for it (a picture's alt text, aria-label, title)."""
    shown = tidy(node.text())
    if not shown:
        picture = node.css_first("img[alt]")
        shown = attribute(node, "aria-label") or attribute(picture, "alt") or attribute(node, "title")
    return (tidy(shown) or "")[:_LONGEST_TEXT]


def _links(tree: Tree, base: str, here: str) -> tuple[tuple[Link, ...], tuple[str, ...]]:
    best: dict[str, Link] = {}
    documents: dict[str, None] = {}
    for node in tree.css("a[href], area[href]")[:MOST_LINKS]:
        url = absolute(attribute(node, "href"), base)
        if url is None or (attribute(node, "href") or "").startswith("#"):
            continue
        text = label(node)
        weight = score(text, url)
        key = canonical(url)
        if weight < LIKELY or key == here:
            continue
        if is_file(url):
            documents[url] = None
        elif key not in best or best[key].score < weight:
            best[key] = Link(url=url, text=text, score=weight)
    return tuple(best.values()), tuple(documents)


def _embedded(tree: Tree, base: str) -> Iterator[Link]:
    for node in tree.css(_EMBEDDED)[:MOST_LINKS]:
        url = absolute(attribute(node, "src") or attribute(node, "action"), base)
        vendor = vendor_of(url) if url else None
        if url and vendor and vendor.kind == "own":
            yield Link(url=url, text=f"{node.tag} of the page", score=EMBEDDED_SCORE)


def _feeds(tree: Tree, base: str) -> Iterator[Link]:
    anchors = (node for node in tree.css("a[href]")[:MOST_LINKS] if _FEED_PATH.search(attribute(node, "href") or ""))
    for node in (*tree.css(_FEEDS), *anchors):
        url = absolute(attribute(node, "href"), base)
        text = attribute(node, "title") or label(node)
        if url and score(text, url) >= LIKELY:
            yield Link(url=url, text=text, score=score(text, url))


def _scripted(tree: Tree, linked: set[str]) -> Iterator[str]:
    for node in tree.css(_PRESSED)[:MOST_LINKS]:
        text = label(node)
        if score(text, "") >= LIKELY and text not in linked:
            yield text
