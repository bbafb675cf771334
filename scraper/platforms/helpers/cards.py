"""Finding repeated cards: the containers of a page that each hold exactly one of the things looked for.

Whatever its tags and classes, a card is the largest element that holds one mark (a link to a vacancy, a label that
every advert has) and no second one. That is found by counting marks in intervals, so depth and size cost nothing extra.
"""

from bisect import bisect_left
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from itertools import takewhile

from selectolax.lexbor import LexborNode

from scraper.platforms.helpers.runs import Block, Element

HIGHEST_CARD = 64
"""Levels of nesting between a mark and its card that are looked at; real pages stay under twenty."""
MOST_BESIDE = 12
"""Elements after a heading that may belong to its card."""
_BEGINS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "nav", "form", "aside", "footer", "header", "main", "section"})
"""Elements with which something else begins."""
PAGE_TAGS = frozenset({"html", "body", "-undef", None})
"""What is the page itself, and never a card."""


def holders(block: Block, marks: Sequence[int]) -> dict[int, Element]:
    """For each mark, the outermost element that holds it and no other mark.

    Args:
        block: the page as read.
        marks: indexes of runs, ascending.
    """
    found: dict[int, Element] = {}
    for element in block.elements:
        first = bisect_left(marks, element.start)
        if first < len(marks) and marks[first] < element.end and bisect_left(marks, element.end) == first + 1:
            found.setdefault(marks[first], element)
    return found


def _above(node: LexborNode) -> Iterator[LexborNode]:
    parent = node.parent
    for _ in range(HIGHEST_CARD):
        if parent is None or parent.tag in PAGE_TAGS:
            return
        yield parent
        parent = parent.parent


def beside(cards: Sequence[LexborNode]) -> dict[int, list[LexborNode]]:
    """For each card, what follows it up to the next one: a heading's blocks, where no element holds a whole card.

    Of the last card no more is taken than of the one that has most. A heading of its own begins something else.

    Args:
        cards: as ``around`` gives them; the result is by their ``mem_id``.
    """
    known = {card.mem_id for card in cards}
    found = {card.mem_id: _following(card, known) for card in cards}
    most = max((len(after) for after, closed in found.values() if closed), default=0)
    return {card: after if closed else after[:most] for card, (after, closed) in found.items()}


def _following(card: LexborNode, known: set[int]) -> tuple[list[LexborNode], bool]:
    after: list[LexborNode] = []
    at = card.next
    while at is not None and at.mem_id not in known and at.tag not in _BEGINS and len(after) < MOST_BESIDE:
        if at.is_element_node:
            after.append(at)
        at = at.next
    return after, at is not None and at.mem_id in known


def around(
    nodes: Sequence[LexborNode], same: Callable[[LexborNode], object] = lambda node: node.mem_id
) -> list[LexborNode]:
    """For each node, the largest element around it that holds no other of the nodes; one card each, in page order.

    Args:
        nodes: what each card has exactly one of, such as links to vacancies.
        same: what tells nodes apart; two links to one vacancy (on the title and on a button) count once.
    """
    held: dict[int, set[object]] = {}
    for node in nodes:
        for element in _above(node):
            held.setdefault(element.mem_id, set()).add(same(node))
    cards: dict[int, LexborNode] = {}
    for node in nodes:
        alone = takewhile(lambda element: len(held[element.mem_id]) == 1, _above(node))
        card = deque(alone, maxlen=1) or [node]
        cards[card[0].mem_id] = card[0]
    return list(cards.values())
