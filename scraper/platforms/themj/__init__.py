"""themj.co.uk (The MJ, of the publisher of localgov.co.uk): the adverts shown on its pages.

Built from a description alone: title / pay / summary with "Apply for this job" behind it / organisation, and the whole
block twice in a page. Classes and tags are not known, so a card is found by the words of its button and read by the
order of its lines; unproven until a real page has gone through it. A place is read where a summary plainly ends in it.
The adverts are a sample of the site's: nothing can be closed by an advert's absence here.

A source row needs only ``url``: any page that shows the block.
"""

from collections.abc import Sequence

from scraper.pages import Page, Request
from scraper.platforms.base import Listing, Options
from scraper.platforms.helpers.blocks import Edge, Line, Run, keep, read, split
from scraper.platforms.helpers.card_bodies import read_body
from scraper.platforms.helpers.card_lines import is_block_heading, label_of
from scraper.platforms.helpers.identity import distinct, has_number, hashed, ref_of
from scraper.platforms.helpers.markup import Tree, base_of, parse
from scraper.platforms.helpers.none import none_in
from scraper.platforms.helpers.urls import absolute, canonical, host, same_site
from scraper.platforms.themj.cards import APPLY, Card, cards
from scraper.records import Advert

__all__ = ["EXPECTS", "VERSION", "detail", "listing", "recognise", "requests"]

EXPECTS = "html"
VERSION = 1
SITE = "themj.co.uk"
LINES_UNDER_HEADING = 2
"""Lines under the block's heading that may say that there are no adverts."""
_LEVELS = (Edge.LINE, Edge.BETWEEN, Edge.INLINE)
"""Edges at which lines may end: those of a browser, then inline elements that a style may set apart."""


def requests(options: Options) -> tuple[Request, ...]:
    """Return the one page to ask for."""
    return (Request(url=str(options["url"])),)


def listing(page: Page, options: Options) -> Listing:  # noqa: ARG001 (the same for every platform)
    """Read the adverts of a page, each once though the block stands there twice.

    Raises:
        Problem: undecodable or too_big.
    """
    tree = parse(page)
    runs, base = _runs(tree), base_of(tree, page.url)
    readings = [[_advert(card, page.url, base) for card in cards(_lines(runs, level))] for level in _LEVELS]
    best = max(readings, key=_told)
    adverts = distinct(best)
    return Listing(adverts=adverts, empty=not adverts and _says_none(_lines(runs, Edge.LINE)), extent="sample")


def _runs(tree: Tree) -> tuple[Run, ...]:
    """Return the page's texts, the button's words always beginning a line."""
    return keep(read(tree.body, APPLY), lambda _, run: not run.alt).runs if tree.body is not None else ()


def _lines(runs: Sequence[Run], level: Edge) -> list[Line]:
    return [line for line in split(runs, level) if line.text]


def _told(adverts: Sequence[Advert]) -> int:
    """Return how much a reading makes of the cards: the first of the best is taken, finer edges where needed."""
    return sum(bool(one.salary_text) + bool(one.summary) + bool(one.recruiter_text) for one in adverts)


def _advert(card: Card, page_url: str, base: str) -> Advert:
    title = label_of(card.title.text)[1]
    body = read_body(card.body, title)
    url = _address(card.title.href, page_url, base)
    own = url if url and same_site(url, page_url) and has_number(url) else None
    return Advert(
        source_ref=ref_of(own) if own else hashed(title, card.organisation, body.location),
        url=url,
        title=title,
        apply_url=_address(card.apply, page_url, base),
        summary=body.summary,
        recruiter_text=card.organisation,
        location_texts=(body.location,) if body.location else (),
        salary_text=body.salary,
    )


def _address(href: str | None, page_url: str, base: str) -> str | None:
    url = absolute(href, base) if href and not href.startswith("#") else None
    return canonical(url) if url and canonical(url) != canonical(page_url) else None


def _says_none(shown: Sequence[Line]) -> bool:
    """Tell whether the block itself, under its heading, says that there are no adverts."""
    texts = [line.text for line in shown]
    headings = (n for n, text in enumerate(texts) if is_block_heading(text))
    return any(none_in(texts[n + 1 : n + 1 + LINES_UNDER_HEADING]) for n in headings)


def detail(page: Page, advert: Advert) -> Advert:  # noqa: ARG001 (the same for every platform)
    """Return the advert as it is: no page of one advert is read."""
    return advert


def recognise(page: Page) -> bool:
    """Tell whether a page is of the site: "Apply for this job" alone stands on many others."""
    return host(page.url) == SITE or host(page.url).endswith("." + SITE)
