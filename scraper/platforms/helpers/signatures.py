"""Labels that sign a card with its recruiter: "Recuriter: NAME", in whatever markup label and name stand."""

import re
from collections.abc import Sequence

from msgspec import Struct

from scraper.platforms.helpers.blocks import Block, Edge, Line, Run, joined, keep, read, split, without_hidden
from scraper.platforms.helpers.card_lines import is_button
from scraper.platforms.helpers.markup import Tree

_WORD = r"\brec[ruit]{3,5}[eo]r(?: name)?"
"""Recruiter, and what hurried fingers make of it: Recuriter, Recruter, Recruitor."""
LABEL = re.compile(rf"{_WORD} ?[:：]", re.IGNORECASE)
_LABEL_AT_START = re.compile(rf"\W{{0,4}}{_WORD} ?[:：]", re.IGNORECASE)
_BARE = re.compile(_WORD, re.IGNORECASE)
_UNPARTED = re.compile(rf"{_WORD} (?:[-–—=>] )?(?=[A-Z0-9])", re.IGNORECASE)
"""A label with no colon behind it, which any sentence about recruiters may begin with."""
LONGEST_NAME = 200
"""Characters; two councils and a partnership in one name stay under 120."""


class Signature(Struct, frozen=True, kw_only=True):
    """One label: the run it begins in, the text after it in that run, and the run after the label."""

    start: int
    rest: str
    next: int


def signed_block(tree: Tree) -> Block | None:
    """The page as runs, each label beginning a line; None when it has no root.

    What is hidden is left out unless a label is inside, and so are texts of pictures unless one stands for the name.
    """
    if tree.root is None:
        return None
    block = read(tree.root, breaks=LABEL)
    block = without_hidden(block, [one.start for one in signatures(block)])
    logos = {one.next for one in signatures(block) if not one.rest}
    return keep(block, lambda index, run: not run.alt or index in logos)


def _echoes(block: Block) -> frozenset[str]:
    """The page's other lines: a name after a label without a colon is a recruiter's where it stands alone as well."""
    if not any(_UNPARTED.match(run.text) for run in block.runs):
        return frozenset()
    return frozenset(line.text for line in split(block.runs, Edge.INLINE))


def _unparted(run: Run, after: Run | None, echoes: frozenset[str]) -> str | None:
    """The name behind a label without a colon, where label and name are a line of their own."""
    found = _UNPARTED.match(run.text)
    alone = run.edge >= Edge.INLINE and (after is None or after.edge >= Edge.INLINE)
    name = run.text[found.end() :] if found and alone else None
    return name if name in echoes else None


def _signature(runs: Sequence[Run], index: int, echoes: frozenset[str]) -> Signature | None:
    run, after = runs[index], runs[index + 1] if index + 1 < len(runs) else None
    labelled = _LABEL_AT_START.match(run.text)
    if labelled:
        return Signature(start=index, rest=run.text[labelled.end() :].strip(), next=index + 1)
    if name := _unparted(run, after, echoes):
        return Signature(start=index, rest=name, next=index + 1)
    if not _BARE.fullmatch(run.text) or after is None:
        return None
    if after.text[0] in ":：":
        return Signature(start=index, rest=after.text.lstrip(":： "), next=index + 2)
    if run.edge >= Edge.INLINE and after.edge >= Edge.INLINE:
        return Signature(start=index, rest="", next=index + 1)
    return None


def signatures(block: Block) -> list[Signature]:
    """Every label of the block, in order: with a colon, or alone in an element of its own."""
    echoes = _echoes(block)
    found = (_signature(block.runs, index, echoes) for index in range(len(block.runs)))
    return [one for one in found if one is not None]


def is_label(text: str) -> bool:
    """Tell whether a text is a label and nothing else, as in the head of a table."""
    return _BARE.fullmatch(text.strip(" :：")) is not None


def is_signed(text: str) -> bool:
    """Tell whether a text begins with a label, whatever follows it."""
    return _LABEL_AT_START.match(text) is not None or is_label(text)


def _without_buttons(runs: Sequence[Run]) -> str:
    pieces = [piece for piece in split(runs, Edge.INLINE) if not is_button(piece.text)]
    return joined([run for piece in pieces for run in piece.runs])


def name_at(runs: Sequence[Run], one: Signature, level: Edge, stop: int) -> tuple[str, int]:
    """Return the name behind a label and the index of the run after it; ("", index) when there is none.

    Args:
        runs: all runs of the block.
        one: the label.
        level: the edge at which lines end.
        stop: a run that can't belong to the name any more, such as the next label.
    """
    end = one.next
    if not one.rest and end < stop:
        end += 1
    while end < stop and runs[end].edge < level:
        end += 1
    behind = list(runs[one.next : end])
    if one.rest:
        label = runs[one.next - 1]
        behind.insert(0, Run(text=one.rest, edge=Edge.LINE, space=True, href=label.href, element=label.element))
    name = _without_buttons(behind).strip(" :：-–")
    return (name, end) if len(name) <= LONGEST_NAME else ("", one.next)


def lines_before(runs: Sequence[Run], start: int, end: int, level: Edge, most: int) -> list[Line]:
    """The last lines of an interval of runs, in order, at most ``most`` of them."""
    found: list[Line] = []
    last = end
    for index in range(end - 1, start - 1, -1):
        if len(found) == most:
            break
        if runs[index].edge >= level or index == start:
            found.append(Line(tuple(runs[index:last]), index))
            last = index
    return found[::-1]
