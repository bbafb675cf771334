"""The old HTML pages of TalentLink: a table of postings, and a page of labelled parameters and fields for each."""

import re
from collections.abc import Iterator
from typing import Any

from msgspec import structs

from scraper.pages import Page, Problem, Verdict
from scraper.platforms.base import Listing
from scraper.platforms.helpers.any_card import told
from scraper.platforms.helpers.cards import around
from scraper.platforms.helpers.identity import distinct
from scraper.platforms.helpers.labels import Pair, complete, fields, pairs
from scraper.platforms.helpers.markup import (
    Node,
    Tree,
    attribute,
    base_of,
    first,
    first_text,
    inner,
    link,
    parse_html,
    text,
)
from scraper.platforms.helpers.none import says_none
from scraper.platforms.helpers.pagers import following, next_link
from scraper.platforms.helpers.synonyms import meaning
from scraper.platforms.helpers.totals import declared_total
from scraper.platforms.helpers.urls import canonical, parameter
from scraper.records import Advert
from scraper.text import decode

LONGEST_PROSE_VALUE = 120
"""Characters of a value under a label within the body; what is longer is prose."""

_IDS = ("nPostingTargetID", "nPostingID")
_PART_OF_ADDRESS = frozenset({"component", "id", "npostingid", "npostingtargetid", "lg", "mask"})
"""Parameters that name the advert and how it is shown; the others say where in which search it stood."""
_USUAL = {"th2": "Organisation", "th3": "Location", "th4": "Salary range", "th5": "Closing date"}
"""The columns of the captured listing, for a fragment that comes without its head."""
_IN_BODY = frozenset({"hours_text", "weeks_text", "pattern_text", "closing_text", "interview_text", "starts_text"})
_CODE = re.compile(r" ?\(([A-Z]{1,6}[/_-]?\d{3,8}[A-Za-z0-9/_-]{0,20})\)$")
"""A reference in brackets at the end of a title: letters, then at least three digits ("KS2" and "2026" are none)."""
_NO_PAY = re.compile(r"^[\s0.,-]*(?:[A-Z]{3})?\s*(?:Year|Month|Week|Day|Hour)?$", re.IGNORECASE)


def listing(page: Page) -> Listing:
    """Read one page of a listing."""
    tree = _tree(page)
    base = base_of(tree, page.url)
    heads = {node.attributes.get("id"): text(node) for node in tree.css("th[id]")}
    links = _links(tree)
    cards = {_ref(link(card, base)): card for card in around(links, lambda node: _ref(link(node, base)))}
    adverts = distinct(advert for node in links if (advert := _advert(node, base, heads, cards)))
    further = _next(tree, page.url)
    for pager in tree.css(".Lst-ResNav, .Lst-NavPage, .Lst-NavPagelabel"):
        pager.decompose()  # "1 to 10 / 11 to 20" would declare a total of 11
    return Listing(
        adverts=adverts,
        declared_total=declared_total(tree, len(adverts)),
        next=following(further),
        empty=not adverts and further is None and says_none(tree),
    )


def _tree(page: Page) -> Tree:
    """Return the tree; rows that come without their table get one, or the parser would drop their cells."""
    html = decode(page)
    bare = "<tr" in html[:2_000].lower() and "<table" not in html.lower()
    return parse_html(f"<table>{html}</table>" if bare else html, page.url)


def _links(tree: Tree) -> list[Node]:
    return [node for node in tree.css("a[href*='nPostingTargetID' i], a[href*='nPostingID' i]") if _is_advert(node)]


def _is_advert(node: Node) -> bool:
    href = (node.attributes.get("href") or "").lower()
    return "jdesc" in href or ("apply" not in href and "email" not in href and "file" not in href)


def _ref(url: str | None) -> str | None:
    return next((found for name in _IDS if url and (found := parameter(url, name))), None)


def _advert(node: Node, base: str, heads: dict[str | None, str | None], cards: dict[str | None, Node]) -> Advert | None:
    url = link(node, base)
    ref, title = _ref(url), text(node)
    if not url or not ref or not title:
        return None
    address = _address(url)
    known = _known(node, heads, cards.get(ref, node))
    return complete(Advert(source_ref=ref, url=address, title=title, detail_url=address), known)


def _address(url: str) -> str:
    """Return an advert's address without the search it was found by: its position, page size and order."""
    path, _, query = canonical(url).partition("?")
    kept = [pair for pair in query.split("&") if pair.partition("=")[0].lower() in _PART_OF_ADDRESS]
    return f"{path}?{'&'.join(kept)}"


def _known(node: Node, heads: dict[str | None, str | None], card: Node) -> dict[str, Any]:
    """Return what the row's cells say under the heads of their columns; the card's labels where there is no table."""
    row: Node | None = node
    while row is not None and row.tag != "tr":
        row = row.parent
    known = told(card) if row is None else fields(_headed(row, node, heads))
    known.pop("title", None)
    return known


def _headed(row: Node, own: Node, heads: dict[str | None, str | None]) -> Iterator[Pair]:
    for cell in row.css("td"):
        shown = text(cell)
        column = attribute(cell, "headers")
        label = heads.get(column) if heads else _USUAL.get(column or "")
        if label and shown and not any(found.mem_id == own.mem_id for found in cell.css("a")):
            yield label, shown


def _next(tree: Tree, url: str) -> str | None:
    """Return the page whose number follows this one's, from links that name only ranges; else a "Next" link."""
    here = _number(url) or 1
    targets = (link(node, base_of(tree, url)) for node in tree.css("a[href*='pagenum=' i]"))
    later = {number: one for one in targets if one and (number := _number(one)) and number > here}
    return later[min(later)] if later else next_link(tree, url)


def _number(url: str) -> int | None:
    given = parameter(url, "pagenum") or ""
    return int(given) if given.isascii() and given.isdigit() and len(given) < 6 else None


def detail(page: Page, advert: Advert) -> Advert:
    """Return the advert with what its page adds; pay and closing date of the page win over the row's."""
    tree = _tree(page)
    title = first_text(tree, "#JDText-Title", ".JD-Title", "#JDescContent h3")
    if title is None:
        raise Problem(Verdict.BROKEN, "layout_changed", f"{page.url} shows no TalentLink advert: look at the page")
    known = fields([*_parameters(tree), *_from_body(tree)])
    known.pop("title", None)
    if _NO_PAY.match(known.get("salary_text") or ""):
        known.pop("salary_text", None)
    name, code = _without_code(title, known.get("reference"))
    told = {**known, "reference": code, "description": _body(tree), "apply_url": _apply(tree, page.url)}
    found = structs.replace(advert, **{field: value for field, value in told.items() if value})
    is_same = found.title in (None, title)
    return structs.replace(found, title=name if is_same else found.title, url=found.url or _address(page.url))


def _parameters(tree: Tree) -> Iterator[Pair]:
    """Yield labels and values by the ids that pair them; "Job type" is a trade where a contract type stands beside."""
    labels = {str(node.attributes.get("id")): text(node) for node in tree.css("[id^='JDLabel-']")}
    contract = any("contract" in (label or "").casefold() for label in labels.values())
    values = {str(node.attributes.get("id")): node for node in tree.css("[id^='JDText-']")}
    for name, label in labels.items():
        shown = text(values.get(name.replace("JDLabel-", "JDText-", 1)))
        if label and shown and len(shown) <= LONGEST_PROSE_VALUE:
            is_trade = contract and label.casefold().strip(" :") == "job type"
            yield ("Job category" if is_trade else label.rstrip(" :")), shown
    for name, node in values.items():
        if (
            name.casefold() == "jdtext-salary"
            and name.replace("Text", "Label", 1) not in labels
            and (pay := text(node))
        ):
            yield "Salary", pay
    for node in tree.css("[id^='JD-Param']"):
        yield from _unnamed(node)


def _unnamed(node: Node) -> Iterator[Pair]:
    """Yield the label and value of a parameter whose parts have no ids: two elements, the first one the label."""
    parts = [shown for child in node.iter() if (shown := text(child))]
    if len(parts) == 2 and node.css_first("[id^='JDLabel-']") is None and len(parts[1]) <= LONGEST_PROSE_VALUE:
        yield parts[0].rstrip(" :"), parts[1]


def _from_body(tree: Tree) -> Iterator[Pair]:
    """Yield hours, pattern and dates that stand under their labels within the text."""
    for node in tree.css(".JD-FieldText, [id^='JDText-Field']"):
        for label, shown in pairs(node):
            known = meaning(label)
            if known and known.field in _IN_BODY and len(shown) <= LONGEST_PROSE_VALUE:
                yield label, shown


def _without_code(title: str, reference: str | None) -> tuple[str, str | None]:
    """Return a title without the reference at its end, and the reference."""
    if reference and title.endswith(f"({reference})"):
        return title[: -len(reference) - 2].rstrip() or title, reference
    found = None if reference else _CODE.search(title)
    return (title[: found.start()], found[1]) if found and found.start() else (title, reference)


def _body(tree: Tree) -> str | None:
    parts = [inner(node) for node in tree.css("[id^='JD-Field']")]
    return "\n".join(part for part in parts if part) or inner(first(tree, "#JD-AllFields", "#JDescContent"))


def _apply(tree: Tree, base: str) -> str | None:
    """Return where to apply, without the address of this page that the link carries along."""
    target = link(first(tree, "#JD-ActApply a[href]", "a[href*='apply' i]"), base)
    if target is None:
        return None
    path, _, query = canonical(target).partition("?")
    kept = [pair for pair in query.split("&") if not pair.lower().startswith(("jdescurl=", "respnr="))]
    return f"{path}?{'&'.join(kept)}" if query else path
