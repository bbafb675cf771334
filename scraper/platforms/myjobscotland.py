"""myjobscotland.gov.uk: the national board of Scotland's councils, as rebuilt in September 2026.

Built from a description of the new result pages; unproven until a real page has gone through it. What was described:
25 cards a page, pages counted from 0, "Showing 1 - 25 of 2173 available jobs". The tags of a card have no labels, so
each is told by what it says; its place is a paragraph or a list behind a summary. TalentLink stands behind the board.
Each council's own page ("/councils/<slug>/jobs") became a shell without adverts: it is never taken as empty.

A source row needs only ``url``, the search (facets are numeric parameters); an empty parameter is left out, since
"keyword=" beside a facet finds nothing. Options: ``detail = false`` leaves the adverts' pages unread. Extent: full.
"""

import re
from collections.abc import Sequence
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from msgspec import structs

from scraper.pages import Page, Problem, Request, Verdict
from scraper.platforms.base import Listing, Options
from scraper.platforms.helpers import schema_org
from scraper.platforms.helpers.blocks import lines
from scraper.platforms.helpers.card_lines import is_tag, looks_like_pay
from scraper.platforms.helpers.cards import around
from scraper.platforms.helpers.identity import distinct
from scraper.platforms.helpers.labels import complete
from scraper.platforms.helpers.markup import Node, Tree, attribute, base_of, first, first_text, link, parse, text
from scraper.platforms.helpers.none import says_none
from scraper.platforms.helpers.pagers import following, next_link, stepped, until
from scraper.platforms.helpers.synonyms import UNSET
from scraper.platforms.helpers.text import join
from scraper.platforms.helpers.totals import declared_total
from scraper.platforms.helpers.urls import canonical, host, id_in, parameter
from scraper.records import Advert

EXPECTS = "html"
VERSION = 1
SITE = "myjobscotland.gov.uk"
PAGE_SIZE = 25
"""Cards on a page of results."""
MARKED_WITHIN = 400_000
"""Bytes searched for the mark of a card."""
_LINKS = "a[href*='/jobs/']"
_ADVERT = r"/jobs/(?:[^/?#]{1,300}-)?([0-9]{3,12})/?(?:[?#]|$)"
_CLOSING = re.compile(r"^(?:closing|closes)(?: on| date)? ?:? *", re.IGNORECASE)
_PUBLISHED = re.compile(r"^published by ?:? *", re.IGNORECASE)
_REFERENCE = re.compile(r"^ref(?:erence)?\.? ?:? ?# ?", re.IGNORECASE)
_DATED = re.compile(r"\d{1,2}/\d{1,2}/\d{4}")
_APPLY = re.compile(r"^apply\b", re.IGNORECASE)
_FOR_SCREEN_READERS = re.compile(r" ?\bfor the job [\"“].{0,300}$", re.IGNORECASE)
_PERIOD = re.compile(r"\b(?:per|an?|hour(?:ly)?|week|month|annum|annual|year(?:ly)?|p\.?[ahw])\b", re.IGNORECASE)
_HOURS = re.compile(r"\bhours?\b(?!ly)", re.IGNORECASE)
_CONTRACT = re.compile(
    r"permanent|temporary|fixed|casual|secondment|apprentice|\bterm\b|\btime\b|contract|sessional|supply|relief|volunt"
    r"|months?\b|modern|graduate|intern",
    re.IGNORECASE,
)
"""Words of contracts, which may also say "up to" as pay does."""
_UNIT = re.compile(r" (HOUR|DAY|WEEK|MONTH|YEAR)$", re.IGNORECASE)


def requests(options: Options) -> tuple[Request, ...]:
    """Return the request for the first page of the search."""
    return (Request(url=_without_empty(str(options["url"]))),)


def _without_empty(url: str) -> str:
    """Return an address without its empty parameters."""
    parts = urlsplit(url)
    return urlunsplit(parts._replace(query=urlencode(parse_qsl(parts.query))))


def listing(page: Page, options: Options) -> Listing:
    """Read one page of results.

    Raises:
        Problem: undecodable or too_big.
    """
    tree = parse(page)
    adverts = distinct(_cards(tree, page.url, detailed=options.get("detail") is not False))
    total = declared_total(tree, len(adverts))
    at = parameter(page.url, "page") or "0"
    seen = (int(at) if at.isascii() and at.isdigit() and len(at) < 6 else 0) * PAGE_SIZE + len(adverts)
    more = following(next_link(tree, page.url)) or until(total, seen, stepped(page.url, "page", start=0))
    return Listing(
        adverts=adverts,
        declared_total=total,
        next=tuple(Request(url=_without_empty(one.url)) for one in more) if adverts else (),
        empty=not adverts and not _is_shell(page.url) and says_none(tree),
    )


def _is_shell(url: str) -> bool:
    return "/councils/" in url


def _cards(tree: Tree, url: str, *, detailed: bool) -> list[Advert]:
    base = base_of(tree, url)
    cards = [card for card in tree.css("[class~=mjs-card]") if _links(card, base)]
    linked = [node for node in tree.css(_LINKS) if id_in(link(node, base), _ADVERT)]
    found = cards or around(linked, lambda node: id_in(link(node, base), _ADVERT))
    adverts = [_card(card, base) for card in found]
    return [structs.replace(one, detail_url=one.url) if detailed else one for one in adverts if one.title]


def _links(card: Node, base: str) -> list[Node]:
    return [node for node in card.css(_LINKS) if id_in(link(node, base), _ADVERT)]


def _shown(node: Node | None) -> str | None:
    """Return what a person sees of a node: words for screen readers are left out."""
    said = None if node is None else " ".join(lines(node))
    return _FOR_SCREEN_READERS.sub("", said) or None if said else None


def _card(card: Node, base: str) -> Advert:
    titles = (said for node in _links(card, base) if (said := _shown(node)) and not _APPLY.match(said))
    url = canonical(link(_links(card, base)[0], base) or base)
    spans = [said for node in card.css("span") if (said := text(node))]
    advert = Advert(
        source_ref=id_in(url, _ADVERT) or url,
        url=url,
        title=_shown(first(card, "[class*=card__title] a")) or next(titles, None),
        apply_url=next((link(node, base) for node in card.css("a[href]") if _APPLY.match(_shown(node) or "")), None),
        reference=_after(_REFERENCE, spans),
        recruiter_text=_after(_PUBLISHED, spans),
        location_texts=_places(card),
        posted_text=next((one for node in card.css("[title]") if (one := _dated_title(node))), None),
    )
    return complete(advert, _told(card))


def _after(lead: re.Pattern[str], texts: Sequence[str]) -> str | None:
    return next((said for one in texts if lead.match(one) and (said := lead.sub("", one))), None)


def _dated_title(node: Node) -> str | None:
    """Return the date in a title: what is shown there is an age."""
    said = attribute(node, "title")
    return said if said and _DATED.match(said) else None


def _places(card: Node) -> tuple[str, ...]:
    """Return the place of a card, or each of a list behind a summary ("3 locations"), which itself is none."""
    listed = [said for node in card.css("[class*=card__description] li") if (said := text(node))]
    place = first_text(card, "[class*=card__description] p")
    return tuple(dict.fromkeys(listed)) or ((place,) if place else ())


def _told(card: Node) -> dict[str, str | None]:
    """Return what the tags say. They have no labels: the closing date has its words, pay its sign or its words."""
    nodes = card.css("[class*=mjs-tag__secondary]") or card.css("[class*=card__tags] > span")
    tags = [said for node in nodes if (said := _shown(node)) and not is_tag(said) and said.casefold() not in UNSET]
    closing = next((tag for tag in tags if _CLOSING.match(tag)), None)
    hours = next((tag for tag in tags if _HOURS.search(tag) and "£" not in tag), None)
    rest = [tag for tag in tags if tag not in (closing, hours)]
    pay = next((tag for tag in rest if "£" in tag), None) or next((tag for tag in rest if _is_pay(tag)), None)
    return {
        "closing_text": _CLOSING.sub("", closing) if closing else None,
        "hours_text": hours,
        "salary_text": pay,
        "contract_text": join(*(tag for tag in rest if tag != pay)),
    }


def _is_pay(tag: str) -> bool:
    return looks_like_pay(tag) and not _CONTRACT.search(tag)


def detail(page: Page, advert: Advert) -> Advert:
    """Return the advert with what its JobPosting adds; pay shown without a unit gets the unit that is stated there.

    Raises:
        Problem: layout_changed when the page holds no JobPosting, or is another advert's.
    """
    posting = next(iter(schema_org.postings(parse(page))), None)
    asked, shown = id_in(advert.detail_url, _ADVERT), id_in(page.url, _ADVERT)
    if posting is None or (asked is not None and asked != shown):
        raise Problem(Verdict.BROKEN, "layout_changed", f"{page.url} does not show the advert {advert.source_ref}")
    told = schema_org.to_advert(posting, page.url)
    unit = _UNIT.search(told.salary_text or "")
    pay = advert.salary_text
    if pay and unit and not _PERIOD.search(pay) and any(map(str.isdigit, pay)):
        advert = structs.replace(advert, salary_text=f"{pay}{unit[0]}")
    return complete(advert, structs.asdict(told))


def recognise(page: Page) -> bool:
    """Tell whether a page is of the board, by its host or by its cards."""
    head = page.body[:MARKED_WITHIN]
    return host(page.url) == SITE or host(page.url).endswith("." + SITE) or b"mjs-card__title" in head
