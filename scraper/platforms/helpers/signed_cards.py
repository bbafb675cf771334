"""Cards that end in their recruiter's name: title, organisation, salary, summary with the place at its end, recruiter.

No class or tag is known, so a card is found by its signature and read upwards by the order of its lines. The anchor is
the organisation, which normally is the recruiter again: the line above it is the title, what follows is pay and
summary. Lines are those a browser shows; where they make no sense, finer ones are tried (inline elements that a style
sets apart, lines of the source, dividing signs). Only where the organisation is not the recruiter, pay and containers
decide where a card begins. A label under nothing that reads as a card (a word about recruiters) signs none.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import product, zip_longest

from msgspec import Struct
from msgspec.structs import replace

from scraper.platforms.helpers.blocks import Block, Edge, Element, Line, split
from scraper.platforms.helpers.card_lines import (
    is_block_heading,
    is_button,
    is_tag,
    label_of,
    looks_like_pay,
    names_amount,
)
from scraper.platforms.helpers.cards import holders
from scraper.platforms.helpers.signatures import Signature, is_label, lines_before, name_at, signatures
from scraper.platforms.helpers.unanchored import MOST_LINES_BOUNDED, head_of
from scraper.reference.keys import key

LEVELS = (Edge.LINE, Edge.BETWEEN, Edge.INLINE, Edge.WRAP, Edge.SIGN, Edge.WIDE)
"""Edges at which lines may end, the most trusted first."""
MOST_LINES = 14
"""Lines above a signature that may belong to its card: four, with room for buttons and a summary in paragraphs."""
MOST_RUNS = 600
"""Runs above a signature that are looked at: bounds the work on a page made of labels."""
MOST_CARDS = 500
"""Signatures read on one page; a block holds five."""
PAY_ABOVE = 3
"""Lines above the organisation in which the card's pay can't stand."""
MOST_LINES_BELOW = 7
"""Lines from an organisation without pay below it to the signature: a summary in a few paragraphs."""
LONGEST_TITLE = 250
"""Characters; the longest real titles have some 150."""
PARTING = " ,;:–—-"
"""Signs that part a field from the next one on its line."""
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "a"})
"""Elements whose whole text is one title, also where it is broken over lines."""
MOST_LEVELS_UP = 6
"""Elements between a title's words and its heading that are climbed."""


class Card(Struct, frozen=True, kw_only=True):
    """What one card shows.

    Attributes:
        body: the lines between organisation and recruiter.
        buttons: what only says to click, in the card and right behind it.
    """

    title: Line
    organisation: str | None
    recruiter: str | None
    body: tuple[Line, ...]
    buttons: tuple[Line, ...]


class _Place(Struct, frozen=True, kw_only=True):
    """Where one signature stands: its card begins at ``start`` or later, the next one is signed at ``stop``.

    ``known``: ``start`` is the very end of the card before, or of the block's heading. ``holder``: the largest element
    with this signature only.
    """

    block: Block
    one: Signature
    start: int
    stop: int
    known: bool
    holder: Element | None


class _Found(Struct, frozen=True, kw_only=True):
    title: Line
    organisation: Line | None
    recruiter: str
    body: tuple[Line, ...]
    end: int


def _is_noise(line: Line) -> bool:
    return is_button(line.text) or is_tag(line.text) or is_label(line.text)


def _value(line: Line) -> str:
    return label_of(line.text)[1]


def _lines(place: _Place, level: Edge) -> list[Line]:
    first = max(place.start, place.one.start - MOST_RUNS)
    found = lines_before(place.block.runs, first, place.one.start, level, MOST_LINES)
    return [line for line in found if not _is_noise(line) and _value(line)]


def _same(one: str, other: str) -> bool:
    return key(one).replace(" ", "") == key(other).replace(" ", "") != ""


def _organisation(lines: Sequence[Line], name: str, *, paid: bool) -> int | None:
    """Index of the line that repeats the recruiter, with a title above it (and pay right below it, when ``paid``)."""
    found = [n for n, line in enumerate(lines) if n and _same(_value(line), name)]
    if paid:
        return next((n for n in reversed(found) if n + 1 < len(lines) and looks_like_pay(_value(lines[n + 1]))), None)
    near = [n for n in found if len(lines) - n <= MOST_LINES_BELOW]
    return next((n for n in reversed(near) if n + 1 < len(lines)), near[-1] if near else None)


def _body(place: _Place, start: int, level: Edge) -> tuple[Line, ...]:
    """The lines up to the signature: fine ones to the end of the line begun, then those that a browser shows."""
    runs, end = place.block.runs, place.one.start
    fresh = next((n for n in range(start, end) if runs[n].edge == Edge.LINE), end)
    fine = split(runs[start:fresh], level, start)
    return (*fine, *split(runs[fresh:end], Edge.LINE, fresh))


def _is_below_pay(lines: Sequence[Line]) -> bool:
    """Whether a piece of text that repeats the recruiter stands in a summary: the card's pay came before it."""
    return any(names_amount(_value(line)) for line in lines[-PAY_ABOVE:])


def _name_above(place: _Place, level: Edge, lines: list[Line]) -> str:
    """The name that stands before its label, as the value of a card that ends with the label may."""
    name = _value(lines[-1]) if len(lines) > 1 and _is_nameless(place) and level <= lines[-1].runs[0].edge else ""
    return name if any(_same(_value(line), name) for line in lines[:-1]) else ""


def _anchored(place: _Place, level: Edge, *, paid: bool) -> _Found | None:
    name, end = name_at(place.block.runs, place.one, level, place.stop)
    lines = _lines(place, level)
    if above := _name_above(place, level, lines):
        name, end, lines = above, place.one.next, lines[:-1]
        place = replace(place, one=replace(place.one, start=lines[-1].end))
    at = _organisation(lines, name, paid=paid) if name else None
    if at is None or (level < Edge.BETWEEN and _is_below_pay(lines[:at])):
        return None
    body = _body(place, lines[at].end, level)
    title, pay = _title_above(lines[:at])
    return _Found(title=title, organisation=lines[at], recruiter=name, body=(*pay, *body), end=end)


def _title_above(lines: Sequence[Line]) -> tuple[Line, tuple[Line, ...]]:
    """The title among the lines above an organisation, and the line of pay that stands between them, if one does."""
    *upper, last = lines
    if not upper or not looks_like_pay(_value(last)) or looks_like_pay(_value(upper[-1])):
        return last, ()
    told = names_amount(_value(last)) or (upper[-1].href is not None and last.href is None)
    return (upper[-1], (last,)) if told else (last, ())


def _bounds(place: _Place, level: Edge) -> tuple[list[Line], bool]:
    lines = _lines(place, level)
    if place.known and len(lines) <= MOST_LINES_BOUNDED:
        return lines, True
    inside = [line for line in lines if place.holder is not None and line.start >= place.holder.start]
    return (inside, True) if 2 <= len(inside) < len(lines) else (lines, place.known)


def _is_nameless(place: _Place) -> bool:
    """Whether the card's container ends with the bare label, so that what follows is the next card."""
    holder, after = place.holder, place.one.next
    if place.one.rest or holder is None or after >= len(place.block.runs):
        return False
    return holder.start < place.one.start and holder.end == after and place.block.runs[after].edge == Edge.LINE


def _unanchored(place: _Place, level: Edge, *, paid: bool) -> _Found | None:
    stop = place.one.next if _is_nameless(place) else place.stop
    name, end = name_at(place.block.runs, place.one, min(level, Edge.BETWEEN), stop)
    lines, bounded = _bounds(place, level)
    head = head_of(place.block, lines, name, bounded=bounded, paid=paid)
    if head is None:
        return None
    title, organisation = head
    upper = [line for line in lines if line.start >= title.start][: 3 if organisation else 2]
    if name and any(key(name) in key(line.text) for line in upper):
        return None
    body = _body(place, (organisation or title).end, level)
    return _Found(title=title, organisation=organisation, recruiter=name, body=body, end=end)


def _levels(place: _Place) -> list[Edge]:
    """The levels at which lines differ here: there is no finer line without an edge to end it."""
    first = max(place.start, place.one.start - MOST_RUNS)
    there = {run.edge for run in place.block.runs[first : min(place.stop, place.one.next + MOST_RUNS)]}
    return [level for level in LEVELS if level is Edge.LINE or level in there]


def _found(place: _Place) -> _Found | None:
    ways = (partial(read, paid=paid) for read in (_anchored, _unanchored) for paid in (True, False))
    tries = (way(place, level) for way, level in product(ways, _levels(place)))
    return next((found for found in tries if found is not None and len(found.title.text) <= LONGEST_TITLE), None)


def _whole_title(place: _Place, found: _Found) -> Line:
    """The heading or link that the title stands in, where that holds nothing else."""
    block, title = place.block, found.title
    after = found.organisation.start if found.organisation else title.end
    index = title.runs[0].element
    for _ in range(MOST_LEVELS_UP):
        if index < 0:
            break
        element = block.elements[index]
        if (
            element.tag in HEADINGS
            and place.start <= element.start <= title.start
            and title.end <= element.end <= after
        ):
            title = Line(block.runs[element.start : element.end], element.start)
        index = element.parent
    pieces = [piece for piece in split(title.runs, Edge.INLINE) if not is_tag(piece.text)]
    return Line(tuple(run for piece in pieces for run in piece.runs), title.start) if pieces else title


def _tail(place: _Place, end: int) -> int:
    """Where the card ends, the buttons behind its recruiter included."""
    for line in split(place.block.runs[end : place.stop], Edge.INLINE, end):
        if not _is_noise(line):
            break
        end = line.end
    return end


def _card(place: _Place, found: _Found, end: int) -> Card:
    inside = split(place.block.runs[found.title.start : end], Edge.INLINE, found.title.start)
    return Card(
        title=_whole_title(place, found),
        organisation=_value(found.organisation).rstrip(PARTING) if found.organisation else None,
        recruiter=found.recruiter or None,
        body=tuple(line for line in found.body if not _is_noise(line)),
        buttons=tuple(line for line in inside if line.href and is_button(line.text)),
    )


def _places(block: Block) -> Iterator[_Place]:
    """Each signature as if nothing before it were a card: ``cards`` moves the start."""
    signed = signatures(block)[:MOST_CARDS]
    held = holders(block, [one.start for one in signed])
    for one, after in zip_longest(signed, signed[1:]):
        stop = after.start if after else len(block.runs)
        yield _Place(block=block, one=one, start=0, stop=stop, known=False, holder=held.get(one.start))


def cards(block: Block) -> Iterator[Card]:
    """The signed cards of a page, in order; see the module for what makes one."""
    headings = [0, *(line.end for line in split(block.runs, Edge.LINE) if is_block_heading(line.text))]
    start, known = 0, False
    for place in _places(block):
        heading = headings[bisect_left(headings, place.one.start, lo=1) - 1]
        here = replace(place, start=max(start, heading), known=known or heading > start)
        found = _found(here)
        if found is not None:
            start = _tail(here, found.end)
            yield _card(here, found, start)
        known = found is not None
