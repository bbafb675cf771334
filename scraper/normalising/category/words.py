"""Titles as comparable words: lower case, singular, abbreviations written out, seniority apart."""

import html
import re

LONGEST_TITLE = 200
"""Characters of a title read; longer ones are a page's text in the wrong place."""

_SEGMENTS = re.compile(r"\s[-–—]\s|[-–—]\s|\s[-–—]|[(),:;|/\[\]]|\s\+\s|\sto\s", re.IGNORECASE)
_TOKEN = re.compile(r"[a-z0-9]+")
_POSSESSIVE = re.compile(r"['’`´]s\b|['’`´]")
_COORDINATOR = re.compile(r"\bco[\s-]+(?=ordinat|op)")
_STOPS = "of the and for in to a an with at on or x by as our"
_STOP = frozenset(_STOPS.split())
_SAME = {
    "advisor": "adviser", "mgr": "manager", "asst": "assistant", "snr": "senior", "exec": "executive", "maths": "math",
    "children": "child", "childrens": "child", "cooptee": "co optee", "coopted": "co opted", "liason": "liaison",
    "handyman": "handyperson", "handywoman": "handyperson", "apprenticeship": "apprentice",
}  # fmt: skip
"""Spellings and short forms, and the words they stand for."""
_RANKS = (
    "senior principal lead trainee apprentice interim experienced qualified graduate casual relief bank temporary"
    " deputy permanent part full time term only grade band level fixed hour week month post x2 x3 agency locum night"
    " weekend maternity cover junior advanced specialist supply peripatetic unqualified mobile new newly team"
)
RANK = frozenset(_RANKS.split())
"""Words that tell rank or terms, not the work: they neither count for a match nor against it."""


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def _word(word: str) -> str:
    word = _SAME.get(word, word)
    return _SAME.get(single := _singular(word), single)


def tokens(text: str) -> tuple[str, ...]:
    """The words of a text for comparison: lower case, singular, joining words left out."""
    plain = _COORDINATOR.sub("co", _POSSESSIVE.sub("", text.casefold()))
    words = (_word(word) for word in _TOKEN.findall(plain) if word not in _STOP)
    return tuple(part for word in words for part in word.split())


def segments(title: str) -> list[tuple[str, ...]]:
    """The parts of a title between dashes, brackets and commas, each as words; parts without words are left out."""
    text = html.unescape(title[:LONGEST_TITLE])
    parts = (tokens(part) for part in _SEGMENTS.split(text))
    return [part for part in parts if part]
