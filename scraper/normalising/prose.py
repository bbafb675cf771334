"""Advert bodies as readable text: paragraphs and bullets from HTML, with people's contact details masked.

Nothing here raises or recurses, so a body nested ten thousand deep costs time, not a crash.
"""

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PageElement, PreformattedString, Tag

BODY_CAP = 400_000
"""Characters of HTML read from one advert: the longest council adverts seen are under 60,000."""
TEXT_CAP = 100_000
"""Characters of readable text kept: twice the longest advert seen."""
ESCAPED_TWICE = 3
"""Times that a whole body may be unescaped before its markup shows (Tribepad's vendor XML escapes twice)."""

SILENT = frozenset(
    {"script", "style", "noscript", "template", "head", "svg", "iframe", "object", "select", "button", "math", "canvas"}
)
"""Elements whose text is not for readers."""


class _Marks(NamedTuple):
    """What stands in the text where an element begins and where it ends."""

    begin: str
    end: str


BULLET = "- "
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

_MARKUP = re.compile(r"<(?:[a-zA-Z][a-zA-Z0-9]{0,15}[\s/>]|/[a-zA-Z]|!--|![dD]|\?)")
_ESCAPED = re.compile(r"&(?:amp;){0,3}lt;", re.IGNORECASE)
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2064"
    "\u2066-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
"""Control characters, soft hyphens, zero widths, direction overrides, lone surrogates: invisible, and some hostile."""


def tidy(text: str | None) -> str:
    """One line of text: entities decoded (twice, as some platforms do), invisible marks dropped, spaces collapsed."""
    if not text:
        return ""
    if "&" in text:
        text = html.unescape(html.unescape(text))
    if not text.isprintable():
        text = _INVISIBLE.sub("", text)
    return " ".join(text.split())


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


def _settled(text: str) -> str:
    """Bullets joined to the text that follows them, labels to their values."""
    lines: list[str] = []
    for raw in text.split("\n"):
        line = " ".join(raw.split())
        if not line.strip("\x01\x02"):
            line = line[:1]
        if lines and (lines[-1] == "\x01" or lines[-1].endswith("\x02")) and line:
            lines[-1] += line.lstrip("\x01")
        elif line and line != "\x02":
            lines.append(line)
    return "\n".join(map(_line, lines))


def _line(line: str) -> str:
    *labels, value = line.split("\x02")
    named = [label.strip().removesuffix(":").rstrip() for label in labels]
    joined = ": ".join(part for part in (*named, value.strip()) if part)
    return (BULLET if joined.startswith("\x01") else "") + joined.replace("\x01", " ")


def _decoded(text: str) -> str:
    for _ in range(ESCAPED_TWICE):
        if _MARKUP.search(text) or not _ESCAPED.search(text):
            break
        text = html.unescape(text)
    return text


def readable(body: str) -> str:
    """Readable text of an advert's body: one line a paragraph, "- " before bullets. Plain text passes through.

    Reads at most ``BODY_CAP`` characters and keeps at most ``TEXT_CAP``.
    """
    text = _decoded(body[:BODY_CAP])
    if _MARKUP.search(text):
        text = _settled("".join(_pieces(BeautifulSoup(_INVISIBLE.sub("", text), "lxml"))))
    lines = (tidy(line) for line in text.splitlines())
    return "\n".join(line for line in lines if line and line not in {"-", ":"})[:TEXT_CAP].strip()
