"""The text of an advert's body whose HTML is in order, from its tags alone: ten times as fast as by a tree.

In order means: paragraphs, headings, lists and the usual inline tags, each closed where it was opened and standing
where HTML lets it stand, so that a parser has nothing to mend. Every other body is for the tree.
"""

import html
import re
from collections.abc import Iterable, Iterator

from scraper.normalising.prose_marks import MARKS, PLAIN

_TOP, _BLOCK, _LIST, _ITEM, _HOLDER, _INLINE, _VOID = "top", "block", "list", "item", "holder", "inline", "void"
_KINDS = {
    **dict.fromkeys(("p", "h1", "h2", "h3", "h4", "h5", "h6"), _BLOCK),
    **dict.fromkeys(("ul", "ol"), _LIST),
    "li": _ITEM,
    "div": _HOLDER,
    **dict.fromkeys(("strong", "b", "em", "i", "u", "span", "a"), _INLINE),
    "br": _VOID,
}
_MAY_HOLD = {
    _TOP: frozenset((_BLOCK, _LIST, _HOLDER)),
    _BLOCK: frozenset((_INLINE, _VOID)),
    _LIST: frozenset((_ITEM,)),
    _ITEM: frozenset((_BLOCK, _LIST, _HOLDER, _INLINE, _VOID)),
    _HOLDER: frozenset((_BLOCK, _LIST, _HOLDER, _INLINE, _VOID)),
    _INLINE: frozenset((_INLINE, _VOID)),
}
_WITHOUT_TEXT = (_TOP, _LIST)
"""Text that stands right in these is given an element of its own by a parser."""
_DEEPEST = 30
"""Elements in elements; deeper ones are seldom in order."""
_TAG = re.compile(
    r"<(/?)([a-zA-Z][a-zA-Z0-9]*+)(?:\s++[a-zA-Z][-\w:]*+(?:=\"[^\"<>]*+\"|='[^'<>]*+')?)*+\s*+(/?)>", re.ASCII
)
_ENTITY = re.compile(r"&(?:amp|lt|gt|quot|nbsp|pound|euro|ndash|mdash|[lr][sd]quo|bull|middot|hellip);")
"""Those that every parser takes for the same character."""
_BLANK = " \t\r\n"


def marked(markup: str) -> str | None:
    """Return the text of a piece of HTML with the marks of its elements; None when it is not in order."""
    first, *rest = _TAG.split(markup)
    texts = [first, *rest[3::4]]
    shown = "".join(texts)
    if first.strip(_BLANK) or "<" in shown or ("&" in shown and "&" in _ENTITY.sub("", shown)):
        return None
    pieces = list(_pieces(zip(rest[0::4], rest[1::4], rest[2::4], rest[3::4], strict=True)))
    return None if None in pieces else "".join(filter(None, pieces))


def _pieces(tags: Iterable[tuple[str, str, str, str]]) -> Iterator[str | None]:
    """Yield marks and texts in reading order; None, and no more, where the order ends."""
    open_ = [""]
    for closing, capitals, slash, text in tags:
        name = capitals.lower()
        kind, top = _KINDS.get(name), _KINDS.get(open_[-1], _TOP)
        if closing and open_[-1] == name and not slash:
            open_.pop()
            yield MARKS.get(name, PLAIN).end
        elif _may_stand(kind, top, open_, name) and not closing and (kind == _VOID or not slash):
            yield MARKS.get(name, PLAIN).begin
            open_ += [name] if kind != _VOID else []
        else:
            yield None
            return
        if text.strip(_BLANK) and _KINDS.get(open_[-1], _TOP) in _WITHOUT_TEXT:
            yield None
            return
        yield html.unescape(text).replace("\n", " ")
    yield None if len(open_) > 1 else ""


def _may_stand(kind: str | None, top: str, open_: list[str], name: str) -> bool:
    return kind in _MAY_HOLD[top] and len(open_) < _DEEPEST and not (name == "a" and name in open_)
