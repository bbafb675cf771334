"""Councils whose place is misspelt: only beside a council word, and only by very little."""

from collections import defaultdict
from datetime import date
from functools import cache

from scraper.normalising.recruiter import words as w
from scraper.normalising.recruiter.councils import Mention, mentions
from scraper.reference import authorities, places

SHORTEST = 5
"""Letters of the shortest place corrected: among shorter ones a letter's difference is another place."""
SHORT = 7
"""Under this many letters only two swapped count ("Leesd"), or one left out ("Hackny"): Baston is no Boston."""
LONG = 12
"""From this many letters on, two slips still leave no doubt ("Wolverhamtpon", "Northumberlnad")."""
MOST_WORDS = 5


@cache
def _spellings() -> dict[str, list[str]]:
    """Names of councils by their first letter, which people get right."""
    found: dict[str, list[str]] = defaultdict(list)
    for name, known in authorities.names().items():
        if len(name) >= SHORTEST and any(one.bare and one.authority.is_council for one in known):
            found[name[0]].append(name)
    return found


@cache
def _words() -> frozenset[str]:
    """Words that stand in names of the register: a word of these is no slip (Herefordshire for Hertfordshire)."""
    return frozenset(word for name in authorities.names() for word in name.split())


def _allowed(length: int) -> int:
    return 2 if length >= LONG else 1


def _close(heard: str) -> str | None:
    """The one place whose name is a slip away from what was written, unless that is a place of its own."""
    if len(heard) < SHORTEST or places.find(heard):
        return None
    names = _spellings().get(heard[0], [])
    from rapidfuzz import process  # noqa: PLC0415 (4 MB that only an unknown name needs)
    from rapidfuzz.distance import OSA  # noqa: PLC0415

    near = process.extract(heard, names, scorer=OSA.distance, score_cutoff=_allowed(len(heard)), limit=3)
    likely = [(name, slips) for name, slips, _ in near]
    if len(heard) < SHORT:
        likely = [(name, slips) for name, slips in likely if sorted(name) == sorted(heard) or len(name) >= SHORT]
    best = min((slips for _, slips in likely), default=0)
    names = [name for name, slips in likely if slips == best]
    if len(names) != 1 or not best:
        return None
    strange = set(heard.split()) - set(names[0].split())
    return None if strange & _words() else names[0]


def _place_before(words: list[str], council: int) -> tuple[int, int, frozenset[str]]:
    """Where the words before a council word that may be its place begin and end, and the type words between."""
    end = council
    while end and words[end - 1] in w.TYPE_WORDS:
        end -= 1
    return max(0, end - MOST_WORDS), end, frozenset(words[end:council])


def mention(words: list[str], on: date | None = None) -> Mention | None:
    """The council that a text with a council word means in spite of a slip; None when in doubt.

    Slips in the words around the place are mended first; a place may then be spelt as it should be.
    """
    meant = [w.MEANT.get(word, word) if word not in _words() else word for word in words]
    known = mentions(meant, on) if meant != words else []
    if known and len(known[0].found) == 1:
        return Mention(known[0].start, known[0].end, known[0].found, "misspelt_name")
    return _by_place(meant, on)


def _by_place(words: list[str], on: date | None) -> Mention | None:
    """The council whose place is misspelt before a council word."""
    for council, word in enumerate(words):
        if word not in w.COUNCIL_WORDS or words[council + 1 : council + 2] in (["for"], ["of"], ["on"]):
            continue
        first, end, kinds = _place_before(words, council)
        if kinds & w.SMALL_COUNCIL_WORDS or (end and words[end - 1] in w.SMALL_COUNCIL_WORDS):
            continue
        for start in range(first, end):
            name = _close(" ".join(words[start:end]))
            if name is None or (start and words[start - 1] in w.LONGER):
                continue
            named = [one.authority for one in authorities.names()[name] if w.fits(one.authority, kinds)]
            found = authorities.choose(named, on)
            if found is not None:
                return Mention(start, council + 1, (found,), "misspelt_name")
    return None
