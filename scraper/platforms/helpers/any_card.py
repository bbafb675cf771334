"""What a card says of its advert, whatever its theme: labels, columns with heads, and lines that speak for themselves.

A platform reads its own classes first and completes the advert with this, so that a site in another theme loses no
field: a date with its word ("Closes 9 May", "Closing on 09/05/2026"), who published it, pay by its sign.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from scraper.pages import Page
from scraper.platforms.base import Listing
from scraper.platforms.helpers.card_hints import hints
from scraper.platforms.helpers.card_lines import is_button, is_prose
from scraper.platforms.helpers.cards import around, beside
from scraper.platforms.helpers.identity import distinct
from scraper.platforms.helpers.labels import Pair, complete, fields, pairs
from scraper.platforms.helpers.markup import Node, Tree, base_of, first_text, link, parse, shown_lines, text
from scraper.platforms.helpers.pagers import following, next_link
from scraper.platforms.helpers.remembering import Remembered
from scraper.platforms.helpers.totals import declared_total
from scraper.platforms.helpers.urls import canonical
from scraper.records import Advert

HEADINGS = "h1, h2, h3, h4, h5, h6"
FEWEST_CARDS = 2
"""Links to different adverts from which what stands around one is its card."""
MOST_LINES = 40
"""Lines of a card that are looked at; what has more is no card."""
_DATE = r"(?=[^\d]{0,24}\d)(?=.{1,60}$)"
_LEADS = (
    (
        "closing_text",
        re.compile(
            rf"^(?:clos(?:ing|es?)(?: date)?|apply (?:by|before)|expir(?:es|y)|deadline)\b"
            rf"(?: on| at| by)? ?:? *{_DATE}",
            re.IGNORECASE,
        ),
    ),
    ("posted_text", re.compile(rf"^(?:posted|published|advertised|listed)(?: on)? ?:? *{_DATE}", re.IGNORECASE)),
    ("recruiter_text", re.compile(r"^(?:published|posted|advertised) by ?:? *(?=\D{3,120}$)", re.IGNORECASE)),
    (
        "reference",
        re.compile(r"^ref(?:erence)?(?: no)?\.? ?[:#]? ?#? *(?=[A-Z0-9/_-]{0,20}\d[A-Z0-9/_-]{0,20}$)", re.IGNORECASE),
    ),
)
"""What stands before a value without a colon, and what the value has to look like."""
_SIGN = re.compile(r"[£€] ?\d")
_EXTRA = re.compile(
    r"\bbonus|welcome|golden|budget|allowance|grant|discount|voucher|saving|million|\d ?m\b", re.IGNORECASE
)
"""Words beside money that is not the pay."""
_ASIDE = frozenset({"tr", "td", "th", "dd", "dt", "i", "svg", "span", None})
"""Elements whose meaning what stands beside or above them may tell (the head of a column, the text of an icon)."""
PAY_WITHIN = 30
"""Characters of a line in which its pay begins, a grade before it ("Grade 7 - SCP 20 to 24, £32,000") included."""


def headed(row: Node) -> Iterator[Pair]:
    """Yield a table row's cells with the heads of their columns; nothing for any other element."""
    table: Node | None = row if row.tag == "tr" else None
    while table is not None and table.tag != "table":
        table = table.parent
    heads = [text(head) for head in table.css("th")] if table is not None else []
    cells = [cell for cell in row.iter() if cell.tag == "td"] if heads else []
    for head, cell in zip(heads, cells, strict=False):
        shown = text(cell)
        if head and shown and shown != head:
            yield head.rstrip(" :"), shown


def told(card: Node, *more: Node) -> dict[str, Any]:
    """Return the fields that a card says, its title left out: by label or column, else by lines that say themselves.

    Args:
        card: the advert's element.
        more: what follows it and belongs to it (see ``cards.beside``).
    """
    found: dict[str, Any] = {}
    for node in (card, *more):
        found = {**_of(node), **found}
    return found


def _of(card: Node) -> dict[str, Any]:
    if card.tag in _ASIDE:
        return _told(card)
    return _cards.reading(card.html or "", lambda: _told(card))


_cards = Remembered()


def _told(card: Node) -> dict[str, Any]:
    known = fields((*headed(card), *pairs(card)))
    known.pop("title", None)
    title = first_text(card, HEADINGS)
    shown = [line for line in shown_lines(card) if line != title]
    if len(shown) > MOST_LINES:
        return known
    weaker = dict(reversed([*_spoken(shown), *hints(card, shown)]))
    if place := weaker.pop("location_text", None):
        known.setdefault("location_texts", (place,))
    return {**weaker, **known}


def _spoken(shown: Iterable[str]) -> Iterator[tuple[str, str]]:
    for line in shown:
        for field, lead in _LEADS:
            if match := lead.match(line):
                yield field, line[match.end() :]
        if _SIGN.search(line[:PAY_WITHIN]) and not is_prose(line) and not _EXTRA.search(line):
            yield "salary_text", line


def adverts_by_links(tree: Tree, url: str, ref_in: Callable[[str | None], str | None]) -> Iterator[Advert]:
    """Yield the adverts of a listing by its links alone, for pages whose cards carry no mark that is known.

    Args:
        tree: the page.
        url: its address.
        ref_in: an advert's reference in an address; None where the address is no advert's.
    """
    base = base_of(tree, url)
    links = [node for node in tree.css("a[href]") if ref_in(link(node, base))]
    cards = around(links, lambda node: ref_in(link(node, base)))
    after = beside(cards)
    for card in cards:
        own = [node for node in (card, *card.css("a[href]")) if node.tag == "a" and ref_in(link(node, base))]
        titles = (said for node in own if (said := first_text(node, HEADINGS) or text(node)) and not is_button(said))
        title, address = next(titles, None) or first_text(card, HEADINGS), link(own[0], base) if own else None
        ref = ref_in(address)
        if title and address and ref:
            yield complete(Advert(source_ref=ref, url=canonical(address), title=title), told(card, *after[card.mem_id]))


def told_by_links(links: Iterable[tuple[Node, str]], wanted: frozenset[str]) -> dict[str, dict[str, Any]]:
    """Return what the card around each of several links says, by the link's canonical address.

    Of a page with one advert nothing is said: its card would be the whole page.

    Args:
        links: the page's links and where they lead (see ``links.targets_in``).
        wanted: the canonical addresses of adverts.
    """
    if len(wanted) < FEWEST_CARDS:
        return {}
    leading = {node.mem_id: (node, address) for node, target in links if (address := canonical(target)) in wanted}
    found: dict[str, dict[str, Any]] = {}
    cards = around([node for node, _ in leading.values()], lambda node: leading[node.mem_id][1])
    after = beside(cards)
    for card in cards:
        own = (leading[node.mem_id][1] for node in (card, *card.css("a[href]")) if node.mem_id in leading)
        if held := next(own, None):
            found.setdefault(held, told(card, *after[card.mem_id]))
    return found


def listing_by_links(page: Page, ref_in: Callable[[str | None], str | None]) -> Listing | None:
    """Read a page of vacancies for people, as a site has it beside its feed; None when it shows none.

    Raises:
        Problem: undecodable, too_big.
    """
    tree = parse(page)
    adverts = distinct(adverts_by_links(tree, page.url, ref_in))
    total, further = declared_total(tree, len(adverts)), following(next_link(tree, page.url))
    return Listing(adverts=adverts, declared_total=total, next=further) if adverts else None
