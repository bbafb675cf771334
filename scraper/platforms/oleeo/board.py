"""Oleeo's board, a table or tiles of opportunities, and the page of one."""

from collections.abc import Iterator

from msgspec import structs

from scraper.pages import Page, Problem, Verdict
from scraper.platforms.base import Listing
from scraper.platforms.helpers.cards import around
from scraper.platforms.helpers.identity import distinct
from scraper.platforms.helpers.labels import Pair, complete, pairs
from scraper.platforms.helpers.markup import Node, Tree, attribute, base_of, first, first_text, inner, link, parse, text
from scraper.platforms.helpers.none import says_none
from scraper.platforms.helpers.pagers import following, next_link, stepped
from scraper.platforms.helpers.text import plain
from scraper.platforms.helpers.totals import declared_total
from scraper.platforms.helpers.urls import parameter
from scraper.platforms.oleeo.common import address, extent_of, known, ref_in
from scraper.records import Advert

_COMMANDS = frozenset({"apply", "apply now", "view", "details", "view details", "more", "read more", "share"})
_MAIN = (
    "#candidate_opp_view",
    "[class*=opp-view i]",
    "[class*=opp_detail i]",
    "main",
    "[role=main]",
    "#content",
    "form",
)


def listing(page: Page) -> Listing:
    """Read one page of a board."""
    tree = parse(page)
    links = _links(tree, base_of(tree, page.url))
    adverts = distinct(advert for node, url, card in links if (advert := _advert(node, url, card)))
    total = declared_total(tree, len(adverts))
    return Listing(
        adverts=adverts,
        declared_total=total,
        next=following(_next(tree, page.url, len(adverts), total)),
        empty=not adverts and says_none(tree),
        extent=extent_of(page.url),
    )


def _links(tree: Tree, base: str) -> list[tuple[Node, str, Node]]:
    """Return each opportunity's link that says its title, its address and its card."""
    found = [(node, url) for node in tree.css("a[href*='/opp/']") if (url := link(node, base)) and ref_in(url)]
    refs = {node.mem_id: ref_in(url) for node, url in found}
    cards = {ref_in(link(card, base)): card for card in around([node for node, _ in found], lambda n: refs[n.mem_id])}
    titled: dict[str | None, tuple[Node, str, Node]] = {}
    for node, url in found:
        ref = ref_in(url)
        card = _row(node) or cards.get(ref) or node
        if ref not in titled or (text(titled[ref][0]) or "").casefold() in {"", *_COMMANDS}:
            titled[ref] = (node, url, card)
    return list(titled.values())


def _row(node: Node) -> Node | None:
    at: Node | None = node
    while at is not None and at.tag != "body":
        classes = (at.attributes.get("class") or "").split()
        if at.tag == "tr" or "search_res" in classes or "data-oppid" in at.attributes:
            return at
        at = at.parent
    return None


def _advert(node: Node, url: str, card: Node) -> Advert | None:
    ref = ref_in(url)
    said = plain(text(node))
    named = plain(attribute(card, "data-title"))
    title = named if said is None or said.casefold() in _COMMANDS else said
    if ref is None or title is None:
        return None
    advert = Advert(source_ref=ref, url=address(url), title=title, detail_url=address(url))
    return complete(advert, known(_cells(card) if card.tag == "tr" else pairs(card)))


def _cells(row: Node) -> Iterator[Pair]:
    """Yield the cells of a row with the heads of their columns."""
    table: Node | None = row
    while table is not None and table.tag != "table":
        table = table.parent
    heads = [text(head) for head in table.css("th")] if table is not None else []
    for head, cell in zip(heads, row.css("td"), strict=False):
        shown = text(cell)
        if head and shown and cell.css_first("a[href*='/opp/']") is None:
            yield head.rstrip(" :"), shown


def _next(tree: Tree, url: str, count: int, total: int | None) -> str | None:
    """Return the next page by its link, its token dropped; else by stepping ``start`` until the declared total."""
    found = next_link(tree, url)
    if found:
        return address(found)
    given = parameter(url, "start") or "0"
    start = int(given) if given.isascii() and given.isdigit() and len(given) < 8 else 0
    more = total is not None and count and start + count < total
    return stepped(url, "start", count, 0) if more else None


def detail(page: Page, advert: Advert) -> Advert:
    """Return the advert with what the labels of its page add, and the page's body."""
    tree = parse(page)
    main = first(tree, *_MAIN) or tree.body
    title = first_text(main, "h1", "h2") or first_text(tree, "h1")
    told = known(pairs(main)) if main is not None else {}
    if main is None or title is None or not (told or _is_of(tree, advert)):
        raise Problem(Verdict.BROKEN, "layout_changed", f"{page.url} shows no Oleeo advert: look at the page")
    found = structs.replace(advert, **told, description=inner(main))
    return complete(found, {"title": title, "url": address(page.url)})


def _is_of(tree: Tree, advert: Advert) -> bool:
    """Tell whether a page without known labels names this opportunity's number in a link of its own."""
    return any(ref_in(node.attributes.get("href")) == advert.source_ref for node in tree.css("a[href*='/opp/']"))
