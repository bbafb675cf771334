"""Madgex cards: one list item an advert, its parts named by their classes. Pure."""

import re
from collections.abc import Iterator

from scraper.platforms.helpers.any_card import told
from scraper.platforms.helpers.cards import around
from scraper.platforms.helpers.labels import complete
from scraper.platforms.helpers.markup import Node, Tree, base_of, first_text, link, text
from scraper.platforms.helpers.urls import canonical, id_in
from scraper.platforms.helpers.worth import UNSET
from scraper.platforms.madgex.rss import ADVERT_ID
from scraper.records import Advert

_ITEMS = "li[id^='item-'], [class~=lister__item]"
_LINKS = "a[href*='/job/']"
_AGE = re.compile(r"\b(?:ago|today|yesterday|just now)\b", re.IGNORECASE)
_COUNTDOWN = re.compile(r"\b(?:left|expir\w+|clos\w+|today|tomorrow)\b", re.IGNORECASE)
_OTHER = re.compile(r"^(?:apply|view|save|shortlist|e-?mail|share|read more|more|details)\b", re.IGNORECASE)


def read_cards(tree: Tree, url: str) -> Iterator[Advert]:
    """Yield the adverts of a page of results, in its order.

    Cards are told by their id or class; where neither is there, they are what holds one link to an advert.
    """
    base = base_of(tree, url)
    items = [one for one in tree.css(_ITEMS) if _links(one, base)]
    for card in items or around([node for node in tree.css(_LINKS) if _number(node, base)], lambda n: _number(n, base)):
        advert = _card(card, base)
        if advert is not None:
            yield advert


def _number(node: Node, base: str) -> str | None:
    return id_in(link(node, base), ADVERT_ID)


def _links(card: Node, base: str) -> list[Node]:
    found = [card] if card.tag == "a" else card.css(_LINKS)
    return [node for node in found if _number(node, base)]


def _card(card: Node, base: str) -> Advert | None:
    links = _links(card, base)
    titles = (said for node in links if (said := text(node)) and not _OTHER.match(said))
    title = first_text(card, "[class*=lister__header] a", "h2 a, h3 a, h4 a") or next(titles, None)
    number = _number(links[0], base) if links else None
    url = link(links[0], base) if links else None
    if title is None or number is None or url is None:
        return None
    place = _meta(card, "location")
    advert = Advert(
        source_ref=number,
        url=canonical(url).partition("?")[0],
        title=title,
        summary=first_text(card, "[class*=lister__description]", "p[class*=description i]"),
        recruiter_text=_meta(card, "recruiter"),
        location_texts=(place,) if place else (),
        salary_text=_meta(card, "salary"),
        posted_text=_said(card, "[class*=job-actions__action], time", _AGE),
        closing_text=_said(card, "[class~=text-error]", _COUNTDOWN),
    )
    return complete(advert, told(card))


def _meta(card: Node, name: str) -> str | None:
    said = first_text(card, f"[class*='meta-item--{name}']", f"[class*='--{name}']", f"[itemprop='{name}']")
    return None if said is None or said.casefold() in UNSET else said


def _said(card: Node, selector: str, words: re.Pattern[str]) -> str | None:
    shown = (text(node) for node in card.css(selector))
    return next((said for said in shown if said and words.search(said)), None)
