"""Labels and their values, in whatever shape a page gives them, and what each label means. Pure.

``pairs(node)`` finds them all: dt and dd, th and td, a label beside or above its value, "<strong>Label:</strong>
value", "Label:value<br/>", "Label: value | Label: value", plain lines. ``fields(pairs)`` keeps those
whose label it knows and names them as Advert does, so a platform writes ``filled(advert, pairs(node))``, or
``Advert(source_ref=..., **fields(pairs(node)))``.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from msgspec import structs

from scraper.platforms.helpers.marked import Line, marked_lines
from scraper.platforms.helpers.markup import Node, Tree, parse_html
from scraper.platforms.helpers.synonyms import is_unmistakable, meaning
from scraper.platforms.helpers.text import join, plain, tidy, unescaped
from scraper.platforms.helpers.worth import is_worth
from scraper.records import Advert

Pair = tuple[str, str]

LONGEST_LABEL = 48
"""Characters; the longest label seen in council adverts is "Is this post politically restricted? (Yes/No)"."""
MOST_WORDS = 7
LONGEST_VALUE = 300
"""Characters of a value that has a heading over it but no colon: what is longer is a section of prose."""

_COLON = re.compile(r"^([^:：\n]{2,48}?) ?[:：](?!//)\s*(.*)$", re.DOTALL)
_BETWEEN = re.compile(r"\s*(?:\||•|¦|\u2022)\s*")
_INNER = re.compile(r"(?<=[\s;,])((?:[A-Z][a-z]{2,15} ){0,2}[A-Z]?[a-z]{2,15}) ?: ?")
"""A label within a line: capitalised words before a colon."""
_STARTS_LABEL = re.compile(r"[A-Za-zÀ-ÿ]")
_ENTITY = re.compile(r"&(?:[a-z]{2,8}|#\d{1,6});")
_CLOCK = re.compile(r"\d$")


def pairs(node: Tree | Node | None) -> list[Pair]:
    """Return every label and value below a node, in reading order, labels without their colon."""
    root = node.body if isinstance(node, Tree) else node
    return [] if root is None else list(_paired(marked_lines(root)))


def pairs_in(text: str | None) -> list[Pair]:
    """Return the labels and values in a piece of HTML or plain text, escaped once or twice."""
    if not text:
        return []
    text = unescaped(text)
    if "<" in text:
        return pairs(parse_html(text).body)
    return list(_paired([Line(line) for line in map(tidy, text.split("\n")) if line]))


def value(found: Iterable[Pair], *labels: str) -> str | None:
    """Return the value of the first of these labels that is there, case apart: for what a platform alone calls so."""
    known = {label.casefold(): text for label, text in reversed(list(found))}
    return next((known[label.casefold()] for label in labels if label.casefold() in known), None)


def fields(found: Iterable[Pair]) -> dict[str, Any]:
    """Return an Advert's fields from the labels that are known (see ``synonyms``); the rest is left out.

    Of several labels for one field the most telling wins ("Salary" over "Salary range"), then the first. Contract and
    working pattern share ``contract_text``; a grade follows the pay it stands beside.
    """
    best: dict[str, tuple[int, str]] = {}
    for label, text in found:
        known = meaning(label)
        if (
            known
            and is_worth(known.field, label, text)
            and (known.field not in best or known.rank < best[known.field][0])
        ):
            best[known.field] = (known.rank, _framed(known.frame, _decoded(text)))
    texts: dict[str, Any] = {name: text for name, (_, text) in best.items()}
    for name, parts in _JOINED.items():
        joined = join(*(texts.pop(part, None) for part in parts))
        if joined:
            texts[name] = joined
    if place := texts.pop("location_text", None):
        texts["location_texts"] = (place,)
    return texts


_JOINED = {
    "contract_text": ("contract_text", "pattern_text"),
    "salary_text": ("salary_text", "grade_text"),
    "hours_text": ("hours_text", "weeks_text"),
}


def _decoded(text: str) -> str:
    """Return a value that was escaped twice ("Children &amp;amp; Families" in the page) as it was meant."""
    return (plain(text) or text) if _ENTITY.search(text) else text


def _framed(frame: str, text: str) -> str:
    """Return a value with the word that gives it meaning: a bare "7" under "Grade" is "Grade 7"."""
    bare = len(text) < 4 or text.replace("-", "").replace(" ", "").isdigit()
    return frame.format(text) if bare else text


def filled(advert: Advert, found: Iterable[Pair]) -> Advert:
    """Return the advert with what the labels add; what it already has stays."""
    return complete(advert, fields(found))


def complete(advert: Advert, more: dict[str, Any]) -> Advert:
    """Return the advert with those of these fields that it does not have yet."""
    new = {name: text for name, text in more.items() if text and not getattr(advert, name)}
    return structs.replace(advert, **new) if new else advert


def _paired(lines: Sequence[Line]) -> Iterator[Pair]:
    waiting: str | None = None
    colon = False
    for line in _parted(lines):
        label, text = _split(line)
        if waiting and line.cell and label and _is_part(label, waiting):
            label, text = None, None
        if waiting and (label is None or (text is None and not colon)) and _fits(line, colon=colon):
            yield waiting, line.text.lstrip(": ")
            waiting = None
            continue
        waiting = None
        if label and text:
            yield from _several(label, text)
        elif label:
            waiting, colon = label, ":" in line.text
        elif line.marked or is_unmistakable(line.text):
            waiting, colon = _as_label(line.text), False


def _is_part(label: str, waiting: str) -> bool:
    """Tell whether what looks like a label in a cell belongs to the value: "Grade E: £28,163" beside "Salary"."""
    inner, outer = meaning(label), meaning(waiting)
    return inner is None or (outer is not None and inner.field != outer.field)


def _parted(lines: Iterable[Line]) -> Iterator[Line]:
    """Yield lines, those that hold several labels between bars taken apart."""
    for line in lines:
        pieces = [piece for piece in _BETWEEN.split(line.text) if piece]
        if len(pieces) > 1 and any(map(_COLON.match, pieces)):
            yield from map(Line, pieces)
        elif pieces:
            yield line


def _split(line: Line) -> tuple[str | None, str | None]:
    """Return the label of a line and its value; no label where none is, no value where it comes later."""
    match = _COLON.match(line.text)
    if not match:
        return None, None
    label, text = _as_label(match[1]), match[2].strip()
    if label is None or (_CLOCK.search(label) and text[:2].isdigit()):
        return None, None
    return label, text or None


def _as_label(text: str) -> str | None:
    label = text.strip(" *:：-–•")
    if not label or len(label) > LONGEST_LABEL or len(label.split()) > MOST_WORDS:
        return None
    return label if _STARTS_LABEL.match(label) else None


def _fits(line: Line, *, colon: bool) -> bool:
    """Tell whether a line can be the value of the label above it."""
    if colon:
        return not (line.marked and meaning(line.text))
    return len(line.text) <= LONGEST_VALUE and not line.text.endswith((":", "：")) and not meaning(line.text)


def _several(label: str, text: str) -> Iterator[Pair]:
    """Yield a pair, and those run into its value without a break: "Permanent Salary: £25,000"."""
    start = 0
    for match in _INNER.finditer(text):
        inner = _known_ending(match[1])
        if inner is None:
            continue
        before = text[start : match.end(1) - len(inner)].strip()
        if before:
            yield label, before
        label, start = inner, match.end()
    rest = text[start:].strip()
    if rest:
        yield label, rest


def _known_ending(words: str) -> str | None:
    """Return the longest ending of some words that is a known label: "Permanent Working Pattern" ends in one."""
    while words and not meaning(words):
        words = words.partition(" ")[2]
    return words or None
