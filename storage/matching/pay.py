"""What pay, grade and hours say of two postings' being one job, in bits of evidence."""

import re
from functools import lru_cache

from storage.matching.items import Item
from storage.matching.profiles import Profile

_CODE = re.compile(r"[A-Z0-9]+")
_SCALES = frozenset(("GRADE", "SCALE", "BAND", "PAY", "RANGE", "POINT", "SPINE", "LEVEL", "NJC", "SALARY", "TEACHERS"))
"""Words of grades that tell none from another."""
OTHER_PAY = -12.0
"""Ranges that do not meet: no cross-posting does that, short of a reading gone wrong."""
ROUNDING = 0.0005
"""Boards round to the pound; copies of a range agree to it."""
PAY_SLACK = 0.03
"""Pay read from a text and pay from a range differ by rounding and by a pay award's few per cent."""
SAME_HOURS = 0.3
"""A quarter of an hour is rounding; 29.6 and 30 hours, four days of two weeks, are two posts."""
OTHER_SCALE = -7.0
"""Ranges that meet, but share neither end."""
OTHER_HOURS = -14.0
"""Other hours are another contract: a sibling post, not a copy."""

OTHER_GRADE = -12.0
"""Grade 6 and Grade 7: no board changes an employer's grade."""
PART_OF_GRADE = -4.0
_ZEROS = re.compile(r"^(?:GR|G|L)?0*(?=[1-9])")
"""G05 is Grade 5."""
OTHER_CONTRACT = -14.0
"""A permanent post and a temporary one."""


def weigh_pay(one: Profile, other: Profile) -> float:
    """Weigh pay, grade and hours."""
    mine, theirs = one.item, other.item
    weight = _range_weight(one, other)
    if one.title.grade and other.title.grade and codes(one.title.grade).isdisjoint(codes(other.title.grade)):
        return OTHER_GRADE
    grade, other_grade = grade_of(one), grade_of(other)
    if grade and other_grade:
        weight += weigh_grade(grade, other_grade)
    if mine.hours and theirs.hours:
        weight += 0.5 if abs(mine.hours - theirs.hours) < SAME_HOURS else OTHER_HOURS
    stays, remains = _lasting(one), _lasting(other)
    if stays is not None and remains is not None and stays != remains:
        weight += OTHER_CONTRACT
    return weight


def grade_of(one: Profile) -> str | None:
    """Return the grade that an advert's fields tell."""
    return one.item.grade or one.title.grade


def _lasting(one: Profile) -> bool | None:
    """Tell whether an advert's post is permanent, by its title if that says so."""
    return one.item.lasting if one.title.lasting is None else one.title.lasting


def weigh_grade(one: str, other: str) -> float:
    """Weigh two grades: other codes are another post's; a scale may be called one thing or another."""
    mine, theirs = codes(one), codes(other)
    if mine == theirs:
        return 0.5
    if not mine or not theirs:
        return 0.0
    coded = any(len(code) == 1 or any(map(str.isdigit, code)) for code in mine ^ theirs)
    if not coded:
        return 0.0
    return OTHER_GRADE if mine.isdisjoint(theirs) and _are_of_one_scale(mine, theirs) else PART_OF_GRADE


def _are_of_one_scale(one: frozenset[str], other: frozenset[str]) -> bool:
    """Tell whether two grades are both told by numbers or both by letters: Grade 7 may be another scale's Band G."""
    return any(map(str.isdigit, one)) == any(map(str.isdigit, other))


@lru_cache(maxsize=8_192)
def codes(grade: str) -> frozenset[str]:
    """Return what of a grade tells it from others."""
    found = frozenset(_CODE.findall(grade.upper())) - _SCALES
    return frozenset(_ZEROS.sub("", code) for code in found)


def _range_weight(one: Profile, other: Profile) -> float:
    mine, theirs = one.item, other.item
    slack = ROUNDING if _is_range(mine) and _is_range(theirs) else PAY_SLACK
    if _is_below(mine.pay_max, theirs.pay_min, slack) or _is_below(theirs.pay_max, mine.pay_min, slack):
        return OTHER_PAY
    gaps = []
    if mine.pay_min is not None and theirs.pay_min is not None:
        gaps.append(_apart(mine.pay_min, theirs.pay_min))
    if mine.pay_max is not None and theirs.pay_max is not None:
        gaps.append(_apart(mine.pay_max, theirs.pay_max))
    if not gaps:
        return 0.0
    most = max(gaps)
    if most <= PAY_SLACK:
        return (1.0 if most <= ROUNDING else -1.0) * len(gaps)
    if 0 in gaps or _is_within(mine, theirs) or _is_within(theirs, mine):
        return -1.0
    return OTHER_SCALE if len(gaps) > 1 and min(gaps) > PAY_SLACK else -4.0


def _is_range(one: Item) -> bool:
    return one.pay_min is not None and one.pay_max is not None and one.pay_min < one.pay_max


def _is_within(one: Item, other: Item) -> bool:
    """Tell whether the one's single amount lies in the other's range: "circa £80,000" of £75,000 to £82,000."""
    amount = one.pay_min if one.pay_max is None else one.pay_max
    if amount is None or one.pay_min not in {None, amount} or other.pay_min is None or other.pay_max is None:
        return False
    return other.pay_min < amount < other.pay_max


def _apart(one: float, other: float) -> float:
    """Return how far two amounts lie apart, as a share of the larger."""
    return abs(one - other) / max(one, other, 1.0)


def _is_below(high: float | None, low: float | None, slack: float) -> bool:
    return high is not None and low is not None and high < low * (1 - slack)
