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
_SILENT_TAGS = tuple(f"<{name}" for name in SILENT.split())
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ue000-\uf8ff]")
"""Joiners, marks of direction, and the private signs by which icon fonts draw pictures: no reader sees them as text."""
_COMMENTS = re.compile(r"<!--(?:[^-]++|-(?!->))*+(?:-->)?|<!\[CDATA\[|\]\]>")
_ATTRIBUTES = r"(?:=\s*+(?:\"[^\"]*+\"?|'[^']*+'?)|[^>=]++|=)*+"
"""What may stand in a tag: a ">" inside a quoted value does not end it. Possessive, so linear on any input."""
_SILENCED = re.compile(
    rf"<({SILENT.replace(' ', '|')})(?=[\s/>]){_ATTRIBUTES}>?(?:[^<]++|<(?!/\1[\s>]))*+(?:</\1[^>]*+>?)?", re.IGNORECASE
)
_TAG = re.compile(rf"<([/!?]?[a-zA-Z][^\s/>]*+){_ATTRIBUTES}>?")

_DIGIT = re.compile("[0-9]")


class _Edges(dict[str, str]):
    """What each tag is to a reader: a new line or nothing. Names in capitals are looked up anew, never kept."""

    def __missing__(self, tag: str) -> str:
        return "\n" if tag.lstrip("/").lower() in _BREAKS else ""


_RUNNING = "a abbr b button em font i img input label small span strong sub sup u"
"""Elements that run on, as pages are full of: told without asking."""
_EDGES = _Edges(
    {
        edge + name: sign
        for names, sign in ((BREAKS, "\n"), (_RUNNING, ""))
        for name in names.split()
        for edge in ("", "/")
    }
)


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
    return [tidied for line in _shown(markup).split("\n") if (tidied := " ".join(line.split()))]


def numbered_lines(markup: str) -> list[str]:
    """Return those of a fragment's ``lines`` that hold a digit: few of most pages, so the others are never tidied."""
    return [" ".join(line.split()) for line in _shown(markup).split("\n") if _DIGIT.search(line)]


def _shown(markup: str) -> str:
    """Return a fragment's text with a new line wherever an element begins or ends one."""
    if "<" in markup and _TAG.search(markup):
        markup = _COMMENTS.sub(" ", markup) if "<!" in markup or "]]>" in markup else markup
        lower = markup.lower()
        markup = _SILENCED.sub(" ", markup) if any(map(lower.__contains__, _SILENT_TAGS)) else markup
        parts = _TAG.split(markup.replace("\n", " "))
        parts[1::2] = map(_EDGES.__getitem__, parts[1::2])
        markup = "".join(parts)
    shown = unescaped(markup)
    return shown if shown.isascii() else _INVISIBLE.sub("", shown)


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
