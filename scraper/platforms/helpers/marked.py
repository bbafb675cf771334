"""A page as lines, each knowing whether its markup says that it is a label. Pure."""

import re
from collections.abc import Iterator

from msgspec import Struct

from scraper.platforms.helpers.markup import Node, breaks_line, shown_lines, walk
from scraper.platforms.helpers.synonyms import meaning
from scraper.platforms.helpers.text import join, tidy

FEW_PIECES = 4
"""Pieces of text that a label can be made of; asking more often would cost a page of prose dearly."""

_LABEL_TAGS = frozenset({"dt", "th", "label", "strong", "b", "h2", "h3", "h4", "h5", "h6"})
_LABEL_CLASS = re.compile(
    r"label|caption|term|heading|-key|__key|(?:field|detail|meta)[-_]?(?:name|title|key)", re.IGNORECASE
)
_CELLS = frozenset({"td", "dd"})
_LABEL_CELLS = frozenset({"th", "dt"})
_BLANK = re.compile(r"[\r\n]+")


class Line(Struct, frozen=True):
    """A line as a reader sees it.

    Attributes:
        marked: its markup says that it is a label (dt, th, strong, a heading).
        cell: it is a whole cell beside its label, so that a colon in it makes no label of its own.
    """

    text: str
    marked: bool = False
    cell: bool = False


def marked_lines(root: Node) -> list[Line]:
    """Return the lines of a node; a marked stretch at the start of a line that holds more is a line of its own.

    A cell beside its label (td after th, dd after dt) is one line whatever stands in it, its parts joined by "; ".
    """
    return _Flattener().flattened(root)


class _Flattener:
    """Walks a node once, gathering pieces of text until something ends the line."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self._pieces: list[str] = []
        self._marks: list[bool] = []
        self._depth = 0

    def flattened(self, root: Node) -> list[Line]:
        """Return the lines of the node; the walk is without recursion."""
        steps = walk(root)
        for node, entering in steps:
            if node.is_text_node:
                self._add(node.text_content or "")
            elif entering and _is_value_cell(node):
                self._close()
                self._add_cell(node)
                _skip(steps, node)
            else:
                self._cross(node, entering=entering)
        self._close()
        return self.lines

    def _add(self, text: str) -> None:
        self._pieces.append(_BLANK.sub(" ", text))
        if text.strip():
            self._marks.append(self._depth > 0)

    def _add_cell(self, cell: Node) -> None:
        text = join(*shown_lines(cell))
        before = _element_before(cell)
        if text and cell.tag == "dd" and before is not None and before.tag == "dd" and self.lines:
            text = f"{self.lines.pop().text}; {text}"
        if text:
            self.lines.append(Line(text, cell=True))

    def _cross(self, node: Node, *, entering: bool) -> None:
        """Pass an element's edge: a block ends the line, and so does a label once it is all said."""
        marked = _is_label(node)
        if breaks_line(node) or (marked and not (entering and self._said())) or (entering and self._said_label()):
            self._close()
        self._depth += marked if entering else -marked

    def _said(self) -> str:
        return "".join(self._pieces).strip()

    def _said_label(self) -> bool:
        return len(self._pieces) < FEW_PIECES and meaning(self._said()) is not None

    def _close(self) -> None:
        text = tidy("".join(self._pieces))
        if text:
            self.lines.append(Line(text, all(self._marks)))
        self._pieces.clear()
        self._marks.clear()


def _skip(steps: Iterator[tuple[Node, bool]], node: Node) -> None:
    """Move on past a node whose text was taken as a whole."""
    for passed, entering in steps:
        if not entering and passed.mem_id == node.mem_id:
            return


def _is_value_cell(node: Node) -> bool:
    """Tell whether a cell stands beside its label, so that all of it is one value."""
    if node.tag not in _CELLS:
        return False
    before = _element_before(node)
    if before is None:
        return False
    if before.tag in _LABEL_CELLS or (node.tag == "dd" and before.tag == "dd"):
        return True
    said = tidy(before.text()) or ""
    return said.endswith(":") or meaning(said) is not None


def _element_before(node: Node) -> Node | None:
    before = node.prev
    while before is not None and not before.is_element_node:
        before = before.prev
    return before


def _is_label(node: Node) -> bool:
    if node.tag in _LABEL_TAGS:
        return True
    given = node.attributes.get("class")
    return bool(given and _LABEL_CLASS.search(given))
