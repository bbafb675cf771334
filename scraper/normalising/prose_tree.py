"""The tree of an advert's body as marked text, by beautifulsoup4: the mending of the worst HTML is its craft."""

from collections.abc import Iterator
from typing import NamedTuple

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PageElement, PreformattedString, Tag

SILENT = frozenset(
    {"script", "style", "noscript", "template", "head", "svg", "iframe", "object", "select", "button", "math", "canvas"}
)
"""Elements whose text is not for readers."""


class _Marks(NamedTuple):
    """What stands in the text where an element begins and where it ends."""

    begin: str
    end: str


_BLOCK = _Marks("\n", "\n")
_BLOCKS = (
    "address article aside blockquote body caption center details div dl fieldset figcaption figure footer form h1 h2"
    " h3 h4 h5 h6 header html legend main nav ol optgroup p pre section summary table tbody tfoot thead tr ul"
)
_MARKS = dict.fromkeys(_BLOCKS.split(), _BLOCK) | {
    "br": _Marks("\n", ""),
    "hr": _Marks("\n", ""),
    "li": _Marks("\n\x01", "\n"),
    "dt": _Marks("\n", "\x02"),
    "dd": _Marks("", "\n"),
    "th": _Marks(" ", "\x02"),
    "td": _Marks(" ", " "),
}
"""A bullet is marked \\x01 and the end of a label \\x02 until the lines are settled."""
_PLAIN = _Marks("", "")


def marked(markup: str) -> str:
    """Return the text of a piece of HTML in reading order, with the marks of the elements round it."""
    return "".join(_pieces(BeautifulSoup(markup, "lxml")))


def _pieces(soup: BeautifulSoup) -> Iterator[str]:
    """Text in reading order with the marks of the elements round it; an explicit stack, never recursion."""
    stack: list[tuple[Iterator[PageElement], str]] = [(iter(soup.contents), "")]
    while stack:
        children, end = stack[-1]
        element = next(children, None)
        if element is None:
            stack.pop()
            yield end
        elif isinstance(element, Tag):
            if element.name not in SILENT:
                marks = _MARKS.get(element.name, _PLAIN)
                yield marks.begin
                stack.append((iter(element.contents), marks.end))
        elif isinstance(element, NavigableString) and not isinstance(element, PreformattedString):
            yield element.replace("\n", " ").replace("\x01", "").replace("\x02", "")
