"""The SOC 2020 unit group of a title: a council's phrase for the job, else the ONS title nearest to it."""

from functools import lru_cache
from typing import NamedTuple

from scraper.normalising.category.tables import LONGEST_PHRASE, coded, index, jobs, known_words, vocabulary, weight
from scraper.normalising.category.words import RANK
from scraper.reference.occupations import CouncilJob

ENOUGH = 0.55
"""Confidence under which an occupation is null: measured on labelled titles (docs/category.md)."""
MISSPELT = 88.0
"""Similarity (rapidfuzz ratio) at which a word no table knows is taken for one it does: "recepcionist" 92."""
SHORTEST_MISSPELT = 6
"""Letters of a word that may be misspelt; shorter ones are too near to others."""
SMALLEST_SHARE = 0.6
"""Weight shared with an ONS title below which it is no candidate."""
ONS_TRUST = 0.9
"""What a full match with an ONS title is worth: its qualifiers (professional, manufacturing) often go unsaid."""
UNSAID = 0.85
"""Factor for an ONS title whose qualifier ("charitable organisation") the advert does not say."""


class Match(NamedTuple):
    """What a title came to: the council's phrase when one matched, the unit group, confidence 0 to 1 and the words."""

    job: CouncilJob | None
    unit: str | None
    confidence: float
    words: str
    rule: str
    length: int = 1


@lru_cache(maxsize=4096)
def spelt(word: str) -> str:
    """The word, or the known one that it misspells."""
    if word in known_words() or len(word) < SHORTEST_MISSPELT or word.isdecimal():
        return word
    from rapidfuzz import fuzz, process  # noqa: PLC0415 (4 MB that only an unknown word needs)

    found = process.extractOne(word, vocabulary(), scorer=fuzz.ratio, score_cutoff=MISSPELT)
    return found[0] if found else word


def _content(words: tuple[str, ...]) -> int:
    return sum(word not in RANK and not word.isdecimal() for word in words)


def _score(words: tuple[str, ...], start: int, stop: int) -> float:
    """Confidence in a phrase: how much of the title's words it covers, and whether it holds the head noun."""
    rest = words[:start] + words[stop:]
    others = _content(rest)
    covered = (stop - start) / (stop - start + others)
    ends = not _content(words[stop:])
    lone = 0.1 if stop - start == 1 and others else 0.0
    return round(0.55 + 0.3 * covered + (0.15 if ends else 0.05 if start == 0 else 0.0) - lone, 3)


def by_phrase(words: tuple[str, ...]) -> Match | None:
    """The best council phrase in one part of a title; the longer of two as good."""
    best: tuple[float, int, Match] | None = None
    table = jobs()
    for start in range(len(words)):
        for stop in range(min(len(words), start + LONGEST_PHRASE), start, -1):
            job = table.get(words[start:stop])
            if job is None:
                continue
            score = _score(words, start, stop)
            if best is None or (score, stop - start) > best[:2]:
                best = score, stop - start, Match(job, job.unit, score, job.phrase, "council_title", stop - start)
    return best[2] if best else None


def by_ons(words: tuple[str, ...]) -> Match | None:
    """The ONS title that shares most weight with one part of a title; None when none shares enough."""
    wanted = frozenset(word for word in words if word not in RANK and not word.isdecimal())
    total = sum(map(weight, wanted))
    if not total:
        return None
    best: tuple[float, int] | None = None
    rare = sorted(wanted, key=weight, reverse=True)[:3]
    for position in sorted({position for word in rare for position in index().get(word, ())}):
        one = coded()[position]
        both = sum(map(weight, wanted & one.words))
        every = total + sum(map(weight, one.words - wanted))
        score = both / every * (UNSAID if one.context and not one.context & wanted else 1.0)
        if best is None or score > best[0]:
            best = score, position
    if best is None or best[0] < SMALLEST_SHARE:
        return None
    one = coded()[best[1]]
    return Match(None, one.unit, round(best[0] * ONS_TRUST, 3), one.title, "ons_title")
