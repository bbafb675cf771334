"""Pages made to exhaust a parser, told before parsing. Pure.

Three shapes cost an HTML5 parser far more than their size (measured on Lexbor): elements nested in their thousands
(time by the square of the depth: 40,000 deep 1.8 s), attributes by the thousand in one tag (40,000 in one 2.4 s), and
formatting tags never closed, which every later block opens anew (27 kB became 4 million nodes and 1.8 GB).
"""

import re
from collections import Counter

from scraper.pages import Problem, Verdict

HTML_CAP = 16_000_000
"""Characters. The largest listing known is 0.4 million; the tree takes some ten times the text."""
MOST_TAGS = 600_000
""" "<" in a page: as many elements take 200 MB. The largest listing known has 9,000."""
DEEPEST = 3_000
"""Elements open at once, lists' items and table cells not counted. Browsers stop at 512."""
MOST_ATTRIBUTES = 400
"""In one tag; real ones have under 100. A page of nothing but such tags parses in 8 s at the cap."""
MOST_COPIES = 400_000
"""Nodes made anew by unclosed formatting: 100 MB. Real pages make a few thousand at most."""
FEW_TAGS = 10_000
"""As many tags, all of them nested, still parse in 0.1 s: no need to look closer."""
FEW_STRAYS = 40
"""Angle brackets outside tags (scripts have some); between so many, 16,000 attributes at most can hide: 0.4 s."""

_VALUE = r"=\s*+(?:\"[^\"]*+\"?|'[^']*+'?)"
_TAG = re.compile(rf"<(/?)([a-zA-Z][^\s/>]*+)((?:{_VALUE}|[^>=]++|=)*+)")
_VALUES = re.compile(_VALUE)
_FORMATTING_NAMES = "b big code em font i s small strike strong tt u nobr a"
_FORMATTING = frozenset(_FORMATTING_NAMES.split())
_PLAIN_TAG = re.compile(r"<[^<>]*+>")
_FORMATTING_TAG = re.compile(  # asked of each distinct tag, as pages repeat theirs, where the page has many
    r"<(?:b|big|code|em|font|i|s|small|strike|strong|tt|u|nobr)(?=[\s/>])[^<>]*+", re.IGNORECASE
)
_NEVER_DEEP_NAMES = (
    "area base br col embed hr img input link meta source track wbr p li dt dd td th tr option thead tbody tfoot "
    "colgroup html head body"
)
_NEVER_DEEP = frozenset(_NEVER_DEEP_NAMES.split())
"""Void elements, and those that their like closes."""
_ARK = 3
"""Identical formatting elements kept open at most (WHATWG HTML, "Noah's Ark clause")."""


def check_html(html: str, url: str) -> None:
    """Raise when parsing this HTML would take more time or memory than any real page does.

    Raises:
        Problem: broken, too_big.
    """
    if len(html) > HTML_CAP:
        raise _too_big(url, f"it is over {HTML_CAP:,} characters")
    if html.count("<") > MOST_TAGS:
        raise _too_big(url, f"it has over {MOST_TAGS:,} tags")
    if _is_harmless(html):
        return
    why = _Scan().read(html)
    if why:
        raise _too_big(url, why)


def _is_harmless(html: str) -> bool:
    """Tell cheaply whether no shape is possible; most pages need no closer look."""
    tags = _PLAIN_TAG.findall(html)
    if len(tags) > FEW_TAGS or html.count("<") + html.count(">") - 2 * len(tags) > FEW_STRAYS:
        return False
    if max(map(len, tags), default=0) > 2 * MOST_ATTRIBUTES and any(map(_many, tags)):
        return False
    if _ARK * len(tags) ** 2 <= MOST_COPIES:
        return True
    if len(_FORMATTING_TAG.findall(html)) * len(tags) <= MOST_COPIES:
        return True
    alike = ((tag, count) for tag, count in Counter(tags).items() if _FORMATTING_TAG.match(tag))
    return sum(min(count, _ARK) for _, count in alike) * len(tags) <= MOST_COPIES


class _Scan:
    """Follows the open elements from tag to tag, roughly: enough to bound what a parser would build."""

    def __init__(self) -> None:
        self.open: dict[str, int] = {}
        self.depth = self.copies = self.formatting = 0
        self.stacks: dict[str, list[str]] = {}
        self.alike: dict[str, int] = {}

    def read(self, html: str) -> str | None:
        """Return why the page is a bomb, or None."""
        for match in _TAG.finditer(html):
            closing, name, attributes = match.groups()
            if _many(attributes):
                return f"a tag has over {MOST_ATTRIBUTES} attributes"
            self._step(name.lower(), attributes, closing=bool(closing))
            if self.depth > DEEPEST:
                return f"its elements are nested over {DEEPEST:,} deep"
            if self.copies > MOST_COPIES:
                return "its formatting tags are never closed"
        return None

    def _step(self, name: str, attributes: str, *, closing: bool) -> None:
        if name in _FORMATTING:
            self._format(name, name + attributes, closing=closing)
        else:
            self.copies += self.formatting
        if name in _NEVER_DEEP:
            return
        count = self.open.get(name, 0)
        if closing and count:
            self.open[name] = count - 1
            self.depth -= 1
        elif not closing and not attributes.endswith("/"):
            self.open[name] = count + 1
            self.depth += 1

    def _format(self, name: str, tag: str, *, closing: bool) -> None:
        stack = self.stacks.setdefault(name, [])
        if not closing:
            stack.append(tag)
            self.alike[tag] = self.alike.get(tag, 0) + 1
            self.formatting += self.alike[tag] <= _ARK
        elif stack:
            tag = stack.pop()
            self.formatting -= self.alike[tag] <= _ARK
            self.alike[tag] -= 1


def _many(attributes: str) -> bool:
    if len(attributes) <= 2 * MOST_ATTRIBUTES:
        return False
    return len(_VALUES.sub(" ", attributes).replace("/", " ").split()) > MOST_ATTRIBUTES


def _too_big(url: str, why: str) -> Problem:
    return Problem(Verdict.BROKEN, "too_big", f"{url} can't be read within bounds: {why}; look at it in a browser")
