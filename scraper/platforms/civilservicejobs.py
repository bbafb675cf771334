"""Civil Service Jobs (civilservicejobs.service.gov.uk): the results of its search, and an advert's page.

Built from a captured page of results and a captured advert of July 2023. Pages are ISO-8859-1. Since February 2025 the
site asks for a CAPTCHA, which is never worked around: its source is off by default, and what changed since then is not
known. Every link carries a signed session ("SID="), so none is kept and no advert has an address: the reference
number identifies it, and its own page is read only when someone brings it. The pager leads on within one visit: what is
kept of its addresses is the number of the page, which the signed session holds.

A source row needs only ``url``. Extent: full.
"""

import re
from base64 import b64decode
from binascii import Error
from collections.abc import Iterator
from urllib.parse import parse_qs, unquote

from scraper.pages import Page, Problem, Request, SessionRequest, Verdict
from scraper.platforms.base import Listing, Options
from scraper.platforms.helpers.cards import around
from scraper.platforms.helpers.identity import distinct, hashed
from scraper.platforms.helpers.labels import Pair, complete, fields, pairs, value
from scraper.platforms.helpers.markup import Node, Tree, base_of, first, first_text, inner, link, parse, text
from scraper.platforms.helpers.none import says_none
from scraper.platforms.helpers.pagers import following
from scraper.platforms.helpers.text import join
from scraper.platforms.helpers.totals import declared_total
from scraper.platforms.helpers.urls import canonical, host, id_in
from scraper.records import Advert

EXPECTS = "html"
VERSION = 1
MARKED_WITHIN = 400_000
"""Bytes searched for marks; a page of results has 82,000, its cards in the last quarter."""
MOST_DIGITS = 6
"""Of a page's number."""
SITE = "civilservicejobs.service.gov.uk"
_CARD = "[class~=search-results-job-box]"
_BOX = "search-results-job-box-"
_LABELLED = ", ".join(f"[class*={_BOX}{name}]" for name in ("salary", "closing", "refcode"))
_BODY = ("job summary", "job description", "person specification")
_CONTRACT = ("Contract type", "Length of employment", "Working pattern")
_LEAD = re.compile(r"^(?:apply (?:before|by)|clos(?:es|ing date)) ?:? *", re.IGNORECASE)
"""What stands before a closing time on an advert's page."""


def requests(options: Options) -> tuple[Request, ...]:
    """Return the request for the search."""
    return (Request(url=str(options["url"])),)


def listing(page: Page, options: Options) -> Listing:  # noqa: ARG001 (the same for every platform)
    """Read one page of results.

    Raises:
        Problem: undecodable or too_big.
    """
    tree = parse(page)
    marked = distinct(advert for card in tree.css(_CARD) if (advert := _card(card)).title)
    adverts = marked or distinct(advert for card in _unmarked(tree) if (advert := _card(card)).reference)
    return Listing(
        adverts=adverts,
        declared_total=declared_total(tree, len(adverts)),
        next=_within_visit(_next(tree, page.url)) if adverts else (),
        empty=not adverts and says_none(tree),
    )


def _unmarked(tree: Tree) -> list[Node]:
    """Return what holds one title that leads into the visit, on a page of another make."""
    titles = [node for node in tree.css("h2 a, h3 a, h4 a") if "SID=" in (node.attributes.get("href") or "")]
    return around(titles)


def _card(card: Node) -> Advert:
    known = fields(pair for node in card.css(_LABELLED) or [card] for pair in pairs(node))
    title = first_text(card, f"[class*={_BOX}title] a", f"[class*={_BOX}title]", "h2, h3, h4")
    recruiter = first_text(card, f"[class*={_BOX}department]")
    location = first_text(card, f"[class*={_BOX}location]")
    places = (location,) if location else ()
    told = known | {"title": title, "recruiter_text": recruiter, "location_texts": places}
    return complete(Advert(source_ref=known.get("reference") or hashed(title, recruiter, location)), told)


def _next(tree: Tree, url: str) -> str | None:
    """Return the pager's next link: all its pages share one path, so they differ by their signed session alone."""
    links = tree.css("[class*=paging] a[href], a[title*='next search results' i]")
    base = base_of(tree, url)
    return next((link(one, base) for one in links if (text(one) or "").lower().startswith("next")), None)


class _Turned(SessionRequest, frozen=True, kw_only=True):
    """A request for a further page of results, named in the store by that page's number instead of its session."""

    turned_to: str

    def public(self, text: str) -> str:
        """Return the text with the page's number in the session's place."""
        return text.replace(self.session, self.turned_to)


def _within_visit(url: str | None) -> tuple[Request, ...]:
    """Return the request for a further page; without its session where that tells the page's number."""
    session = id_in(url, r"[?&]SID=([^&#]+)")
    number = _page_in(session) if session else None
    if url is None or session is None or number is None:
        return following(url)
    return (_Turned(url=url, session=session, turned_to=f"page-{number}"),)


def _page_in(session: str) -> str | None:
    """Return the number of the page that a session (parameters in base64) leads to."""
    try:
        told = b64decode(unquote(session) + "==", validate=False).decode("ascii", "replace")
        number = parse_qs(told).get("page", [""])[0]
    except (Error, ValueError):
        return None
    return number if number.isascii() and number.isdigit() and len(number) < MOST_DIGITS else None


def detail(page: Page, advert: Advert) -> Advert:
    """Return the advert with what its own page adds.

    Raises:
        Problem: layout_changed when the page is of another advert or of none.
    """
    tree = parse(page)
    found = [*_headed(tree)]
    reference = value(found, "Reference number")
    title = first_text(tree, "[class*=vac_display_title] h1", "h1")
    if not reference or title is None or advert.reference not in (None, reference):
        raise Problem(Verdict.BROKEN, "layout_changed", f"{page.url} does not show the advert {advert.source_ref}")
    told = fields(found) | {
        "title": title,
        "reference": reference,
        "recruiter_text": first_text(tree, "[class*=csr-page-subtitle]"),
        "closing_text": _closing(first_text(tree, "[class*=vac_display_closing_date]")),
        "contract_text": join(*(value(found, name) for name in _CONTRACT)),
        "category_text": join(value(found, "Type of role"), value(found, "Business area")),
        "posts_text": value(found, "Number of jobs available"),
        "location_texts": _places(tree),
        "description": _body(tree),
        "apply_url": _apply(tree, page.url),
    }
    return complete(advert, told)


def _fields(tree: Tree) -> Iterator[tuple[str, list[Node]]]:
    """Yield each heading of an advert's page with the values under it."""
    for node in tree.css("[class~=vac_display_field]"):
        heading = text(first(node, "h3", "h4"))
        if heading:
            yield heading, node.css("[class~=vac_display_field_value]")


def _headed(tree: Tree) -> Iterator[Pair]:
    for heading, nodes in _fields(tree):
        said = join(*map(text, nodes))
        if said and heading.casefold() not in _BODY:
            yield heading, said


def _body(tree: Tree) -> str | None:
    told = {heading.casefold(): nodes for heading, nodes in _fields(tree)}
    return join(*(inner(node) for name in _BODY for node in told.get(name, [])[:1]), by="\n")


def _places(tree: Tree) -> tuple[str, ...]:
    said = text(first(tree, "[id$=section_link_location] + [class~=vac_display_field]"))
    return (said,) if said else ()


def _closing(said: str | None) -> str | None:
    return _LEAD.sub("", said) or None if said else None


def _apply(tree: Tree, url: str) -> str | None:
    """Return where to apply, unless its address is a signed one of this visit."""
    links = (link(one, url) for one in tree.css("a[title^='Apply' i][href]"))
    return next((one for one in links if one and "SID=" not in one and canonical(one) != canonical(url)), None)


def recognise(page: Page) -> bool:
    """Tell whether a page is of the site, by its host or by the marks of its results and adverts."""
    if host(page.url) == SITE:
        return True
    head = page.body[:MARKED_WITHIN]
    return b"search-results-job-box" in head or b"vac_display_field" in head
