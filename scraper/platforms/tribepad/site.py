"""Tribepad's two kinds of HTML: cards whose fields are marked by itemprops, icons or labels."""

import re
from collections.abc import Iterator
from typing import Any

from msgspec import structs

from scraper.pages import Page, Problem, Verdict
from scraper.platforms.base import Listing
from scraper.platforms.helpers.cards import around
from scraper.platforms.helpers.identity import distinct
from scraper.platforms.helpers.labels import complete, fields, pairs
from scraper.platforms.helpers.markup import (
    Node,
    Tree,
    attribute,
    base_of,
    first,
    first_text,
    inner,
    link,
    parse,
    shown_lines,
    text,
)
from scraper.platforms.helpers.none import says_none
from scraper.platforms.helpers.pagers import following, next_link, stepped
from scraper.platforms.helpers.text import tidy
from scraper.platforms.helpers.totals import declared_total
from scraper.platforms.helpers.urls import canonical, id_in, parameter
from scraper.records import Advert

PAGE_SIZE = 10
"""Cards on a page of a Gro site, unless its address says otherwise."""
_IDS = (r"[?&]record=(\d{1,12})", r"/jobs?/job/(?:[^/?#]{0,300}/)?(\d{1,12})(?=[/?#]|$)")
_CARDS = frozenset({"li", "article", "tr"})
_TITLES = (".sitebuilder-job-results-item-title", ".job-list-title", "[itemprop=title]", "h2", "h3", "h4")
_ICONS = {
    "map-marker": "location_text",
    "location-dot": "location_text",
    "wallet": "salary_text",
    "money": "salary_text",
    "sterling": "salary_text",
    "pound": "salary_text",
    "coins": "salary_text",
    "clock": "contract_text",
    "calendar-times": "closing_text",
    "calendar-xmark": "closing_text",
    "calendar-check": "closing_text",
    "tag": "category_text",
    "list-alt": "reference",
    "building": "recruiter_text",
}
"""What stands beside an icon, by the icon's name after "fa-"."""
_PROPERTIES = {
    "address": "location_text",
    "jobLocation": "location_text",
    "employmentType": "contract_text",
    "datePosted": "posted_text",
    "validThrough": "closing_text",
    "baseSalary": "salary_text",
    "hiringOrganization": "recruiter_text",
    "industry": "category_text",
    "occupationalCategory": "category_text",
    "workHours": "hours_text",
}
_APPLY_BY = re.compile(r"^(?:apply by|closes(?: on)?|closing)[:\s]+(.*\d.*)$", re.IGNORECASE)
_LED = re.compile(
    r"^(?:(?:closing(?: date)?|closes(?: on)?|apply by|deadline|location|salary|contract(?: type)?|category) ?: ?"
    r"|(?:job )?ref(?:erence)?(?: (?:number|no\.?))? ?:? (?=\S{0,60}\d))(?=\S)",
    re.IGNORECASE,
)
"""A label that stands beside an icon with its value."""
_RELATIVE = re.compile(r"\s*\([^()]*\)$")
_COUNTRY = re.compile(r",? ?United Kingdom \(Incl\.? Northern Ireland\)$", re.IGNORECASE)
_BODIES = ("section.job-details-section", "#job-advert-wrapper", "[itemprop=description]", "[class*=job-description i]")
_PAGE = re.compile(r"(/jobs/search/-?\d+/)(\d{1,5})(?=[/?#]|$)")


def listing(page: Page) -> Listing:
    """Read one page of a listing."""
    tree = parse(page)
    base = base_of(tree, page.url)
    adverts = distinct(advert for card, url in _cards(tree, base) if (advert := _advert(card, url)))
    total = declared_total(tree, len(adverts))
    return Listing(
        adverts=adverts,
        declared_total=total,
        next=following(_next(tree, page.url, len(adverts), total)),
        empty=not adverts and says_none(tree),
    )


def _cards(tree: Tree, base: str) -> list[tuple[Node, str]]:
    """Return each advert's card and address: the item around its links, else the largest element that is its alone."""
    found: list[tuple[Node, str, str]] = []
    for node in tree.css("a[href*='record=' i], a[href*='/job/' i]"):
        url = link(node, base)
        ref = id_in(url, *_IDS)
        if url and ref:
            found.append((node, url, ref))
    refs = {node.mem_id: ref for node, _, ref in found}
    alone = around([node for node, *_ in found], lambda node: refs[node.mem_id])
    cards: dict[str, tuple[Node, str]] = {}
    for node, url, ref in found:
        item = _item(node) or next((card for card in alone if _holds(card, node)), node)
        cards.setdefault(ref, (item, url))
    return list(cards.values())


def _item(node: Node) -> Node | None:
    at: Node | None = node
    while at is not None and at.tag != "body":
        classes = (at.attributes.get("class") or "").split()
        if at.tag in _CARDS or "sitebuilder-job-results-item" in classes:
            return at
        at = at.parent
    return None


def _holds(card: Node, node: Node) -> bool:
    at: Node | None = node
    while at is not None:
        if at.mem_id == card.mem_id:
            return True
        at = at.parent
    return False


def _advert(card: Node, url: str) -> Advert | None:
    ref = id_in(url, *_IDS)
    title = first_text(card, *_TITLES) or text(first(card, "a[href]"))
    if ref is None or title is None:
        return None
    advert = Advert(source_ref=ref, url=canonical(url), title=title, detail_url=canonical(url))
    return complete(advert, _known(card))


def _known(node: Node) -> dict[str, Any]:
    """Return the fields of a card or page: by itemprops, then icons, then labels."""
    known = {**fields(pairs(node)), **dict(_beside_icons(node)), **dict(_properties(node))}
    known.pop("title", None)
    by = next((found[1] for line in shown_lines(node) if (found := _APPLY_BY.match(line))), None)
    closing = known.get("closing_text") or by
    place = _COUNTRY.sub("", str(known.pop("location_text", "")))
    return {
        **known,
        "closing_text": _RELATIVE.sub("", closing) if closing else None,
        **({"location_texts": (place,)} if place else {}),
    }


def _properties(node: Node) -> Iterator[tuple[str, str]]:
    seen: set[str] = set()
    for one in node.css("[itemprop]"):
        field = _PROPERTIES.get(one.attributes.get("itemprop") or "")
        value = text(one) or attribute(one, "content") or attribute(one, "datetime")
        if field and value and field not in seen:
            seen.add(field)
            yield field, value


def _beside_icons(node: Node) -> Iterator[tuple[str, str]]:
    seen: set[str] = set()
    for icon in node.css("i[class*='fa-'], span[class*='fa-'], svg[class*='fa-']"):
        names = (icon.attributes.get("class") or "").split()
        field = next((_ICONS[key] for name in names for key in _ICONS if name.startswith(f"fa-{key}")), None)
        value = _after(icon) if field and field not in seen else None
        if field and value:
            seen.add(field)
            yield field, _LED.sub("", value)


def _after(icon: Node) -> str | None:
    """Return the text after an icon, up to the next one; of the element around it where it stands alone in that."""
    parts = []
    at = icon.next
    while at is not None and not (at.is_element_node and (at.tag == "i" or at.css_first("i[class*='fa-']"))):
        parts.append((at.text_content if at.is_text_node else text(at)) or "")
        at = at.next
    found = tidy(" ".join(parts))
    parent = icon.parent
    if found is None and parent is not None and parent.tag in {"span", "i"} and text(parent) is None:
        return _after(parent)
    return found


def _next(tree: Tree, url: str, count: int, total: int | None) -> str | None:
    found = next_link(tree, url)
    if found or not count:
        return found
    classic = _classic_next(tree, url)
    if classic or _PAGE.search(url):
        return classic
    shown = parameter(url, "records_per_page") or ""
    size = int(shown) if shown.isascii() and shown.isdigit() and 0 < len(shown) < 5 else PAGE_SIZE
    given = parameter(url, "page") or "1"
    number = int(given) if given.isascii() and given.isdigit() and len(given) < 6 else 1
    is_gro = "/v2/" in url or parameter(url, "page") is not None
    more = total is not None and (number - 1) * max(size, count if number == 1 else size) + count < total
    return stepped(url, "page") if is_gro and more else None


def _classic_next(tree: Tree, url: str) -> str | None:
    """Return the page numbered one more than this one, where the pager names it; a site's root is its page 1."""
    at = _PAGE.search(url)
    wanted = str(int(at[2]) + 1) if at else "2"
    for node in tree.css("a[href*='/jobs/search/']"):
        target = link(node, url)
        found = _PAGE.search(target or "")
        if found and found[2] == wanted and (at is None or found[1] == at[1]):
            return target
    return None


def detail(page: Page, advert: Advert) -> Advert:
    """Return the advert with what its page adds; what the card gave stays where the page is silent."""
    tree = parse(page)
    body = first(tree, *_BODIES)
    title = first_text(tree, "[itemprop=title]", "h1")
    if body is None or title is None or tree.body is None:
        raise Problem(Verdict.BROKEN, "layout_changed", f"{page.url} shows no Tribepad advert: look at the page")
    told = {**_known(tree.body), "description": inner(body)}
    found = structs.replace(advert, **{field: value for field, value in told.items() if value})
    return complete(found, {"title": title, "url": canonical(page.url)})
