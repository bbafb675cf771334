"""Adverts that stand on a page themselves, each under its heading, with no link to a page of its own. Pure.

Small councils list their vacancies so, with a form to download. A heading is an advert's title when its labels follow:
a closing date and one field more; and one such heading alone proves nothing, for a page of advice has dates, too.
"""

from scraper.platforms.helpers.any_card import FEWEST_CARDS, told
from scraper.platforms.helpers.card_lines import is_button
from scraper.platforms.helpers.cards import around, beside
from scraper.platforms.helpers.identity import hashed
from scraper.platforms.helpers.labels import complete
from scraper.platforms.helpers.markup import Node, Tree, text
from scraper.platforms.helpers.synonyms import meaning
from scraper.platforms.helpers.urls import canonical
from scraper.records import Advert

MOST_HEADINGS = 1_000
LONGEST_TITLE = 200
"""Characters; the longest real titles have some 150."""
FEWEST_FIELDS = 2
"""What a heading's labels have to say: when it closes, and one thing more."""
_TAGS = ("h2", "h3", "h4", "h5", "summary")
_HEADINGS = ", ".join(_TAGS)


def adverts_by_headings(tree: Tree, url: str) -> tuple[Advert, ...]:
    """Return the adverts that stand under headings of their own, in page order; none where there is but one.

    Args:
        tree: the page.
        url: its address, which is all the address that they have.
    """
    cards = around([node for node in tree.css(_HEADINGS)[:MOST_HEADINGS] if _title(node)])
    after = beside(cards)
    read = (_advert(card, after[card.mem_id], url) for card in cards)
    found = tuple(advert for advert in read if advert is not None)
    return found if len(found) >= FEWEST_CARDS else ()


def _title(node: Node) -> str | None:
    said = text(node)
    return said if said and len(said) <= LONGEST_TITLE and not is_button(said) and meaning(said) is None else None


def _advert(card: Node, after: list[Node], url: str) -> Advert | None:
    headings = [card] if card.tag in _TAGS else card.css(_HEADINGS)
    title = next((said for node in headings if (said := _title(node))), None)
    known = told(card, *after)
    if title is None or "closing_text" not in known or len(known) < FEWEST_FIELDS:
        return None
    ref = hashed(title, known.get("recruiter_text"), *known.get("location_texts", ()))
    return complete(Advert(source_ref=ref, url=canonical(url), title=title), known)
