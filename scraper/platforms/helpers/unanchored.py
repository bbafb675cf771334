"""Where a card begins when its organisation is not its recruiter, or stands nowhere: pay and containers tell."""

from collections.abc import Sequence

from scraper.platforms.helpers.blocks import Block, Line
from scraper.platforms.helpers.card_lines import is_prose, label_of, looks_like_pay, names_amount

MOST_LINES_BOUNDED = 6
"""Lines of a card whose beginning is known; with more, something else stands between."""
PAY_FROM_END = 4
"""Where the beginning is not known, pay stands this near above the signature."""
MOST_TITLE_WORDS = 30
MOST_NAME_WORDS = 16
_JOBS = ("jobs", "vacancies", "recruitment")
"""Last words of a block's own heading ("Highways jobs"), which is no title."""
_BIG = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


def _text(line: Line) -> str:
    return label_of(line.text)[1]


def _is_block_heading(line: Line) -> bool:
    words = line.text.lower().split()
    return len(words) <= 3 and words[-1] in _JOBS


def _is_title(line: Line) -> bool:
    text = _text(line)
    return text[-1] not in ".!?" and len(text.split()) <= MOST_TITLE_WORDS


def _is_name(name: str) -> bool:
    return (name[0].isupper() or name[0].isdigit()) and name[-1] != "." and len(name.split()) <= MOST_NAME_WORDS


def _stands_out(block: Block, line: Line) -> bool:
    element = line.runs[0].element
    tags = set()
    for _ in range(2):
        if element >= 0:
            tags.add(block.elements[element].tag)
            element = block.elements[element].parent
    return line.href is not None or not _BIG.isdisjoint(tags)


def _pay(lines: Sequence[Line], *, bounded: bool) -> int | None:
    first = 1 if bounded else max(1, len(lines) - PAY_FROM_END)
    for test in (names_amount, looks_like_pay):
        found = [n for n in range(first, len(lines)) if test(_text(lines[n]))]
        if found:
            return found[0] if bounded else found[-1]
    return None


def title_and_organisation(
    block: Block, lines: Sequence[Line], name: str, *, bounded: bool
) -> tuple[Line, Line | None] | None:
    """Return the lines of the title and of the organisation (None: not shown), or None when this is no card.

    Args:
        block: what the lines are of.
        lines: those above the signature, buttons left out.
        name: the recruiter, "" when the label has nothing behind it.
        bounded: nothing before the first line belongs to another card or to the article.
    """
    lines = [line for line in lines if not _is_block_heading(line)]
    bounded = bounded and len(lines) <= MOST_LINES_BOUNDED
    if not (_is_name(name) if name else bounded):
        return None
    pay = _pay(lines, bounded=bounded)
    if pay is None:
        return _without_pay(lines) if bounded else None
    title, organisation = lines[max(0, pay - 2)], lines[pay - 1] if pay >= 2 else None
    if organisation and _stands_out(block, organisation) and not _stands_out(block, title):
        title, organisation = organisation, None
    return (title, organisation) if _is_title(title) else None


def _without_pay(lines: Sequence[Line]) -> tuple[Line, Line | None] | None:
    if len(lines) < 2 or not _is_title(lines[0]):
        return None
    organisation = lines[1] if len(lines) > 2 and not is_prose(_text(lines[1])) else None
    return lines[0], organisation
