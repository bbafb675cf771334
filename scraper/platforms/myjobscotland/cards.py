"""Cards of myjobscotland: tags without labels, each told by what it says. Pure."""

import re
from collections.abc import Sequence

from scraper.platforms.helpers import any_card
from scraper.platforms.helpers.blocks import lines
from scraper.platforms.helpers.card_lines import is_tag, looks_like_pay
from scraper.platforms.helpers.cards import around
from scraper.platforms.helpers.labels import complete
from scraper.platforms.helpers.markup import Node, Tree, attribute, base_of, first, first_text, link, text
from scraper.platforms.helpers.text import join
from scraper.platforms.helpers.urls import canonical, id_in
from scraper.platforms.helpers.worth import UNSET
from scraper.records import Advert

_LINKS = "a[href*='/jobs/']"
ADVERT_ID = r"/jobs/(?:[^/?#]{1,300}-)?([0-9]{3,12})/?(?:[?#]|$)"
_CLOSING = re.compile(r"^(?:closing|closes)(?: on| date)? ?:? *", re.IGNORECASE)
_PUBLISHED = re.compile(r"^published by ?:? *", re.IGNORECASE)
_REFERENCE = re.compile(r"^ref(?:erence)?\.? ?:? ?# ?", re.IGNORECASE)
_DATED = re.compile(r"\d{1,2}/\d{1,2}/\d{4}")
_APPLY = re.compile(r"^apply\b", re.IGNORECASE)
_FOR_SCREEN_READERS = re.compile(r" ?\bfor the job [\"“].{0,300}$", re.IGNORECASE)
_HOURS = re.compile(r"\bhours?\b(?!ly)", re.IGNORECASE)
_CONTRACT = re.compile(
    r"permanent|temporary|fixed|casual|secondment|apprentice|\bterm\b|\btime\b|contract|sessional|supply|relief|volunt"
    r"|months?\b|modern|graduate|intern",
    re.IGNORECASE,
)
"""Words of contracts, which may also say "up to" as pay does."""


def read_cards(tree: Tree, url: str) -> list[Advert]:
    """Return the adverts of a page of results, in its order.

    Cards are told by their class; where none has it, they are what holds the links to one advert.
    """
    base = base_of(tree, url)
    cards = [card for card in tree.css("[class~=mjs-card]") if _links(card, base)]
    linked = [node for node in tree.css(_LINKS) if id_in(link(node, base), ADVERT_ID)]
    found = cards or around(linked, lambda node: id_in(link(node, base), ADVERT_ID))
    return [advert for card in found if (advert := _card(card, base)).title]


def _links(card: Node, base: str) -> list[Node]:
    return [node for node in card.css(_LINKS) if id_in(link(node, base), ADVERT_ID)]


def _shown(node: Node | None) -> str | None:
    """Return what a person sees of a node: words for screen readers are left out."""
    said = None if node is None else " ".join(lines(node))
    return _FOR_SCREEN_READERS.sub("", said) or None if said else None


def _card(card: Node, base: str) -> Advert:
    titles = (said for node in _links(card, base) if (said := _shown(node)) and not _APPLY.match(said))
    url = canonical(link(_links(card, base)[0], base) or base)
    spans = [said for node in card.css("span") if (said := text(node))]
    advert = Advert(
        source_ref=id_in(url, ADVERT_ID) or url,
        url=url,
        title=_shown(first(card, "[class*=card__title] a")) or next(titles, None),
        apply_url=next((link(node, base) for node in card.css("a[href]") if _APPLY.match(_shown(node) or "")), None),
        reference=_after(_REFERENCE, spans),
        recruiter_text=_after(_PUBLISHED, spans),
        location_texts=_places(card),
        posted_text=next((one for node in card.css("[title]") if (one := _dated_title(node))), None),
    )
    return complete(complete(advert, _told(card)), any_card.told(card))


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
