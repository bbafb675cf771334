"""themj.co.uk (The MJ, of the publisher of localgov.co.uk): the adverts shown on its pages.

Built from a description alone: title / pay / summary with "Apply for this job" behind it / organisation, and the whole
block twice in a page. Classes and tags are not known, so a card is found by the words of its button and read by the
order of its lines; unproven until a real page has gone through it. A place is read where a summary plainly ends in it.
The adverts are a sample of the site's: nothing can be closed by an advert's absence here.

A source row needs only ``url``: any page that shows the block.
"""

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from scraper.pages import Page, Request
from scraper.platforms.base import Listing, Options
from scraper.platforms.helpers.blocks import Edge, Line, Run, keep, read, split
from scraper.platforms.helpers.card_bodies import read_body
from scraper.platforms.helpers.card_lines import (
    is_block_heading,
    is_button,
    is_tag,
    label_of,
    looks_like_pay,
    names_amount,
)
from scraper.platforms.helpers.identity import distinct, has_number, hashed, ref_of
from scraper.platforms.helpers.markup import Tree, base_of, parse
from scraper.platforms.helpers.none import none_in
from scraper.platforms.helpers.urls import absolute, canonical, host, same_site
from scraper.records import Advert

EXPECTS = "html"
VERSION = 1
SITE = "themj.co.uk"
MOST_LINES = 6
"""Lines of a card above its button: title, pay, and a summary in a few paragraphs."""
LONGEST_NAME = 150
"""Characters of an organisation: a longer line below the button is something else."""
LINES_UNDER_HEADING = 2
"""Lines under the block's heading that may say that there are no adverts."""
_LEVELS = (Edge.LINE, Edge.BETWEEN, Edge.INLINE)
"""Edges at which lines may end: those of a browser, then inline elements that a style may set apart."""
_APPLY = re.compile(r"apply for this (?:job|role|post|vacancy)\b[\s.:»›→>]*", re.IGNORECASE)


class _Card(Struct, frozen=True):
    """The lines of one card: ``title`` and those of pay and summary; where its button leads; the line below that."""

    title: Line
    body: tuple[Line, ...]
    apply: str | None
    organisation: str | None


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
    readings = [[_advert(card, page.url, base) for card in _cards(_lines(runs, level))] for level in _LEVELS]
    best = max(readings, key=_told)
    adverts = distinct(best)
    return Listing(adverts=adverts, empty=not adverts and _says_none(_lines(runs, Edge.LINE)), extent="sample")


def _runs(tree: Tree) -> tuple[Run, ...]:
    """Return the page's texts, the button's words always beginning a line."""
    return keep(read(tree.body, _APPLY), lambda _, run: not run.alt).runs if tree.body is not None else ()


def _lines(runs: Sequence[Run], level: Edge) -> list[Line]:
    return [line for line in split(runs, level) if line.text]


def _told(adverts: Sequence[Advert]) -> int:
    """Return how much a reading makes of the cards: the first of the best is taken, finer edges where needed."""
    return sum(bool(one.salary_text) + bool(one.summary) + bool(one.recruiter_text) for one in adverts)


def _cards(shown: Sequence[Line]) -> Iterator[_Card]:
    start, known = 0, False
    for at, line in enumerate(shown):
        button = _APPLY.match(line.text)
        if not button or (at + 1 < len(shown) and _APPLY.match(shown[at + 1].text)):
            continue
        headings = [n for n in range(start, at) if is_block_heading(shown[n].text)]
        start, known = (headings[-1] + 1, True) if headings else (start, known)
        above = [one for one in shown[start:at] if not _is_noise(one.text)]
        behind = line.text[button.end() :].strip()
        below = shown[at + 1].text if not behind and at + 1 < len(shown) else behind
        title = _title_at(above, known=known)
        if title is not None:
            body = tuple(above[title + 1 :])
            yield _Card(above[title], body, line.href, _name(below))
        start, known = at + (2 if _name(below) and not behind else 1), True


def _is_noise(text: str) -> bool:
    return is_tag(text) or is_button(text) or is_block_heading(text)


def _title_at(above: Sequence[Line], *, known: bool) -> int | None:
    """Return which line is the title: the one above the pay, else the first one where the card's begin is known.

    Where it is not known, the last line of pay counts: those before it may be of an article.
    """
    known = known and len(above) <= MOST_LINES
    within = range(max(1, len(above) - MOST_LINES), len(above))
    for is_pay in (names_amount,) if known else (names_amount, looks_like_pay):
        pay = next((n for n in (within if known else reversed(within)) if is_pay(above[n].text)), None)
        if pay is not None:
            return pay - 1
    return 0 if known and above else len(above) - 2 if len(above) > 1 else None


def _name(text: str) -> str | None:
    said = label_of(text)[1].strip(" |·•")
    return said if said and len(said) <= LONGEST_NAME and not _is_noise(said) and not _APPLY.match(said) else None


def _advert(card: _Card, page_url: str, base: str) -> Advert:
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
