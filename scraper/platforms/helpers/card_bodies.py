"""What the lines of a card between organisation and recruiter say: pay, then a summary with the place at its end."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from scraper.platforms.helpers.blocks import Edge, Line, Run, joined, split
from scraper.platforms.helpers.card_lines import Role, is_button, is_prose, label_of, looks_like_pay
from scraper.platforms.helpers.trailing import is_place_text, place_at_end

_SETS_APART = frozenset({Edge.WIDE, Edge.SIGN, Edge.INLINE, Edge.BETWEEN})
"""Edges inside a line that may part a place from the summary before it; a line of the source does not."""
FEWEST_WORDS = 5
"""Words from which text behind pay on the same line is a summary rather than more about the pay."""
_FINER = (Edge.BETWEEN, Edge.INLINE, Edge.WRAP, Edge.SIGN, Edge.WIDE)


class Body(Struct, frozen=True, kw_only=True):
    """Texts as printed. ``summary`` is the printed line, the place at its end included; ``location`` is that place."""

    salary: str | None = None
    summary: str | None = None
    location: str | None = None


class _Part(Struct, frozen=True):
    """One line, without its label and buttons; ``apart``: offsets in its text where the markup sets a tail apart."""

    role: Role | None
    text: str
    runs: tuple[Run, ...]
    apart: tuple[int, ...]


def _without_buttons(runs: Sequence[Run]) -> tuple[Run, ...]:
    pieces = split(runs, Edge.INLINE)
    return tuple(run for piece in pieces if not (piece.href and is_button(piece.text)) for run in piece.runs)


def _part(runs: Sequence[Run], role: Role | None = None) -> _Part:
    whole = joined(runs)
    named, text = label_of(whole)
    tails = (joined(runs[n:]) for n, run in enumerate(runs) if n and run.edge in _SETS_APART)
    apart = tuple(len(text) - len(tail) for tail in tails if len(tail) < len(text))
    return _Part(named or role, text, tuple(runs), apart)


def _parts(lines: Sequence[Line]) -> Iterator[_Part]:
    role: Role | None = None
    for line in lines:
        part = _part(_without_buttons(line.runs), role)
        if role == "salary" and part.text and _is_summary(part.text):
            part = _part(part.runs)
        role = part.role if not part.text else None
        if part.text:
            yield part


def _is_summary(text: str) -> bool:
    if is_prose(text) or is_place_text(text):
        return True
    return text[:1].isupper() and len(text.split()) >= FEWEST_WORDS and not looks_like_pay(text)


def _divided(part: _Part) -> list[_Part]:
    """Pay and summary on one line, where only an inline element or a line of the source parts them."""
    for level in _FINER:
        first, *others = split(part.runs, level)
        rest = [run for line in others for run in line.runs]
        if rest and looks_like_pay(first.text) and _is_summary(joined(rest)):
            return [_part(first.runs), _part(rest)]
    return [part]


def _pay_at(parts: Sequence[_Part], title: str) -> int | None:
    for n, part in enumerate(parts):
        if part.role == "salary":
            return n
    for n, part in enumerate(parts):
        if part.text.startswith(title) or is_prose(part.text):
            break
        if part.role is None and looks_like_pay(part.text):
            return n
    first = parts[0].text
    known = parts[0].role or first.startswith(title) or is_prose(first) or is_place_text(first)
    return None if known or len(parts) == 1 else 0


def _summary(parts: Sequence[_Part]) -> tuple[str | None, str | None]:
    text, apart = "", []
    for part in parts:
        text += " " if text else ""
        apart += [len(text), *(len(text) + offset for offset in part.apart)]
        text += part.text
    place = place_at_end(text, apart)
    return (text or None) if place != text else None, place


def read_body(lines: Sequence[Line], title: str) -> Body:
    """Read pay, summary and place from a card's lines in order; what is not there is None.

    Args:
        lines: what stands between organisation and recruiter.
        title: the advert's title, with which a summary often begins and pay never does.
    """
    parts = list(_parts(lines))
    if len(parts) == 1:
        parts = _divided(parts[0])
    pay = _pay_at(parts, title) if parts else None
    labelled = [part.text for part in parts if part.role == "location"]
    before = [part.text for part in parts[: pay or 0] if is_place_text(part.text)]
    told = [part for n, part in enumerate(parts) if part.role != "location" and (pay is None or n > pay)]
    summary, place = _summary(told)
    location = next(iter(labelled), place or next(iter(before), None))
    return Body(salary=None if pay is None else parts[pay].text, summary=summary, location=location)
