"""Jobtrain: a tenant's cards as one HTML fragment, and a JobPosting on each advert's page.

The source's ``url`` is any page of the tenant (https://www.jobtrain.co.uk/TENANT/, or the employer's own host), or the
fragment's own address (.../Home/_JobCard?...). Which items a card shows is the tenant's choice: they are read by their
labels, else by their class.

Options: none. Extent: full; the fragment says how many match, and is asked on with ``Skip`` while it shows fewer.

Built from a captured fragment of two cards; the detail page from descriptions. Unproven: the old form's detail page
(displayjob.aspx), which is read by its labels.
"""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from msgspec import structs

from scraper.pages import Page, Problem, Request, Verdict
from scraper.platforms import jobposting
from scraper.platforms.base import Listing, Options
from scraper.platforms.helpers.any_card import told
from scraper.platforms.helpers.cards import around
from scraper.platforms.helpers.identity import distinct
from scraper.platforms.helpers.labels import complete, fields, filled, pairs
from scraper.platforms.helpers.markup import Node, Tree, attribute, base_of, first, first_text, inner, link, parse, text
from scraper.platforms.helpers.none import says_none
from scraper.platforms.helpers.placeholders import real_date
from scraper.platforms.helpers.totals import declared_total
from scraper.platforms.helpers.urls import absolute, host, parameter, same_site, with_parameters
from scraper.records import Advert
from scraper.text import decode

VERSION = 1

_LINKS = "a[href*='jobdetail' i], a[href*='displayjob' i]"
_TENANT_PAGE = re.compile(
    r"/(?:Home|Job|vacancies\.aspx|displayjob\.aspx|search\.aspx|default\.aspx)(?:/|$)", re.IGNORECASE
)
_COMMAND = re.compile(
    r"^(?:view|apply|read|more|find out|see|save|share|details|job details|learn)\b.{0,30}$", re.IGNORECASE
)
_ICONS = "i[class*=icon], i[class*=material], span[class*=material-], svg, [aria-hidden=true]"
_NEW = frozenset({"new", "new!"})
_HEADINGS = "h1, h2, h3, h4, h5, [class*=title i]"
_LIGATURE = re.compile(r"[a-z0-9]+(?:_[a-z0-9]+)+")
"""The name by which an icon font draws a picture ("location_on"): no text to a reader."""
_BY_CLASS = {
    "salary": "salary_text",
    "jobreference": "reference",
    "closingdate": "closing_text",
    "department": "category_text",
    "contracttype": "contract_text",
    "employmenttype": "contract_text",
    "hours": "hours_text",
    "postdate": "posted_text",
    "livedate": "posted_text",
    "posteddate": "posted_text",
    "location": "location_texts",
}
_MARKS = re.compile(
    r"=[\"']?(?:/[\w-]+)?/(?:Home/_JobCard|Job/JobDetail\?JobId=\d)|\bjobseekersupport\.jobtrain\.co\.uk",
    re.IGNORECASE,
)
"""Relative: a council's page that links to its tenant is not Jobtrain's."""
_WITHIN = 400_000
"""Characters searched for marks."""


def requests(options: Options) -> tuple[Request, ...]:
    """Return the request for the tenant's cards."""
    url = str(options["url"])
    if _is_fragment(url):
        return (Request(url=url),)
    parts = urlsplit(url)
    path = _TENANT_PAGE.split(parts.path + "/", maxsplit=1)[0].rstrip("/")
    return (Request(url=f"{parts.scheme}://{parts.netloc}{path}/Home/_JobCard?Skip=0&what="),)


def listing(page: Page, options: Options) -> Listing:  # noqa: ARG001 (the contract's signature)
    """Read the fragment of cards; a tenant's page that only names it leads to it.

    Raises:
        Problem: undecodable, too_big.
    """
    tree = parse(page)
    links = [node for node in tree.css(_LINKS) if _id_of(node, page.url)]
    cards = around(links, lambda node: _id_of(node, page.url))
    adverts = distinct(advert for card in cards if (advert := _advert(card, base_of(tree, page.url))) is not None)
    total = _total(tree, len(adverts))
    return Listing(
        adverts=adverts,
        declared_total=total,
        next=_next(tree, page.url, len(adverts), total),
        empty=not adverts and _is_fragment(page.url) and (total == 0 or says_none(tree)),
    )


def detail(page: Page, advert: Advert) -> Advert:
    """Return the advert with its page's JobPosting; title and reference stay as the card printed them.

    Raises:
        Problem: layout_changed when the page shows neither a JobPosting nor labels of an advert.
    """
    tree = parse(page)
    try:
        told = jobposting.detail(page, advert)
    except Problem:
        return _by_labels(tree, page, advert)
    kept = {name: getattr(advert, name) for name in ("title", "reference", "category_text") if getattr(advert, name)}
    return structs.replace(told, **kept)


def recognise(page: Page) -> bool:
    """Tell whether a page is served by Jobtrain."""
    if host(page.url) == "jobtrain.co.uk":
        return True
    try:
        return _MARKS.search(decode(page)[:_WITHIN]) is not None
    except Problem:
        return False


def _is_fragment(url: str) -> bool:
    """Tell the fragment's address; any other page reads "0 jobs" until its script has asked for the fragment."""
    return "_jobcard" in url.lower()


def _id_of(node: Node, base: str) -> str | None:
    target = link(node, base)
    found = parameter(target, "jobid") if target else None
    return found if found and found.isascii() and found.isdigit() else None


def _advert(card: Node, base: str) -> Advert | None:
    links = [node for node in (*card.css(_LINKS), card) if node.tag == "a" and _id_of(node, base)]
    ref = _id_of(links[0], base) if links else None
    url = link(links[0], base) if links else None
    if ref is None or url is None:
        return None
    for node in (*card.css(_ICONS), *_badges(card)):
        node.decompose()
    advert = Advert(
        source_ref=ref, title=_title(card, links), url=_plain_url(url, ref), detail_url=_plain_url(url, ref)
    )
    places = tuple(place for node in card.css(".job-card__location") if (place := _without_ligatures(text(node))))
    known = _items(card)
    known["closing_text"] = real_date(known.get("closing_text"))
    known["posted_text"] = real_date(known.get("posted_text"))
    return complete(structs.replace(advert, location_texts=places), known) if advert.title else None


def _badges(card: Node) -> list[Node]:
    """Return the small "New" beside or within titles: a tag of the listing, no word of the title."""
    return [node for node in card.css("span, em, small, strong, b, sup") if (text(node) or "").lower() in _NEW]


def _title(card: Node, links: list[Node]) -> str | None:
    said = (first_text(node, _HEADINGS) or text(node) for node in links)
    return next((one for one in said if one and not _COMMAND.match(one)), None) or first_text(card, _HEADINGS)


def _plain_url(url: str, ref: str) -> str:
    parts = urlsplit(url)
    name = "jobid" if parts.path.lower().endswith(".aspx") else "JobId"
    return f"{parts.scheme}://{parts.netloc}{parts.path}?{name}={ref}"


def _without_ligatures(shown: str | None) -> str | None:
    return " ".join(word for word in (shown or "").split() if not _LIGATURE.fullmatch(word)) or None


def _items(card: Node) -> dict[str, Any]:
    """Return the fields of a card's items: by label where it is known, else by the item's class."""
    items = card.css("[class*=jobdetailsitem i]")
    if not items:
        return told(card)
    by_label = fields(pair for item in items for pair in pairs(item))
    by_class: dict[str, Any] = dict(found for item in reversed(items) for found in _by_class(item))
    return by_class | by_label


def _by_class(item: Node) -> Iterator[tuple[str, Any]]:
    shown, label = text(item), first_text(item, "strong, b, label")
    value = (shown or "").removeprefix(label or "").strip(" :") if label != shown else shown
    for name in (attribute(item, "class") or "").lower().split():
        field = _BY_CLASS.get(name)
        if field and value:
            yield field, (value,) if field == "location_texts" else value


def _total(tree: Tree, read: int) -> int | None:
    stated = attribute(first(tree, "#totalMatchRecords", "[name=totalMatchRecords]"), "value") or ""
    return int(stated) if stated.isascii() and stated.isdigit() and len(stated) < 8 else declared_total(tree, read)


def _next(tree: Tree, url: str, read: int, total: int | None) -> tuple[Request, ...]:
    if not read:
        named = attribute(first(tree, "[data-request-url*='_JobCard' i]"), "data-request-url")
        target = absolute(named, url)
        if target and same_site(target, url):
            return (Request(url=target),)
        return () if _is_fragment(url) or not _TENANT_PAGE.search(f"{urlsplit(url).path}/") else requests({"url": url})
    skipped = parameter(url, "skip") or "0"
    seen = (int(skipped) if skipped.isascii() and skipped.isdigit() and len(skipped) < 8 else 0) + read
    return (Request(url=with_parameters(url, Skip=seen)),) if total is not None and seen < total else ()


def _by_labels(tree: Tree, page: Page, advert: Advert) -> Advert:
    body = first(
        tree, "#jobdescription", "[class*=jobdescription i]", "[class*=job-description i]", "[id*=description i]"
    )
    told = filled(structs.replace(advert, description=inner(body) or advert.description), pairs(tree))
    if told == advert:
        raise Problem(Verdict.BROKEN, "layout_changed", f"{page.url} shows no advert: look at it in a browser")
    return told
