"""What two bodies tell of their vacancies, beside what the fields say, in bits of evidence."""

from datetime import date

from storage.matching.facts import NOTHING, Day, Facts, Phrase
from storage.matching.pay import grade_of, weigh_grade
from storage.matching.profiles import COMMON, Profile, place_words
from storage.matching.texts import all_sites, body_of, is_cut
from storage.matching.titles import LEAST_NUMBER

AGREE_PERSON, OTHER_PERSON = 3.0, -4.0
"""A manager hires for one post or two at a time; an office that answers for all posts has no name."""
AGREE_INTERVIEW, OTHER_INTERVIEW = 2.5, -5.0
"""Siblings may be seen on one day; no post has two."""
AGREE_TEAM, OTHER_TEAM = 2.5, -16.0
"""Another team is another post whatever else agrees: siblings share all but it."""
AGREE_POSTCODE = 2.5
"""A house that a body names: less than a field's, as a body may give its office's too."""
AGREE_CLOSING, OTHER_CLOSING = 3.0, -3.0
"""As much as fields that agree; a day that differs may have been put off."""
AGREE_COUNTS, OTHER_COUNT = 0.7, -1.5
MOST_COUNTS, LEAST_COUNTS = 2.0, -3.0
"""A small number is often equal by chance, and a copy may leave some out: they add up to little."""
SAME_NUMBER = 7.0
"""As much as an equal number of two fields."""
MOST_FOR, MOST_AGAINST = 7.0, -24.0
"""What bodies tell is not independent: a copy repeats all of it, another team's advert little."""


def facts(one: Profile) -> Facts:
    """Return what an advert's body tells."""
    return body_of(one.item.text).facts if one.item.text else NOTHING


def weigh_told(one: Profile, other: Profile) -> float:
    """Weigh what two bodies tell: whom to ask, when interviews are, which team, which number."""
    mine, theirs = facts(one), facts(other)
    if mine is NOTHING and theirs is NOTHING:
        return 0.0
    weight = 0.0
    if mine.people and theirs.people:
        weight += OTHER_PERSON if mine.people.isdisjoint(theirs.people) else AGREE_PERSON
    if mine.interviews and theirs.interviews:
        weight += OTHER_INTERVIEW if mine.interviews.isdisjoint(theirs.interviews) else AGREE_INTERVIEW
    if mine.teams and theirs.teams:
        weight += AGREE_TEAM if _some_team(mine.teams, theirs.teams) else OTHER_TEAM
    elif mine.teams or theirs.teams:
        weight += _is_said(mine.teams, other) + _is_said(theirs.teams, one)
    if not _postcodes(one, mine).isdisjoint(_postcodes(other, theirs)):
        weight += AGREE_POSTCODE
    based = _base_weight(_bases(one, mine), _bases(other, theirs))
    weight += min(0.0, based) if _has_sites(one, other) else based
    weight += _grade_weight(one, other, mine, theirs) + _other_numbers(one, other)
    weight += _closing_weight(one, other, mine, theirs) + _count_weight(mine.counts, theirs.counts)
    return max(MOST_AGAINST, min(MOST_FOR, weight + _number_weight(one, other, mine, theirs)))


def _postcodes(one: Profile, told: Facts) -> frozenset[str]:
    code = one.item.postcode
    return told.postcodes | {code.replace(" ", "")} if code and " " in code else told.postcodes


AGREE_BASE, PART_OF_BASE, OTHER_BASE = 1.5, -2.0, -10.0
"""Of two buildings at least one of which only a body tells."""


def _has_sites(one: Profile, other: Profile) -> bool:
    """Tell whether agreement of buildings says little more: a school's name is its site, and is compared as that."""
    named = (one.sites and other.sites) or one.item.is_body or other.item.is_body
    return bool(named and all_sites(one) and all_sites(other))


def _bases(one: Profile, told: Facts) -> frozenset[Phrase]:
    """Return the buildings that an advert tells, its town's name apart."""
    town = place_words(one.item.locality)
    named = {tuple(sorted(site.name | site.kinds)) for site in one.sites} if not told.bases else told.bases
    return frozenset(base for base in named if not town.issuperset(base))


def _base_weight(one: frozenset[Phrase], other: frozenset[Phrase]) -> float:
    pairs = [(set(mine), set(theirs)) for mine in one for theirs in other]
    if not pairs:
        return 0.0
    if any(mine <= theirs or theirs <= mine for mine, theirs in pairs):
        return AGREE_BASE
    telling = [(mine - COMMON, theirs - COMMON) for mine, theirs in pairs]
    if any(mine & theirs or not mine or not theirs for mine, theirs in telling):
        return PART_OF_BASE
    return OTHER_BASE


def _closing_weight(one: Profile, other: Profile, mine: Facts, theirs: Facts) -> float:
    """Weigh closing days that only a body tells, or that were put off on one board only."""
    closes, other_closes = one.item.closes, other.item.closes
    if closes is not None and other_closes is not None and abs(closes - other_closes) <= 1:
        return 0.0
    first, second = _closings(closes, mine), _closings(other_closes, theirs)
    if not first or not second or (not mine.closings and not theirs.closings):
        return 0.0
    if not first.isdisjoint(second):
        return AGREE_CLOSING
    return 0.0 if closes is not None and other_closes is not None else OTHER_CLOSING


def _closings(day: int | None, told: Facts) -> frozenset[Day]:
    if day is None:
        return told.closings
    at, before = date.fromordinal(day), date.fromordinal(max(1, day - 1))
    return told.closings | {(at.month, at.day), (before.month, before.day)}


def _number_weight(one: Profile, other: Profile, mine: Facts, theirs: Facts) -> float:
    """Weigh numbers that a body tells beside the board's own."""
    if one.reference == other.reference and one.reference:
        return 0.0
    same = (mine.references | {one.reference}) & (theirs.references | {other.reference})
    return SAME_NUMBER if any(len(each) >= LEAST_NUMBER for each in same) else 0.0


def _grade_weight(one: Profile, other: Profile, mine: Facts, theirs: Facts) -> float:
    """Weigh grades of which at least one is told by a body alone."""
    if not mine.grades and not theirs.grades:
        return 0.0
    first = mine.grades | set(filter(None, [grade_of(one)]))
    second = theirs.grades | set(filter(None, [grade_of(other)]))
    return max((min(0.0, weigh_grade(a, b)) for a in first for b in second), default=0.0)


OTHER_NUMBERS, MOST_NUMBERS = -4.0, -12.0
"""A sentence that both have word for word, but with another number in it: a copy keeps its numbers."""


def _other_numbers(one: Profile, other: Profile) -> float:
    if not one.item.text or not other.item.text:
        return 0.0
    mine, theirs = body_of(one.item.text).numbered, body_of(other.item.text).numbered
    differing = sum(mine[told] != theirs[told] for told in mine.keys() & theirs.keys())
    return max(MOST_NUMBERS, OTHER_NUMBERS * differing)


def _some_team(one: frozenset[Phrase], other: frozenset[Phrase]) -> bool:
    return any(set(mine) <= set(theirs) or set(theirs) <= set(mine) for mine in one for theirs in other)


UNSAID_TEAM = -3.0
"""A long body that does not say the other's team: it would, were it its own."""
LONG = 500
"""Characters of a body that leaves little out; one that was cut ends in dots."""


def _is_said(teams: frozenset[Phrase], other: Profile) -> float:
    text = other.item.text
    if not teams or not text:
        return 0.0
    if any(body_of(text).says(" ".join(team)) for team in teams):
        return AGREE_TEAM
    return UNSAID_TEAM if len(text) >= LONG and not is_cut(text) else 0.0


def _count_weight(one: frozenset[str], other: frozenset[str]) -> float:
    """Weigh counts: a copy in other words counts alike, a sibling's own advert does not."""
    shorter, longer = sorted((one, other), key=len)
    if not shorter:
        return 0.0
    same = len(shorter & longer)
    return max(LEAST_COUNTS, min(MOST_COUNTS, AGREE_COUNTS * same + OTHER_COUNT * (len(shorter) - same)))
