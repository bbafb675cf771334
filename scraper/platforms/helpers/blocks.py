"""Reading a block as a person does: its visible lines, whatever the markup.

``read`` makes runs of a page; ``split`` puts them together into lines up to a chosen edge, so that a reader can begin
with the lines a browser shows and try finer edges only where those make no sense.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct
from selectolax.lexbor import LexborNode

from scraper.platforms.helpers.runs import Block, Edge, Element, Run, read

__all__ = ["Block", "Edge", "Element", "Line", "Run", "joined", "keep", "lines", "read", "split", "without_hidden"]

_DIVIDERS = " \t|·•¦‧∙"
_MARK = re.compile(r"^[-–—*›»\u2190-\u2bff\ufe0f\U0001f000-\U0001faff]+ +")
"""What people type before the lines of a list: dashes, arrows, stars, pictures."""


def joined(runs: Sequence[Run]) -> str:
    """The text of runs as shown: a space only where the page has one; dividing signs and list marks are left out."""
    if len(runs) == 1:
        return _MARK.sub("", runs[0].text.strip(_DIVIDERS))
    parts: list[str] = []
    for run in runs:
        if run.space and parts:
            parts.append(" ")
        parts.append(run.text)
    return _MARK.sub("", "".join(parts).strip(_DIVIDERS))


class Line(Struct, frozen=True):
    """Runs that belong together; ``start`` is the index of the first of them in its block."""

    runs: tuple[Run, ...]
    start: int

    @property
    def end(self) -> int:
        """Index of the run after the last one."""
        return self.start + len(self.runs)

    @property
    def text(self) -> str:
        """The text as shown."""
        return joined(self.runs)

    @property
    def href(self) -> str | None:
        """The first link in it, as written."""
        return next((run.href for run in self.runs if run.href), None)


def split(runs: Sequence[Run], at: Edge, start: int = 0) -> Iterator[Line]:
    """Put runs together into lines; one begins wherever the edge is at least ``at``.

    Args:
        runs: neighbouring runs of one block.
        at: the weakest edge that begins a line.
        start: index of the first run in its block.
    """
    current: list[Run] = []
    for index, run in enumerate(runs, start):
        if current and run.edge >= at:
            yield Line(tuple(current), index - len(current))
            current = []
        current.append(run)
    if current:
        yield Line(tuple(current), start + len(runs) - len(current))


def _apart(run: Run, edge: Edge, *, space: bool) -> Run:
    if run.edge == edge and run.space == space:
        return run
    return Run(text=run.text, edge=edge, space=space, href=run.href, element=run.element, alt=run.alt)


def keep(block: Block, wanted: Callable[[int, Run], bool]) -> Block:
    """The block with only the wanted runs: what stood apart stays apart, elements hold what is left of their runs.

    Args:
        block: what to thin out.
        wanted: told the index and the run.
    """
    runs: list[Run] = []
    left = [0]
    edge, space = Edge.FLOW, False
    for index, run in enumerate(block.runs):
        edge, space = max(edge, run.edge), space or run.space
        if wanted(index, run):
            runs.append(_apart(run, edge, space=space))
            edge, space = Edge.FLOW, False
        left.append(len(runs))
    elements = tuple(
        Element(node=e.node, tag=e.tag, parent=e.parent, start=left[e.start], end=left[e.end], hidden=e.hidden)
        for e in block.elements
    )
    return Block(tuple(runs), elements)


def without_hidden(block: Block, marks: Sequence[int] = ()) -> Block:
    """The block without what is hidden, save hidden elements that hold a marked run.

    A slide of a carousel is hidden until its turn and still is part of the page; a label for screen readers is not.

    Args:
        block: as read.
        marks: indexes of runs, ascending.
    """
    unseen = bytearray(len(block.runs))
    for element in block.elements:
        if element.hidden and bisect_left(marks, element.start) == bisect_left(marks, element.end):
            unseen[element.start : element.end] = b"\x01" * (element.end - element.start)
    return keep(block, lambda index, _: not unseen[index])


def lines(root: LexborNode) -> tuple[str, ...]:
    """The lines that a person sees under a node; texts of pictures are left out."""
    block = keep(without_hidden(read(root)), lambda _, run: not run.alt)
    return tuple(text for line in split(block.runs, Edge.LINE) if (text := line.text))
