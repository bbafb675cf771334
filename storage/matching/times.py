"""What closing and opening dates say of two postings' being one advertisement, in bits of evidence."""

from storage.matching.items import Item
from storage.matching.profiles import Profile
from storage.matching.titles import VETO

DAYS_APART = 3
"""A board's closing date may be a day or two off; a week is another round, or another post."""
RE_ADVERT_DAYS = 8
"""Closing dates further apart than this belong to two rounds of recruitment."""
EXTENDED_DAYS = 16
"""A closing date is put off by a fortnight at most, and a board may not hear of it: two adverts placed together."""
LONG_UP = 45
"""Council adverts are up for two to six weeks: placed longer apart than this, they are two rounds."""
LONGEST_UP = 60
"""Two months: what opens so long before the other closes was placed for an earlier round."""
ROUND = 21
"""Days between two placings from which on a span past LONG_UP is that of two rounds, whatever number both have."""
USUAL_UP = 35
"""Five weeks; few are up for longer."""


def weigh_time(one: Profile, other: Profile) -> float:
    """Weigh closing and opening dates; rounds apart in time are never one advertisement."""
    mine, theirs = one.item, other.item
    if _is_after(mine, theirs) or _is_after(theirs, mine):
        return VETO
    weight = 0.0
    if mine.closes is not None and theirs.closes is not None:
        gap = abs(mine.closes - theirs.closes)
        weight += _closing_weight(gap)
        if gap > RE_ADVERT_DAYS and not _placed_together(one, other):
            return VETO if gap > EXTENDED_DAYS or not _opened_together(mine, theirs) else weight
    elif mine.closes is not None or theirs.closes is not None:
        weight += _span_weight(mine, theirs) + _span_weight(theirs, mine)
    if mine.opened is not None and theirs.opened is not None:
        apart = abs(mine.opened - theirs.opened)
        if apart > LONG_UP:
            return VETO
        weight += 0.5 if apart <= DAYS_APART else -0.5 if apart <= 7 else -1.5 if apart <= 14 else -3.0
    return max(weight, VETO)


def _span_weight(one: Item, other: Item) -> float:
    """Weigh how long an advert would have been up that the one opens and the other closes."""
    if one.opened is None or other.closes is None:
        return 0.0
    span = other.closes - one.opened
    if span > LONGEST_UP or (span > LONG_UP and other.opened is not None and other.opened - one.opened > ROUND):
        return VETO
    return 0.0 if span <= USUAL_UP else -2.0 if span <= LONG_UP else -6.0


def _closing_weight(gap: int) -> float:
    if gap <= 2:
        return (3.0, 2.0, 0.0)[gap]
    return -1.5 if gap <= DAYS_APART else -5.0


def _placed_together(one: Profile, other: Profile) -> bool:
    same_number = one.reference and one.reference == other.reference
    return bool(same_number) and _opened_together(one.item, other.item)


def _opened_together(one: Item, other: Item) -> bool:
    return one.opened is not None and other.opened is not None and abs(one.opened - other.opened) <= DAYS_APART


def _is_after(later: Item, earlier: Item) -> bool:
    """Tell whether one was placed or first seen after the other had closed."""
    since, closes = later.since, earlier.closes
    began = later.opened if later.opened is not None else since
    if began is not None and closes is not None and began > closes + 1:
        return True
    if since is None:
        return False
    until = closes if earlier.until is None else earlier.until
    return until is not None and since > until + DAYS_APART
