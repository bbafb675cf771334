"""What the bodies of two adverts say of each other."""

import itertools
import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from storage.matching.facts import NOTHING, Facts, facts_of, together
from storage.matching.profiles import Profile
from storage.matching.sites import YSGOL, Site, agree, agree_fully, sites_of
from storage.matching.vocabulary import SITE_NOUNS
from storage.matching.welsh import is_welsh
from storage.matching.words import plain, words_of

TEXT_READ = 6_000
"""Characters of a body that are compared."""
BODIES = 256
"""Bodies remembered read: a long one takes 80 kB, and likely partners are compared soon after one another."""
FEW_WORDS = 12
"""Fewer pairs of words than a sentence or two say nothing either way."""
SHARES = ((0.8, 3.0), (0.7, 1.0), (0.6, -0.5), (0.4, -3.0), (0.0, -4.0))
"""Least share of the shorter body's pairs of words that stands in the longer, and its weight: measured on
benchmarks/adverts.py as 3 to 4, 3, -1, -4 and -9 bits beside what a pair has otherwise; taken nearer to nothing, as a
board may tell in words of its own."""
OWN_DUTIES, OTHER_DUTIES = 0.25, -1.5
"""Bodies that share standing text, but less than this of the rest, tell of other duties."""
_SENTENCE = re.compile(r"[.!?\n;•]+")
ELSEWHERE = -12.0
"""Bodies that name different sites, as much as a whole set of other agreement says."""


class Sentence(NamedTuple):
    """A sentence as plain words, the pairs of neighbours among them, and the sites it names."""

    words: frozenset[str]
    pairs: frozenset[int]
    sites: frozenset[Site]
    facts: Facts
    numbered: tuple[str, str] | None


class Body(NamedTuple):
    """A body as its sentences by their wording, and the sites it names."""

    sentences: dict[str, Sentence]
    sites: frozenset[Site]
    facts: Facts
    numbered: dict[str, str]
    """Sentences with numbers: their wording without them, and the numbers."""

    def says(self, phrase: str) -> bool:
        """Tell whether plain words stand in one sentence, one after the other."""
        return any(f" {phrase} " in f" {told} " for told in self.sentences)

    def has(self, words: frozenset[str]) -> bool:
        """Tell whether all these words stand in the text."""
        return words <= NONE.union(*(each.words for each in self.sentences.values()))


NONE: frozenset[str] = frozenset()
NOUNS = frozenset(map(plain, SITE_NOUNS)) | {YSGOL}
NO_PAIRS: frozenset[int] = frozenset()
_NO_SITES: frozenset[Site] = frozenset()


@lru_cache(maxsize=8_192)
def _sentence(part: str) -> tuple[str, Sentence] | None:
    """Read a sentence; sentences repeat, an employer's or board's standing ones a thousand times."""
    run = words_of(part)
    if not run:
        return None
    pairs = frozenset(map(hash, itertools.pairwise(run)))
    sites = _NO_SITES if NOUNS.isdisjoint(run) else sites_of(part)
    told, facts = " ".join(run), facts_of(part.strip())
    dated = facts.interviews or facts.closings
    numbers = _NUMBER.findall(told) if len(run) >= LEAST_NUMBERED and not dated else []
    numbered = (_NUMBER.sub("#", told), " ".join(numbers)) if numbers else None
    return told, Sentence(frozenset(word for word in run if len(word) > 3), pairs, sites, facts, numbered)


_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")
LEAST_NUMBERED = 5
"""Words of a sentence that says what its numbers count."""


@lru_cache(maxsize=BODIES)
def body_of(text: str) -> Body:
    """Return a body's sentences and sites; a last sentence that was cut is kept as it is."""
    read = dict(filter(None, map(_sentence, _SENTENCE.split(text[:TEXT_READ]))))
    sites, facts, numbered = _NO_SITES, list[Facts](), dict[str, str]()
    for each in read.values():  # in one go: most sentences tell none of these
        if each.sites:
            sites |= each.sites
        if each.facts is not NOTHING:
            facts.append(each.facts)
        if each.numbered is not None:
            numbered[each.numbered[0]] = each.numbered[1]
    return Body(read, sites, together(facts), numbered)


@lru_cache(maxsize=BODIES)
def _in_welsh(text: str) -> bool:
    return is_welsh(text[:TEXT_READ])


def likeness(one: Profile, other: Profile, *, alike: bool = False) -> float:
    """Weigh two bodies: what they say in their own words, and whether they name different sites.

    Sentences that both have word for word are as often an employer's standing text as a copy, so what is left beside
    them counts: a copy leaves little, or the same in other words; another post's advert leaves its own duties.
    """
    mine, theirs = one.item.text, other.item.text
    weight = _sites_weight(one, other) if mine or theirs else 0.0
    if not mine or not theirs:
        return weight
    if mine == theirs:
        return weight + 4.0
    return weight + max(_share_weight(mine, theirs), REWORDED if alike else ELSEWHERE)


REWORDED = -1.0
"""Bodies that tell the same of the vacancy may say it in any words."""


def _share_weight(mine: str, theirs: str) -> float:
    first, second = body_of(mine).sentences, body_of(theirs).sentences
    share = _share(_pairs_of(mine), _pairs_of(theirs))
    if share is None:
        return 0.0 if first.keys().isdisjoint(second.keys()) else 1.5
    weight = next(weight for least, weight in SHARES if share >= least)
    if weight < 0 and (_is_brief(mine) or _is_brief(theirs)):
        weight /= 2
    if weight < 0 and _in_welsh(mine) != _in_welsh(theirs):
        return 0.0
    if weight <= 0 or first.keys().isdisjoint(second.keys()):
        return weight
    left = [[each for name, each in body.items() if name not in rest] for body, rest in _both(first, second)]
    own = _share(_pairs(left[0]), _pairs(left[1]))
    return OTHER_DUTIES if own is not None and own < OWN_DUTIES else weight


BRIEF = 300
"""Characters of a body that is a board's summary: it may leave out all that the other says."""


def _is_brief(text: str) -> bool:
    return len(text) < BRIEF or is_cut(text)


def is_cut(text: str) -> bool:
    """Tell whether a body ends in dots, as boards cut them."""
    return text.rstrip().endswith(("...", "…"))


def _both(first: dict[str, Sentence], second: dict[str, Sentence]) -> Iterable[tuple[dict[str, Sentence], ...]]:
    return ((first, second), (second, first))


def _share(first: frozenset[int], second: frozenset[int]) -> float | None:
    """Return how much of the shorter stands in the longer; None where it is too short to tell."""
    shorter = min(len(first), len(second))
    return len(first & second) / shorter if shorter >= FEW_WORDS else None


@lru_cache(maxsize=BODIES)
def _pairs_of(text: str) -> frozenset[int]:
    return _pairs(body_of(text).sentences.values())


def _pairs(read: Iterable[Sentence]) -> frozenset[int]:
    """Return the pairs of neighbouring words: they tell texts apart that are made of the same words."""
    return NO_PAIRS.union(*[each.pairs for each in read])


def all_sites(one: Profile) -> frozenset[Site]:
    """Return the sites that an advert names in its fields and its body."""
    return one.sites | body_of(one.item.text).sites if one.item.text else one.sites


def _sites_weight(one: Profile, other: Profile) -> float:
    mine, theirs = all_sites(one), all_sites(other)
    if not mine or not theirs:
        return 0.0
    if not agree(mine, theirs):
        return ELSEWHERE
    told_by_body = not (one.sites and other.sites) and _are_near(one, other)
    return SAME_SITE if told_by_body and agree_fully(mine, theirs) else 1.0


def _are_near(one: Profile, other: Profile) -> bool:
    """Tell whether two adverts are of one area: there is a Willow Academy in many."""
    mine, theirs = one.item, other.item
    same_area = mine.area is not None and mine.area == theirs.area
    return (
        same_area
        or not one.tail.isdisjoint(other.tail)
        or (mine.recruiter_code is not None and mine.recruiter_code == theirs.recruiter_code)
    )


SAME_SITE = 2.0
"""A site that only a body tells is the other's."""


def names_employer(one: Profile, other: Profile) -> bool:
    """Tell whether one advert names the other's employer in its place or text."""
    return _names(one, other) or _names(other, one)


def _names(one: Profile, other: Profile) -> bool:
    if not other.employer:
        return False
    if other.employer <= one.context:
        return True
    return bool(one.item.text) and body_of(one.item.text or "").has(other.employer)
