"""North East Jobs (northeastjobs.org.uk, and glljobs.org by the look of its pages): the RSS feed, and advert pages.

Built from a captured feed, trimmed by its author, and from the labels of advert pages as described; no advert page has
been seen, so there any shape of label and value is read. An entry's text is a blurb and then labels between bars
("Contract Type: X | Salary: Z | Advert End Date: dd/mm/yyyy hh:mm"), any of which may be missing; the feed has no
employer, which an advert's page names in its title ("Cook - Durham County Council", as other readers of it found).
Links come in three shapes for one advert: the number in them identifies it.

A source row needs only ``url``, the feed. Options: ``detail = false`` leaves the adverts' own pages unread.
Extent: full (640 to 700 entries for the whole region, as many as the board had).
"""

import re

from msgspec import structs

from scraper.pages import Page, Problem, Request, Verdict
from scraper.platforms.base import Listing, Options
from scraper.platforms.helpers import schema_org
from scraper.platforms.helpers.any_card import listing_by_links
from scraper.platforms.helpers.feeds import FeedEntry, read_feed
from scraper.platforms.helpers.identity import distinct, hashed
from scraper.platforms.helpers.labels import complete, fields, pairs, pairs_in, value
from scraper.platforms.helpers.markup import Node, Tree, first_text, inner, parse
from scraper.platforms.helpers.pagers import following
from scraper.platforms.helpers.text import join, lines
from scraper.platforms.helpers.urls import canonical, host, id_in
from scraper.records import Advert

EXPECTS = "xml"
VERSION = 1
SITE = "northeastjobs.org.uk"
_IDS = (r"[?&]jid=([0-9]{1,12})\b", r"/job/[^/?#]{1,300}/([0-9]{1,12})(?:[/?#]|$)")
_LABEL_LINE = re.compile(r"^(?:Contract Type|Working Pattern|Salary|Advert (?:Start|End) Date) ?:", re.IGNORECASE)
"""Where an entry's blurb ends."""
_GLUED = re.compile(r" (?=(?:Contract Type|Advert End Date) ?: )", re.IGNORECASE)
_GLUED_BEFORE_BAR = re.compile(
    r" (?=(?:Contract Type|Working Pattern|Salary|Advert (?:Start|End) Date) ?: )", re.IGNORECASE
)
"""Where labels run on from the blurb because its line break was lost; before a bar any label may."""
_OWN = ("advert end date", "advert start date", "vacancy id", "employment location", "post number", "number of posts")
"""Labels that only an advert's block has: its other ones also stand in the search form beside it."""
_TITLE_BREAK = re.compile(r" ?[-–|] ")
_SITE_NAME = re.compile(r"(?:^|\s[-–|] )\s*(?:www\.)?north ?east ?jobs(?:\.org\.uk)?\W*$", re.IGNORECASE)
"""The board's own name at the end of a page's title."""
DEEPEST_BLOCK = 60
"""Elements around the labels that are looked into; real pages nest some twenty."""
_MARKS = (b"RSSJobs.aspx", b"page=jobdetail", b"jobs-userjobdetails")
MARKED_WITHIN = 200_000
"""Bytes searched for marks; every entry and every menu of the product carries one."""


def requests(options: Options) -> tuple[Request, ...]:
    """Return the request for the feed."""
    return (Request(url=str(options["url"])),)


def listing(page: Page, options: Options) -> Listing:
    """Read the feed, or a page of results, each advert once whatever the shape of its link.

    Raises:
        Problem: not_xml, undecodable, too_big.
    """
    try:
        feed = read_feed(page)
    except Problem:
        if shown := listing_by_links(page, lambda target: id_in(target, *_IDS)):
            return shown
        raise
    adverts = distinct(_advert(entry, options) for entry in feed.entries if entry.title)
    return Listing(adverts=adverts, declared_total=feed.total, next=following(feed.next), empty=feed.empty)


def _advert(entry: FeedEntry, options: Options) -> Advert:
    shown = [line for text in lines(entry.body or "") for line in _parted(text)]
    blurb = _blurb_end(shown)
    number = id_in(entry.link, *_IDS) or id_in(entry.id, *_IDS)
    url = canonical(entry.link) if entry.link else None
    advert = Advert(
        source_ref=number or url or hashed(entry.title, *shown),
        url=url,
        title=entry.title,
        summary=join(*shown[:blurb], by=" "),
        posted_text=entry.posted,
        category_text=join(*entry.categories),
        detail_url=url if number and options.get("detail") is not False else None,
    )
    return complete(advert, fields((*entry.pairs, *pairs_in("\n".join(shown[blurb:])))))


def _parted(line: str) -> list[str]:
    """Return a line in two where labels are glued to the blurb before them."""
    if _LABEL_LINE.match(line):
        return [line]
    before, bar, _ = line.partition("|")
    glued = list(_GLUED_BEFORE_BAR.finditer(before))[-1:] if bar else list(_GLUED.finditer(line))[:1]
    return [line[: glued[0].start()], line[glued[0].end() :]] if glued else [line]


def _blurb_end(shown: list[str]) -> int:
    """Return the index of the line of labels: the one with bars, since a blurb can begin a line "Salary:" too."""
    labelled = [n for n, line in enumerate(shown) if _LABEL_LINE.match(line)]
    barred = (n for n in labelled if "|" in shown[n])
    return next(barred, labelled[0] if labelled else len(shown))


def detail(page: Page, advert: Advert) -> Advert:
    """Return the advert with what the labels of its own page add: place, reference, hours, number of posts.

    The post number is the employer's; the vacancy id is the board's own, and a reference only where there is no other.

    Raises:
        Problem: layout_changed when the page shows no labelled field of an advert.
    """
    tree = parse(page)
    found = pairs(_labelled(tree))
    told = fields(found)
    number = value(found, "Vacancy ID")
    if {"closing_text", "salary_text", "contract_text"}.isdisjoint(told) or _is_other(page, advert):
        raise Problem(Verdict.BROKEN, "layout_changed", f"{page.url} does not show the advert {advert.source_ref}")
    if number in {advert.source_ref, id_in(page.url, *_IDS)}:
        told["reference"] = value(found, "Post Number") or number
    dated = structs.replace(advert, posted_text=told.get("posted_text") or advert.posted_text)
    more = {"title": first_text(tree, "h1"), "description": _body(tree), "recruiter_text": _employer(tree, advert)}
    return complete(dated, told | {name: text for name, text in more.items() if text})


def _employer(tree: Tree, advert: Advert) -> str | None:
    """Return the employer, which only the page's own title names: "Cook - Durham County Council"."""
    title, own = first_text(tree, "title") or "", advert.title or first_text(tree, "h1") or ""
    named = title[len(own) :] if own and title.casefold().startswith(own.casefold()) else ""
    lead = _TITLE_BREAK.match(named)
    return _SITE_NAME.sub("", named[lead.end() :]).strip() or None if lead else None


def _labelled(tree: Tree) -> Node | None:
    """Return the smallest element that holds all of the advert's own labels that the page has."""
    block = tree.body
    wanted = _own_labels(block) if block is not None else frozenset()
    for _ in range(DEEPEST_BLOCK):
        inside = None if block is None else next((one for one in _children(block) if _own_labels(one) == wanted), None)
        if inside is None or not wanted:
            break
        block = inside
    return block


def _children(node: Node) -> list[Node]:
    return [one for one in node.iter() if one.is_element_node]


def _own_labels(node: Node) -> frozenset[str]:
    shown = node.text().casefold()
    return frozenset(label for label in _OWN if label in shown)


def _is_other(page: Page, advert: Advert) -> bool:
    """Tell whether we were sent on to another advert's page."""
    asked, shown = id_in(advert.detail_url, *_IDS), id_in(page.url, *_IDS)
    return asked is not None and shown is not None and asked != shown


def _body(tree: Tree) -> str | None:
    for posting in schema_org.postings(tree):
        return schema_org.to_advert(posting, "").description
    node = tree.css_first("[itemprop=description], [id*=description i], [class*=description i]")
    return inner(node)


def recognise(page: Page) -> bool:
    """Tell whether a page is of the board or of the product it runs on."""
    head = page.body[:MARKED_WITHIN]
    return host(page.url) == SITE or any(mark in head for mark in _MARKS)
