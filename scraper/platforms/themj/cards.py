"""Cards told by the words of their button, read by the order of their lines: title, pay, summary, employer. Pure."""

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from scraper.platforms.helpers.blocks import Line
from scraper.platforms.helpers.card_lines import (
    is_block_heading,
    is_button,
    is_tag,
    label_of,
    looks_like_pay,
    names_amount,
)

MOST_LINES = 6
"""Lines of a card above its button: title, pay, and a summary in a few paragraphs."""
LONGEST_NAME = 150
"""Characters of an organisation: a longer line below the button is something else."""
APPLY = re.compile(r"apply for this (?:job|role|post|vacancy)\b[\s.:»›→>]*", re.IGNORECASE)


class Card(Struct, frozen=True):
    """The lines of one card: ``title`` and those of pay and summary; where its button leads; the line below that."""

    title: Line
    body: tuple[Line, ...]
    apply: str | None
    organisation: str | None


def cards(shown: Sequence[Line]) -> Iterator[Card]:
    """Yield the cards that some lines of a page make, in order; a card read twice comes twice."""
    start, known = 0, False
    for at, line in enumerate(shown):
        button = APPLY.match(line.text)
        if not button or (at + 1 < len(shown) and APPLY.match(shown[at + 1].text)):
            continue
        headings = [n for n in range(start, at) if is_block_heading(shown[n].text)]
        start, known = (headings[-1] + 1, True) if headings else (start, known)
        above = [one for one in shown[start:at] if not _is_noise(one.text)]
        behind = line.text[button.end() :].strip()
        below = shown[at + 1].text if not behind and at + 1 < len(shown) else behind
        title = _title_at(above, known=known)
        if title is not None:
            body = tuple(above[title + 1 :])
            yield Card(above[title], body, line.href, _name(below))
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
    return said if said and len(said) <= LONGEST_NAME and not _is_noise(said) and not APPLY.match(said) else None
