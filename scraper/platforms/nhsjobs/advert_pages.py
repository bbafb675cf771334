"""An advert's own page: its values told by their ids. Pure."""

import re

from msgspec import structs

from scraper.pages import Page, Problem, Verdict
from scraper.platforms.helpers.labels import complete
from scraper.platforms.helpers.markup import Node, Tree, first, parse, text
from scraper.platforms.helpers.text import join, tidy
from scraper.platforms.helpers.urls import id_in
from scraper.platforms.nhsjobs.common import ID
from scraper.records import Advert

_PAY = ("#range_salary", "#fixed_salary", "#negotiable_salary", "p[id$=_salary]")
_OWN = ("#employer_name", "#closing_date", *_PAY)
_REFERENCES = ("#trac-job-reference", "#job_reference_number")
_BODIES = ("job_overview", "job_description", "about_organisation", "job_description_large")
_ADDRESS = re.compile(r"employer_(?:address_line_\d|town|county|postcode)")
_CLOSES = re.compile(r"^the closing date (?:is|was):? ", re.IGNORECASE)
_PARAGRAPHS = frozenset({"p", "ul", "ol"})
_WINS = ("salary_text", "location_texts", "reference", "description")


def read_advert(page: Page, advert: Advert) -> Advert:
    """Return the advert with what its own page adds; pay and places there say more than on a card, so they win.

    Raises:
        Problem: layout_changed when the page shows no advert, or another's.
    """
    tree = parse(page)
    title = _said(tree, "#heading", "h1")
    named = id_in(page.url, ID)
    if title is None or first(tree, *_OWN) is None or named not in {None, advert.source_ref}:
        raise Problem(Verdict.BROKEN, "layout_changed", f"{page.url} does not show this advert: look at it")
    told = {"title": title, **_told(tree, advert.salary_text)}
    wins = {name: told[name] for name in _WINS if told.get(name)}
    if first(tree, "#working_pattern_heading") is not None:
        wins["contract_text"] = told["contract_text"]
    return complete(structs.replace(advert, **wins), told)


def _told(tree: Tree, listed_pay: str | None) -> dict[str, str | tuple[str, ...] | None]:
    """Return an advert page's fields by their ids."""
    closing = tidy(_CLOSES.sub("", _said(tree, "#closing_date") or ""))
    pattern = first(tree, "#working_pattern_heading")
    return {
        "description": _body(tree),
        "recruiter_text": _said(tree, "#employer_name"),
        "location_texts": _places(tree),
        "salary_text": join(_said(tree, *_PAY) or listed_pay, _said(tree, "#payscheme-band")),
        "contract_text": join(
            *(_said(tree, name) for name in ("#contract_type", "#contract_duration")),
            text(_following(pattern)) if pattern is not None else None,
        ),
        "posted_text": _said(tree, "#date_posted"),
        "closing_text": closing if closing and any(map(str.isdigit, closing)) else None,
        "reference": _said(tree, *_REFERENCES),
    }


def _said(tree: Tree, *selectors: str) -> str | None:
    """Return the first text of the first selector that has one: blocks come twice, one of them perhaps empty."""
    return next((shown for one in selectors for node in tree.css(one) if (shown := text(node))), None)


def _following(node: Node) -> Node | None:
    after = node.next
    while after is not None and not after.is_element_node:
        after = after.next
    return after


def _places(tree: Tree) -> tuple[str, ...]:
    """Return each address once: its parts in their order; a part that comes again begins another address."""
    found: list[dict[str, str]] = [{}]
    for node in tree.css("[id^=employer_]"):
        name, shown = node.attributes.get("id") or "", text(node)
        if not _ADDRESS.fullmatch(name):
            continue
        if name in found[-1]:
            found.append({})
        found[-1][name] = shown or ""
    return tuple(dict.fromkeys(place for parts in found if (place := join(*parts.values(), by=", "))))


def _body(tree: Tree) -> str | None:
    """Return the text of the advert as served, part by part."""
    pieces = [piece for name in _BODIES for piece in _part(first(tree, f"#{name}"))]
    return "\n".join(dict.fromkeys(pieces)).strip() or None


def _part(node: Node | None) -> list[str]:
    """Return a part's paragraphs: one within another closes it, so those that follow the marked one are its text."""
    pieces = []
    while node is not None:
        if text(node):
            pieces.append(node.html or "")
        node = _following(node)
        if node is None or node.tag not in _PARAGRAPHS or node.attributes.get("id"):
            break
    return pieces
