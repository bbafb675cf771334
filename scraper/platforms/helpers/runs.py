"""A page as runs: the visible text in order, and how strongly each piece is set apart from the one before.

A run is text that nothing sets apart; its ``edge`` says what stands between it and the run before, from nothing at all
to a new line. Elements are kept as the interval of runs that they hold: "which container holds only this" is then
arithmetic, at any depth of nesting. Reading them is ``scraper.platforms.helpers.blocks``.
"""

import re
from enum import IntEnum

from msgspec import Struct
from selectolax.lexbor import LexborNode

from scraper.platforms.helpers.shown import LINE_TAGS, UNSEEN_TAGS, is_hidden, is_shadow

DEEPEST_SHADOW = 8
"""Shadow trees inside shadow trees that are followed; no real page comes near."""


class Edge(IntEnum):
    """What stands between a run and the run before it, weakest first."""

    FLOW = 0
    """Nothing, or one space."""
    WIDE = 1
    """Two or more spaces, as &nbsp; gives them."""
    SIGN = 2
    """A dividing sign: a bar, a middle dot or a bullet."""
    WRAP = 3
    """A new line in the source, which a browser shows as a space unless a style says otherwise."""
    INLINE = 4
    """The start or end of an inline element, with text on the other side."""
    BETWEEN = 5
    """One inline element ended and another began: often set apart by a style."""
    LINE = 6
    """A new line for any reader: a block, a break, a cell."""


class Run(Struct, frozen=True, kw_only=True, gc=False):
    """A piece of text that nothing sets apart, white space tidied.

    Attributes:
        space: white space parts it from the run before.
        href: target of the link it stands in, as written.
        element: index of its innermost element, -1 for none.
        alt: it is the text of a picture, which most readers do not see.
    """

    text: str
    edge: Edge
    space: bool
    href: str | None
    element: int
    alt: bool = False


class Element(Struct, kw_only=True):
    """An element and the interval of runs that it holds: start inclusive, end exclusive; parent is an index or -1."""

    node: LexborNode
    tag: str
    parent: int
    start: int
    end: int = 0
    hidden: bool = False


class Block(Struct, frozen=True):
    """All runs of a page or a part of it, and its elements in document order."""

    runs: tuple[Run, ...]
    elements: tuple[Element, ...]


_WORDS = re.compile(r"\S+(?: \S+)*")
_SIGNS = re.compile(r" (?=[|·•¦‧∙] )")
_NOT_SHOWN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ue000-\uf8ff]")
"""Soft hyphens, joiners, marks of direction and icon fonts' signs: no reader sees them as text, and two copies of a
title may differ in them."""


class _Reader:
    """Collects runs during one walk."""

    def __init__(self, breaks: re.Pattern[str] | None) -> None:
        self.runs: list[Run] = []
        self.elements: list[Element] = []
        self._breaks = breaks
        self._open: list[int] = []
        self._links: list[tuple[int, str]] = []
        self._edge, self._space, self._closed = Edge.LINE, False, False
        self._pre = self._shadows = 0

    def walk(self, root: LexborNode) -> None:
        """Walk without recursion: a page may nest ten thousand deep."""
        node: LexborNode | None = root
        while node is not None:
            node = self._enter(node) or self._leave(node, root)

    def _enter(self, node: LexborNode) -> LexborNode | None:
        if node.is_text_node:
            self._text(node.text_content or "")
            return None
        if node.is_comment_node:
            return None
        if not node.is_element_node:
            return node.first_child
        if node.tag in UNSEEN_TAGS:
            self._shadow(node)
            return None
        self._start(node, node.tag or "")
        child = node.first_child
        if child is None:
            self._end(node.tag or "")
        return child

    def _leave(self, node: LexborNode, root: LexborNode) -> LexborNode | None:
        while node.mem_id != root.mem_id:
            if node.next is not None:
                return node.next
            parent = node.parent
            if parent is None:
                return None
            if parent.is_element_node:
                self._end(parent.tag or "")
            node = parent
        return None

    def _shadow(self, node: LexborNode) -> None:
        if not is_shadow(node) or self._shadows >= DEEPEST_SHADOW:
            return
        self._shadows += 1
        for fragment in node.template_fragments():
            self.walk(fragment)
        self._shadows -= 1

    def _start(self, node: LexborNode, tag: str) -> None:
        index = len(self.elements)
        parent = self._open[-1] if self._open else -1
        self.elements.append(Element(node=node, tag=tag, parent=parent, start=len(self.runs), hidden=is_hidden(node)))
        self._open.append(index)
        self._pre += tag == "pre"
        if tag in LINE_TAGS:
            self._edge = Edge.LINE
        elif tag != "wbr":
            self._edge = max(self._edge, Edge.BETWEEN if self._closed else Edge.INLINE)
        if tag == "a" and (href := node.attributes.get("href")):
            self._links.append((index, href))
        if tag == "img" and (text := " ".join((node.attributes.get("alt") or "").split())):
            self._run(text, alt=True)

    def _end(self, tag: str) -> None:
        index = self._open.pop()
        self.elements[index].end = len(self.runs)
        self._pre -= tag == "pre"
        if self._links and self._links[-1][0] == index:
            self._links.pop()
        if tag in LINE_TAGS:
            self._edge = Edge.LINE
        elif tag not in ("wbr", "img"):
            self._edge = max(self._edge, Edge.INLINE)
            self._closed = True

    def _blank(self, white: str) -> None:
        if not white:
            return
        self._space = True
        if "\n" in white or "\r" in white:
            self._edge = max(self._edge, Edge.LINE if self._pre else Edge.WRAP)
        elif len(white) > 1:
            self._edge = max(self._edge, Edge.WIDE)

    def _text(self, raw: str) -> None:
        text, end = raw if raw.isascii() else _NOT_SHOWN.sub("", raw), 0
        for match in _WORDS.finditer(text):
            self._blank(text[end : match.start()])
            self._words(match.group())
            end = match.end()
        self._blank(text[end:])

    def _words(self, words: str) -> None:
        for number, piece in enumerate(_SIGNS.split(words)):
            if number:
                self._space, self._edge = True, max(self._edge, Edge.SIGN)
            start = 0
            for match in self._breaks.finditer(piece) if self._breaks else ():
                self._piece(piece[start : match.start()])
                self._edge, start = Edge.LINE, match.start()
            self._piece(piece[start:])

    def _piece(self, piece: str) -> None:
        if text := piece.strip():
            self._space = self._space or piece[0] == " "
            self._run(text)
            self._space = piece[-1] == " "

    def _run(self, text: str, *, alt: bool = False) -> None:
        element = self._open[-1] if self._open else -1
        href = self._links[-1][1] if self._links else None
        self.runs.append(Run(text=text, edge=self._edge, space=self._space or alt, href=href, element=element, alt=alt))
        self._edge, self._space, self._closed = Edge.FLOW, alt, False


def read(root: LexborNode, breaks: re.Pattern[str] | None = None) -> Block:
    """Read the text under a node, in document order.

    Scripts, styles, form choices, drawings, comments and inert templates are left out; what is hidden by a style or
    meant for screen readers is read and its element marked. The texts of pictures are runs marked ``alt``.

    Args:
        root: an element or a whole document.
        breaks: where this matches inside a text, a run begins as if on a new line.
    """
    reader = _Reader(breaks)
    reader.walk(root)
    return Block(tuple(reader.runs), tuple(reader.elements))
