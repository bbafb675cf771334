"""The tree of an advert's body as marked text, by beautifulsoup4: the mending of the worst HTML is its craft."""

from collections.abc import Iterator

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PageElement, PreformattedString, Tag

from scraper.normalising.prose_marks import MARKS, PLAIN

SILENT = frozenset(
    {"script", "style", "noscript", "template", "head", "svg", "iframe", "object", "select", "button", "math", "canvas"}
)
"""Elements whose text is not for readers."""


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
                marks = MARKS.get(element.name, PLAIN)
                yield marks.begin
                stack.append((iter(element.contents), marks.end))
        elif isinstance(element, NavigableString) and not isinstance(element, PreformattedString):
            yield element.replace("\n", " ").replace("\x01", "").replace("\x02", "")
