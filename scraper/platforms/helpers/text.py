"""Text as printed: white space tidied, entities decoded (twice where a vendor escaped twice), tags taken out. Pure."""

import html
import re

BREAKS = (
    "address article aside blockquote br caption center dd details dialog div dl dt fieldset figcaption figure footer "
    "form h1 h2 h3 h4 h5 h6 header hr legend li main nav ol optgroup option p pre section summary table tbody td tfoot "
    "th thead title tr ul"
)
"""Elements that begin and end a line for a reader: all others run on."""
SILENT = "script style template noscript head svg iframe object canvas math"
"""Elements whose text is not for readers."""

_BREAKS = frozenset(BREAKS.split())
_INVISIBLE = re.compile("[\u200b\u2060\ufeff\u00ad]")
_SOURCE_SPACE = re.compile(r"[ \t\r\n\f]+")
_COMMENTS = re.compile(r"<!--(?:[^-]++|-(?!->))*+(?:-->)?|<!\[CDATA\[|\]\]>")
_ATTRIBUTES = r"(?:=\s*+(?:\"[^\"]*+\"?|'[^']*+'?)|[^>=]++|=)*+"
"""What may stand in a tag: a ">" inside a quoted value does not end it. Possessive, so linear on any input."""
_SILENCED = re.compile(
    rf"<({SILENT.replace(' ', '|')})(?=[\s/>]){_ATTRIBUTES}>?(?:[^<]++|<(?!/\1[\s>]))*+(?:</\1[^>]*+>?)?", re.IGNORECASE
)
_TAG = re.compile(rf"<([/!?]?[a-zA-Z][^\s/>]*+){_ATTRIBUTES}>?")


def tidy(text: str | None) -> str | None:
    """Return the text with each stretch of white space as one space, trimmed; None when nothing is left."""
    if not text:
        return None
    return " ".join((text if text.isascii() else _INVISIBLE.sub("", text)).split()) or None


def unescaped(text: str) -> str:
    """Return the text with entities decoded, twice where they were escaped twice ("&amp;amp;", "&amp;#163;")."""
    for _ in range(2):
        if "&" not in text:
            break
        text = html.unescape(text)
    return text


def lines(markup: str) -> list[str]:
    """Return what a reader sees of an HTML fragment (or a plain text), one tidied line an entry, no empty ones.

    Works on the string, so it is fast on whole pages; it does not know what a style sheet hides.
    """
    if "<" in markup and _TAG.search(markup):
        markup = _SOURCE_SPACE.sub(" ", _SILENCED.sub(" ", _COMMENTS.sub(" ", markup)))
        parts = _TAG.split(markup)
        parts[1::2] = ["\n" if tag.lstrip("/").lower() in _BREAKS else "" for tag in parts[1::2]]
        markup = "".join(parts)
    shown = (tidy(line) for line in unescaped(markup).split("\n"))
    return [line for line in shown if line]


def plain(markup: str | None) -> str | None:
    """Return an HTML fragment as one line of text, as a reader sees it; None when it shows none.

    ``plain("<b>Care</b> &amp;amp; Support") == "Care & Support"``
    """
    if not markup or ("<" not in markup and "&" not in markup):
        return tidy(markup)
    return " ".join(lines(markup)) or None


def join(*texts: str | None, by: str = "; ") -> str | None:
    """Return the texts that are there, each once, in order, joined; None when there are none."""
    return by.join(dict.fromkeys(text for text in texts if text)) or None
