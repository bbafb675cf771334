"""Advert bodies as readable text: paragraphs and bullets from HTML, with people's contact details masked.

``readable`` never raises and never recurses, so a body nested ten thousand deep costs time, not a crash.
"""

import html
import re
from collections.abc import Iterator

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PageElement, PreformattedString, Tag

BODY_CAP = 400_000
"""Characters of HTML read from one advert: the longest council adverts seen are under 60,000."""
TEXT_CAP = 100_000
"""Characters of readable text kept: twice the longest advert seen."""

SILENT = ["script", "style", "noscript", "template", "head", "svg", "iframe", "object", "select", "button"]
"""Elements whose text is not for readers."""
BLOCKS = frozenset(
    {
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "legend",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "tfoot",
        "thead",
        "tr",
        "ul",
    }
)
CELLS = frozenset({"td", "th"})
BULLET = "- "

_MARKUP = re.compile(r"<[a-zA-Z!/?]")
_SPACES = re.compile(r"[^\S\n]+")
_INVISIBLE = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]"
)
_EMAIL = re.compile(r"[\w.%+'-]{1,64}@(?:[\w-]{1,63}\.){1,8}[a-z]{2,24}\b", re.IGNORECASE)
_TELEPHONE = re.compile(
    r"(?<![\w£$€/.,-])(?:\+\s?44\s?(?:\(0\)\s?)?|\(?0(?=\d|\s\d))\d{0,5}\)?(?:[ .-]{0,2}\d{2,6}){1,4}(?![\w/]|[.,]\d)"
)
EMAIL_MASK = "[email removed]"
TELEPHONE_MASK = "[telephone removed]"


def tidy(text: str | None) -> str:
    """One line of text: entities decoded (twice, as some platforms escape twice), white space and marks collapsed."""
    if not text:
        return ""
    if "&" in text:
        text = html.unescape(html.unescape(text))
    if not text.isascii() or not text.isprintable():
        text = _INVISIBLE.sub("", text)
    return " ".join(text.split())


def _starts(element: Tag) -> str:
    if element.name == "br":
        return "\n"
    if element.name == "li":
        return "\n" + BULLET
    return "\n" if element.name in BLOCKS else " " if element.name in CELLS else ""


def _pieces(soup: BeautifulSoup) -> Iterator[str]:
    """Text in reading order. Walks by next_element, never by recursion."""
    for silent in soup.find_all(SILENT):
        silent.decompose()
    element: PageElement | None = soup
    while element is not None:
        if isinstance(element, Tag):
            yield _starts(element)
        elif isinstance(element, NavigableString) and not isinstance(element, PreformattedString):
            yield str(element).replace("\n", " ")
        element = element.next_element


def readable(html_text: str) -> str:
    """Readable text of an advert's body: one line a paragraph, "- " before bullets. Plain text passes through.

    Reads at most ``BODY_CAP`` characters and keeps at most ``TEXT_CAP``.
    """
    text = html_text[:BODY_CAP]
    if "&lt;" in text and not _MARKUP.search(text):
        text = html.unescape(text)
    if _MARKUP.search(text):
        text = "".join(_pieces(BeautifulSoup(text, "lxml")))
    lines = (tidy(line) for line in text.split("\n"))
    return "\n".join(line for line in lines if line and line != BULLET.strip())[:TEXT_CAP]


def mask(text: str) -> str:
    """The text with e-mail addresses and UK telephone numbers masked (privacy: adverts name people)."""
    if "@" in text:
        text = _EMAIL.sub(EMAIL_MASK, text)
    return text
