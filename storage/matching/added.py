"""What titles add to the role, and what bodies call it: titles that differ may yet be of one post."""

from storage.matching.profiles import Profile
from storage.matching.texts import Body, body_of
from storage.matching.titles import FULL, added_to, is_numbered_alike, weigh_extra
from storage.matching.vocabulary import NO_TEAM
from storage.matching.words import leftovers, title_of

CALLED_SO = 3.0
"""A title by which the other's body calls its post."""


def is_called_alike(one: Profile, other: Profile) -> bool:
    """Tell whether the bodies call the post the same where the titles do not: by the one's title, or alike."""
    first, second = _titles(one), _titles(other)
    return any(_is_one(a, b) for a in first for b in second)


def _titles(one: Profile) -> list[str]:
    return [one.item.title, *(body_of(one.item.text).facts.roles if one.item.text else ())]


def _is_one(one: str, other: str) -> bool:
    mine, theirs, _ = leftovers(one, other)
    return not mine and not theirs and bool(title_of(one).words)


def weigh_added(one: Profile, other: Profile) -> float:
    """Weigh what only one title adds to the role: nothing where the other's body says it too."""
    mine, theirs = added_to(one, other)
    if not mine and not theirs:
        return 0.0
    left = _unsaid(mine, one, other), _unsaid(theirs, other, one)
    return weigh_extra(*left, is_numbered=is_numbered_alike(one, other)) - FULL if any(left) else 0.0


def _unsaid(words: frozenset[str], by: Profile, of: Profile) -> frozenset[str]:
    """Return what of the words that a title adds the other advert's body does not say."""
    if not words or not of.item.text:
        return words
    body = body_of(of.item.text)
    said = frozenset().union(*(part for phrase, part in by.title.added if _says(body, phrase)))
    return words - said


def _says(body: Body, phrase: str) -> bool:
    told = frozenset(phrase.split())
    if body.facts.teams:
        return any(told.issuperset(team) or told - NO_TEAM <= set(team) for team in body.facts.teams)
    return len(told - NO_TEAM) > 1 and body.says(phrase)
