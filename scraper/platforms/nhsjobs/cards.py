"""Search results: a card each, its values told by their data-test marks. Pure."""

import re
from collections.abc import Iterator

from msgspec import structs

from scraper.pages import Page, Request
from scraper.platforms.base import Extent, Listing
from scraper.platforms.helpers.any_card import adverts_by_links
from scraper.platforms.helpers.identity import distinct
from scraper.platforms.helpers.markup import Node, Tree, base_of, first, first_text, link, parse, shown_lines, text
from scraper.platforms.helpers.none import says_none
from scraper.platforms.helpers.pagers import following, next_link, stepped, until
from scraper.platforms.helpers.text import join, tidy
from scraper.platforms.helpers.totals import declared_total
from scraper.platforms.helpers.urls import id_in, parameter
from scraper.platforms.nhsjobs.common import ID, address
from scraper.records import Advert

_CARD = "[data-test=search-result]"
_TITLES = ("[data-test=search-result-job-title]", "a[href*='/candidate/jobadvert/']")
_PLACE = "[data-test=search-result-location]"
_LABEL = re.compile(r"^[A-Z][a-z]{2,12}(?: [a-z]{2,12}){0,2} ?: ?")


def results(page: Page, extent: Extent) -> Listing:
    """Read one page of search results.

    Raises:
        Problem: undecodable, too_big.
    """
    tree = parse(page)
    base = base_of(tree, page.url)
    cards = [_Card(node) for node in tree.css(_CARD)]
    marked = distinct(advert for card in cards if (advert := _advert(card, base)) is not None)
    adverts = marked or distinct(_unmarked(tree, page.url))
    total = declared_total(tree, len(adverts))
    return Listing(
        adverts=adverts,
        declared_total=total,
        next=_next(tree, page.url, len(adverts), total),
        empty=not adverts and says_none(tree),
        extent=extent,
    )


def _next(tree: Tree, url: str, read: int, total: int | None) -> tuple[Request, ...]:
    """Return the page that the pager leads to; where the page has none, step while the total says there are more."""
    target = next_link(tree, url)
    if target or first(tree, "[class*=pagination i]") is not None:
        return following(target)
    shown = parameter(url, "page") or "1"
    here = int(shown) if shown.isascii() and shown.isdigit() and len(shown) < 7 else 1
    return until(total, here * read, stepped(url, "page"))


def _unmarked(tree: Tree, url: str) -> Iterator[Advert]:
    """Yield the adverts of a page without the marks, by their links."""
    for advert in adverts_by_links(tree, url, lambda target: id_in(target, ID)):
        yield structs.replace(advert, url=address(advert.source_ref), detail_url=address(advert.source_ref))


class _Card:
    """A result's item, and the items after it: those that lie in it without a list of their own close it."""

    def __init__(self, node: Node) -> None:
        self.nodes = [node, *_items_after(node)]

    def first(self, *selectors: str) -> Node | None:
        """Return the first match in the item, else in or among those after it."""
        for selector in selectors:
            for node in self.nodes:
                if found := first(node, selector) or (node if node.css_matches(selector) else None):
                    return found
        return None

    def value(self, name: str) -> str | None:
        """Return what stands after a label such as "Closing date:"; the mark tells it, whatever its element."""
        node = self.first(f"[data-test=search-result-{name}]")
        strong = first_text(node, "strong", "b")
        return strong or tidy(_LABEL.sub("", text(node) or "", count=1))


def _items_after(node: Node) -> Iterator[Node]:
    """Yield the items of fields beside a card, up to the next card."""
    at = node.next
    while at is not None and not (at.is_element_node and at.css_matches(_CARD)):
        if at.is_element_node and at.tag == node.tag:
            yield at
        at = at.next


def _advert(card: _Card, base: str) -> Advert | None:
    title = card.first(*_TITLES)
    ref = id_in(link(title, base), ID)
    shown = text(title)
    if ref is None or shown is None:
        return None
    employer, place = _employer_and_place(card.first(_PLACE))
    return Advert(
        source_ref=ref,
        url=address(ref),
        title=shown,
        recruiter_text=employer,
        location_texts=(place,) if place else (),
        salary_text=card.value("salary"),
        contract_text=join(card.value("jobType"), card.value("workingPattern")),
        posted_text=card.value("publicationDate"),
        closing_text=card.value("closingDate"),
        detail_url=address(ref),
    )


def _employer_and_place(node: Node | None) -> tuple[str | None, str | None]:
    """Return the two lines of a card: the employer, and the place that stands in an element of its own below it."""
    found = shown_lines(node) if node is not None else []
    place = first_text(node, "[class*=location i]")
    if place is None:
        return (found[0] if found else None), (join(*found[1:], by=", ") if found else None)
    before = found[: found.index(place)] if place in found else found[:1]
    return join(*before, by=" "), place
