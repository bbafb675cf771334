"""Which building, school or team a text names, and whether two texts name the same."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from storage.matching.vocabulary import PHASES, RANKS, SITE_FILLERS, SITE_NOUNS
from storage.matching.words import folded, is_slip, plain

_TOKEN = re.compile(r"[A-Za-z][A-Za-z'’]*|[0-9]+|[,.;:()\n]")
MOST_WORDS = 4
"""Words of a site's own name before its noun."""
MIDDLES = frozenset(("city", "town", "village"))
"""Words whose centre is a part of a town and no building."""
ACADEMY = frozenset(("academy",))
YSGOL = "ysgol"
ARTICLES = frozenset(("y", "yr"))
WELSH_FILLERS = ARTICLES | {"uwchradd", "gynradd", "gyfun", "gymraeg", "gymunedol", "feithrin", "arbennig"}
"""Welsh words beside it that name no particular school."""
READ = 4_000
"""Characters in which a site is looked for: further down stand a body's standard paragraphs."""


class Site(NamedTuple):
    """A site: the telling words of its name, and what kind of house it is."""

    name: frozenset[str]
    kinds: frozenset[str]


@lru_cache(maxsize=8_192)
def sites_of(text: str) -> frozenset[Site]:
    """Return the sites that a text names."""
    tokens = _TOKEN.findall(text[:READ])
    nouns = ((at, token.lower()) for at, token in enumerate(tokens))
    found = (
        _behind(tokens, at) if noun == YSGOL else _ending_at(tokens, at)
        for at, noun in nouns
        if noun in SITE_NOUNS or noun == YSGOL
    )
    return frozenset(site for site in found if site.name)


def _ending_at(tokens: list[str], at: int) -> Site:
    if not tokens[at][0].isupper() or (at and tokens[at - 1].lower() in MIDDLES):
        return Site(frozenset(), frozenset())
    name: list[str] = []
    for word in reversed(tokens[max(0, at - MOST_WORDS) : at]):
        if not (word[0].isupper() or (word == "of" and name and name[-1] == "england")):
            break
        name.append(plain(folded(word)))
    kinds = frozenset((*(word for word in name if word in PHASES), plain(tokens[at].lower()))) - {"school"}
    return Site(frozenset(name) - SITE_FILLERS - RANKS, kinds)


def _behind(tokens: list[str], at: int) -> Site:
    """Return the school whose name stands behind the Welsh word for it: Ysgol y Dderwen."""
    name: list[str] = []
    for word in tokens[at + 1 : at + 1 + MOST_WORDS]:
        if not (word[0].isupper() or word in ARTICLES) or word.lower() in SITE_NOUNS:
            break
        name.append(plain(folded(word)))
    return Site(frozenset(name) - SITE_FILLERS - WELSH_FILLERS, frozenset())


def agree(one: Iterable[Site], other: Iterable[Site]) -> bool:
    """Tell whether some site of the one is a site of the other, shortened or misspelt names included."""
    return any(_same(mine, theirs) for mine in one for theirs in other)


def agree_fully(one: Iterable[Site], other: Iterable[Site]) -> bool:
    """Tell whether some site of the one has a namesake of its own kind in the other: no part of a longer name."""
    return any(
        mine.name == theirs.name and (mine.kinds == theirs.kinds or not mine.kinds or not theirs.kinds)
        for mine in one
        for theirs in other
    )


def _same(one: Site, other: Site) -> bool:
    return _same_kind(one.kinds, other.kinds) and _same_name(one.name, other.name)


def _same_kind(one: frozenset[str], other: frozenset[str]) -> bool:
    """Tell whether two kinds may be one house: a school may have become an academy, a college is no primary school."""
    if not one or not other or one & other:
        return True
    return (one == ACADEMY and "college" not in other) or (other == ACADEMY and "college" not in one)


def _same_name(one: frozenset[str], other: frozenset[str]) -> bool:
    if one <= other or other <= one:
        return True
    mine, theirs = one - other, other - one
    return all(any(is_slip(word, each) for each in theirs) for word in mine)
