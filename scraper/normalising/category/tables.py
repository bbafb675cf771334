"""The tables of occupations and service areas, indexed by comparable words."""

from collections import defaultdict
from functools import cache, lru_cache
from math import log
from typing import NamedTuple

from scraper.normalising.category.words import tokens
from scraper.reference.occupations import CouncilJob, council_jobs, service_words, unit_groups

Phrase = tuple[str, ...]
LONGEST_PHRASE = 6
"""Words of the longest phrase looked up."""
_REMEMBERED = 16_384
"""Words: English titles hold fewer; what a hostile page makes up must not stay in memory for ever."""


@cache
def jobs() -> dict[Phrase, CouncilJob]:
    """Council job phrases by their words; the first of two that come to the same words stays."""
    found: dict[Phrase, CouncilJob] = {}
    for job in council_jobs():
        found.setdefault(tokens(job.phrase), job)
    return found


@cache
def areas() -> dict[Phrase, str]:
    """Service areas by the words that speak of them."""
    return {tokens(words): area for words, area in service_words()}


class Coded(NamedTuple):
    """One ONS job title: its words without the qualifier in brackets, those of the qualifier, and its unit group."""

    words: frozenset[str]
    context: frozenset[str]
    unit: str
    title: str


def _coded(title: str, unit: str) -> Coded:
    plain, _, context = title.partition("(")
    return Coded(frozenset(tokens(plain)), frozenset(tokens(context)), unit, title)


@cache
def coded() -> tuple[Coded, ...]:
    """Every ONS job title and every unit group's own title."""
    return tuple(
        _coded(title, group.code) for group in unit_groups() for title in (*group.job_titles, group.title) if title
    )


@cache
def index() -> dict[str, tuple[int, ...]]:
    """Positions in ``coded()`` of the titles with a word."""
    found: dict[str, list[int]] = defaultdict(list)
    for position, one in enumerate(coded()):
        for word in one.words:
            found[word].append(position)
    return {word: tuple(positions) for word, positions in found.items()}


@lru_cache(maxsize=_REMEMBERED)
def weight(word: str) -> float:
    """How telling a word is: the rarer among ONS titles, the more (inverse document frequency)."""
    return log(1 + len(coded()) / (1 + len(index().get(word, ()))))


@cache
def vocabulary() -> tuple[str, ...]:
    """Every word that a table knows, for misspelt ones to be compared with."""
    known = set(index())
    for phrase in (*jobs(), *areas()):
        known.update(phrase)
    return tuple(sorted(known))


@cache
def known_words() -> frozenset[str]:
    """The vocabulary as a set."""
    return frozenset(vocabulary())
