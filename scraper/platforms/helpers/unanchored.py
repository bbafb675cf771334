"""Where a card begins when its organisation is not its recruiter, or stands nowhere: pay and containers tell."""

from collections.abc import Sequence

from scraper.platforms.helpers.blocks import Block, Edge, Line, split
from scraper.platforms.helpers.card_lines import is_prose, label_of, looks_like_pay, names_amount

MOST_LINES_BOUNDED = 6
"""Lines of a card whose beginning is known; with more, something else stands between."""
PAY_FROM_END = 4
"""Where the beginning is not known, pay stands this near above the signature."""
MOST_TITLE_WORDS = 30
"""Words; real titles have up to some 16."""
MOST_NAME_WORDS = 16
"""Words; two councils joined by "and" have ten."""
_BIG = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_WITHIN_LINES = (Edge.BETWEEN, Edge.INLINE, Edge.SIGN)
Head = tuple[Line, Line | None]
"""The lines of the title and of the organisation; None: it is not shown."""


def _text(line: Line) -> str:
    return label_of(line.text)[1]


def _is_title(line: Line) -> bool:
    text = _text(line)
    return text[-1] not in ".!?" and len(text.split()) <= MOST_TITLE_WORDS and not names_amount(text)


def _is_name(name: str) -> bool:
    return (name[0].isupper() or name[0].isdigit()) and name[-1] not in ".?!" and len(name.split()) <= MOST_NAME_WORDS


def _in_heading(block: Block, line: Line) -> bool:
    element = line.runs[0].element
    tags = set()
    for _ in range(2):
        if element >= 0:
            tags.add(block.elements[element].tag)
            element = block.elements[element].parent
    return not _BIG.isdisjoint(tags)


def _stands_out(block: Block, line: Line) -> bool:
    return line.href is not None or _in_heading(block, line)


def _pay(lines: Sequence[Line], *, bounded: bool) -> int | None:
    first = 1 if bounded else max(1, len(lines) - PAY_FROM_END)
    for test in (names_amount, looks_like_pay):
        found = [n for n in range(first, len(lines)) if test(_text(lines[n]))]
        if found:
            return found[0] if bounded else found[-1]
    return None


def _before_pay(line: Line) -> Line | None:
    """The organisation that stands on one line with the pay, parted from it by an element or a sign."""
    for level in _WITHIN_LINES:
        first, *rest = split(line.runs, level, line.start)
        named = any(sign.isalpha() for sign in first.text)
        if rest and named and not looks_like_pay(first.text) and looks_like_pay(_text(rest[0]) or _text(rest[-1])):
            return first
    return None


def _beside_title(block: Block, title: Line) -> Head:
    """Title and organisation on one line, each in an element of its own."""
    parts = [part for part in split(title.runs, Edge.BETWEEN, title.start) if part.text]
    if len(parts) == 2 and not _in_heading(block, title):
        return parts[0], parts[1]
    return title, None


def _above_pay(block: Block, lines: Sequence[Line], pay: int, *, bounded: bool) -> Head:
    if pay >= 2:
        title, organisation = lines[pay - 2], lines[pay - 1]
        known = bounded or _stands_out(block, title) or not _stands_out(block, organisation)
        return (title, organisation) if known else (organisation, None)
    beside = _before_pay(lines[pay])
    return (lines[0], beside) if beside else _beside_title(block, lines[0])


def _without_pay(lines: Sequence[Line]) -> Head | None:
    if len(lines) < 2:
        return None
    return lines[0], lines[1] if len(lines) > 2 and not is_prose(_text(lines[1])) else None


def head_of(block: Block, lines: Sequence[Line], name: str, *, bounded: bool, paid: bool) -> Head | None:
    """Return title and organisation of the card that these lines end, or None when they are no card.

    Args:
        block: what the lines are of.
        lines: those above the signature, buttons left out.
        name: the recruiter, "" when the label has nothing behind it.
        bounded: nothing before the first line belongs to another card or to the article.
        paid: ask for a line of pay; without one, the beginning has to be known.
    """
    bounded = bounded and len(lines) <= MOST_LINES_BOUNDED
    if not (_is_name(name) if name else bounded):
        return None
    pay = _pay(lines, bounded=bounded)
    if pay is None and (paid or not bounded):
        return None
    found = _without_pay(lines) if pay is None else _above_pay(block, lines, pay, bounded=bounded)
    return found if found and _is_title(found[0]) else None
