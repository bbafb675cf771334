"""Advert bodies as readable text: paragraphs and bullets from HTML, with people's contact details masked.

Nothing here raises or recurses, so a body nested ten thousand deep costs time, not a crash.
"""

import html
import re

from scraper.normalising import prose_plain

BODY_CAP = 400_000
"""Characters of HTML read from one advert: the longest council adverts seen are under 60,000."""
TEXT_CAP = 100_000
"""Characters of readable text kept: twice the longest advert seen."""
ESCAPED_TWICE = 3
"""Times that a whole body may be unescaped before its markup shows (Tribepad's vendor XML escapes twice)."""

BULLET = "- "
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


def _marked(markup: str) -> str:
    plain = prose_plain.marked(markup)
    if plain is not None:
        return plain
    from scraper.normalising import prose_tree  # noqa: PLC0415 (6 MB that only bodies not in order need)

    return prose_tree.marked(markup)


def readable(body: str) -> str:
    """Readable text of an advert's body: one line a paragraph, "- " before bullets. Plain text passes through.

    Reads at most ``BODY_CAP`` characters and keeps at most ``TEXT_CAP``.
    """
    text = _decoded(body[:BODY_CAP])
    if _MARKUP.search(text):
        text = _settled(_marked(_INVISIBLE.sub("", text)))
    lines = (tidy(line) for line in text.splitlines())
    return "\n".join(line for line in lines if line and line not in {"-", ":"})[:TEXT_CAP].strip()
