"""What the numbers and addresses of two postings say of their being one job, in bits of evidence."""

from storage.matching.profiles import Profile
from storage.matching.titles import LEAST_NUMBER, VETO

OTHER_NUMBERING = -1.0
"""A board puts its own number where another has the employer's."""
OTHER_PREFIX = -6.0
"""HAST/89960 and HILL/50739: both are employers' numbers, as a board's own are told by its name."""
AGAIN = frozenset(("R", "RA", "READV", "READVERT", "READVERTISED", "READVERTISEMENT"))
NEXT_ROUND = -6.0
"""A number marked as advertised again is another round's, unless the dates tell otherwise."""
LEAST_PART = 3
"""Characters of a number that may be another's without its prefix."""


def weigh_reference(one: Profile, other: Profile) -> float:  # noqa: PLR0911 (a rule a line)
    """Weigh the employer's numbers: equal ones say much, different ones of one numbering say no."""
    mine, theirs = one.reference, other.reference
    if not mine or not theirs:
        return 0.0
    known = not (one.hidden or other.hidden)
    if mine == theirs:
        if len(mine) < LEAST_NUMBER:
            return 1.0
        return 7.0 if known else 5.0
    if _is_next_round(mine, theirs) or _is_next_round(theirs, mine):
        return 0.0 if one.item.closes is not None and other.item.closes is not None else NEXT_ROUND
    if mine.lstrip("0") == theirs.lstrip("0") or (
        min(len(mine), len(theirs)) >= LEAST_NUMBER and _is_part(mine, theirs)
    ):
        return 4.0
    if _is_part(mine, theirs) and min(len(mine), len(theirs)) == LEAST_PART:
        return 0.0
    if one.shape == other.shape:
        return VETO
    return OTHER_PREFIX if one.shape.isalpha() and other.shape.isalpha() else OTHER_NUMBERING


def _is_next_round(one: str, other: str) -> bool:
    """Tell whether a number is the other's with the mark of a re-advertisement behind it: CNE-2503R."""
    return one.startswith(other) and one[len(other) :] in AGAIN and len(other) >= LEAST_NUMBER


def _is_part(one: str, other: str) -> bool:
    return one.endswith(other) or other.endswith(one) or one.startswith(other) or other.startswith(one)


def weigh_address(one: Profile, other: Profile) -> float:
    """Weigh links: an address that both give leads to one vacancy."""
    theirs = other.urls
    for url in one.urls:
        if url in theirs:
            return 10.0
    return 0.0
