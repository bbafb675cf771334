"""Numbers that count something: hours and weeks of the post, days, dates, people. What is counted here is no pay."""

from msgspec import Struct, field

from scraper.normalising.salary.items import Item
from scraper.normalising.salary.lists import words

FEWEST_HOURS, MOST_HOURS = 1.0, 84.0
"""Hours a week a post can have: fire stations' longest weeks stay under 84."""
FULL_WEEK = 35.0
"""Hours from which those in a bracket after "FTE" are the full-time week: "£26,403 FTE (37 hours)"."""
FEWEST_BARE_HOURS = 5.0
"""As in "37 hours" alone is a week's; "3 hours" alone may be anything."""
FEWEST_WEEKS, MOST_WEEKS = 20.0, 53.0
"""Weeks a year a post can have, when a year is named."""
FEWEST_BARE_WEEKS = 36.0
"""As in "39 weeks" alone is a year's; "12 weeks" alone is notice, leave or a contract."""
FIRST_YEAR, LAST_YEAR = 1990, 2100
"""Numbers that after a month's name are a year."""
REACH = 5
"""Items looked at beside a number for what its hours are: words of one clause."""

_NOT_WEEKLY = words("shift shifts notice unpaid lunch cover day days break training block turn delay response drive")
_JOINS = words("dash rise or and slash")
_COUNTING = words("unit count month extra fte reference")
_NAMED = words("gradeword maybegrade point scheme")
"""Before a number, these make it a grade's or a point's: "Grade 5 - 37 hours" is no range of hours."""
_WALKED = words("link dash colon word period unit pay open comma")


class Counts(Struct):
    """What the text counts: hours a week of the post, the employer's full-time week, weeks a year; with spans."""

    hours: dict[float, tuple[int, int]] = field(default_factory=dict)
    full_week: dict[float, tuple[int, int]] = field(default_factory=dict)
    weeks: dict[float, tuple[int, int]] = field(default_factory=dict)


def read(found: list[Item]) -> Counts:
    """Read and take out of play (kind "counted") every number that counts something."""
    counts = Counts()
    for index, item in enumerate(found):
        kind = item.kind
        if kind not in _COUNTING:
            continue
        if kind == "unit":
            _unit(found, index, counts)
        elif kind in {"count", "month"}:
            _take(found, index - 1)
            if kind == "month" and FIRST_YEAR <= (_plain(found, index + 1) or 0) <= LAST_YEAR:
                _take(found, index + 1)
        elif kind == "reference":
            _reference(found, index + 1)
        elif kind == "extra" and item.value == "tlr":
            _payment_code(found, index)
        elif kind == "fte" and item.end - item.start < 5:
            _fraction(found, index)
    _own_hours(counts)
    return counts


def _own_hours(counts: Counts) -> None:
    """Of two hours told, the full-time week is not the post's: "£18,952 for 22.2 hours (£31,586 for 37 hours)"."""
    if len(counts.hours) == 2:
        least, most = sorted(counts.hours)
        if most in counts.full_week and least not in counts.full_week:
            del counts.hours[most]


def _plain(found: list[Item], index: int) -> float | None:
    """The unsigned number at an index, if one is there and it is small enough to be a count."""
    if 0 <= index < len(found) and found[index].kind == "num":
        number = found[index].number
        if number and number.currency is None and not number.thousand and not number.percent and not number.huge:
            return number.value
    return None


def _take(found: list[Item], index: int) -> float | None:
    value = _plain(found, index)
    if value is not None:
        found[index].kind = "counted"
    return value


def _reference(found: list[Item], at: int) -> None:
    """Take every number of a reference, written without spaces: "Ref: ABC/36189/34"."""
    at += at < len(found) and found[at].kind in {"colon", "dash", "point_mark"}
    while at < len(found):
        _take(found, at)
        if at + 1 == len(found) or found[at + 1].start != found[at].end:
            return
        at += 1


def _payment_code(found: list[Item], index: int) -> None:
    """Take the code of a teaching payment into its name ("TLR 2B (£5,645)"): it is an extra."""
    if _take(found, index + 1) is None:
        return
    found[index + 1].kind = "link"
    letter = found[index + 2] if index + 2 < len(found) else None
    if letter and letter.start == found[index + 1].end:
        letter.kind = "link"


def _fraction(found: list[Item], index: int) -> None:
    """As in "0.6 FTE", "FTE 0.92", "0.87% FTE": a share of the full week; the mark then labels no amount."""
    for at in (index - 1, index + 1):
        if 0 <= at < len(found) and found[at].kind == "num":
            number = found[at].number
            if number and number.currency is None and (number.value <= 1 or number.percent):
                found[at].kind = "counted"
                if number.value < 1 or number.percent:
                    found[index].kind, found[index].value = "share", ""
                return


def _unit(found: list[Item], index: int, counts: Counts) -> None:
    unit = found[index].value
    at = index - 1
    if at > 0 and found[at].kind == "dash" and found[at].end == found[index].start:
        at -= 1
    value = _plain(found, at)
    if value is None:
        number = found[at].number if at >= 0 else None
        singular = found[index].end - found[index].start == len(unit)
        if number and number.currency and singular and _kind(found, index + 1)[0] != "word":
            found[index].kind = "period"
        elif unit in {"hour", "week"}:
            _labelled(found, index, unit, counts)
        return
    if _is_pay(found, index, at, unit):
        found[index].kind = "period"
        return
    found[at].kind = "counted"
    named = at > 2 and found[at - 3].kind in _NAMED
    ranged = at > 1 and not named and found[at - 1].kind in _JOINS and _take(found, at - 2) is not None
    ranged = ranged or (at > 0 and found[at - 1].kind in {"upto", "from"})
    span = (found[at].start, found[index].end)
    if unit == "hour" and (minutes := _minutes(found, index)):
        value, index = value + minutes / 60, index + 2
        span = (span[0], found[index].end)
    if unit in {"hour", "hpw"}:
        _hours(found, index, (round(value, 2), ranged, span), counts)
    elif unit == "week":
        _weeks(found, index, (value, ranged, span), counts)
    elif _kind(found, index + 1)[0] == "period":
        found[index + 1].kind = "used"


def _minutes(found: list[Item], index: int) -> float | None:
    """The minutes behind hours ("5 hours 50 minutes"), taken out of play."""
    if index + 2 < len(found) and found[index + 2].value == "minute" and (_plain(found, index + 1) or 60) < 60:
        return _take(found, index + 1)
    return None


def _is_pay(found: list[Item], index: int, at: int, unit: str) -> bool:
    """Schema.org's unitText after an unsigned amount: "31678.0 YEAR", "13.50 HOUR", never a plural."""
    number = found[at].number
    if number is None or at != index - 1 or unit not in {"year", "hour", "month", "week", "day"}:
        return False
    if found[index].end - found[index].start != len(unit):
        return False
    return number.value >= 1000 or (unit == "hour" and number.decimals == 2)


def _labelled(found: list[Item], index: int, unit: str, counts: Counts) -> None:
    """As in "Hours per week: 32", "Hours : 37 per week", "weeks per year - 39": the label stands first."""
    at = index + 1
    while at < len(found) and at < index + 5 and found[at].kind in {"period", "colon", "dash", "unit", "link", "of"}:
        at += 1
    value = _plain(found, at)
    if value is None or not any(found[n].kind in {"colon", "dash"} for n in range(index, at)):
        return
    if at + 1 < len(found) and found[at + 1].kind == "unit":
        return
    found[at].kind = "counted"
    span = (found[index].start, found[at].end)
    ranged = at + 2 < len(found) and found[at + 1].kind in _JOINS and _take(found, at + 2) is not None
    if unit == "hour":
        _hours(found, at, (value, ranged, span), counts)
    else:
        _weeks(found, at, (value, ranged, span), counts, labelled=any(i.value == "year" for i in found[index:at]))


def _kind(found: list[Item], index: int) -> tuple[str, str]:
    return (found[index].kind, found[index].value) if index < len(found) else ("", "")


Counted = tuple[float, bool, tuple[int, int]]
"""A value, whether it is only one end of a range, and its span."""


def _hours(found: list[Item], index: int, counted: Counted, counts: Counts) -> None:
    """Note hours a week, unless they are a shift's, a day's or a year's, or a range."""
    value, ranged, span = counted
    kind, what = _kind(found, index + 1)
    weekly = found[index].value == "hpw" or (kind in {"period", "unit"} and what == "week")
    if kind == "slash" and _kind(found, index + 2)[0] == "unit":
        weekly = _kind(found, index + 2)[1] == "week"
        if not weekly:
            return
    if kind == "per" and not weekly:
        return
    if kind in {"period", "unit"} and not weekly:
        found[index + 1].kind = "used"
        return
    if kind in {"period", "unit"}:
        found[index + 1].kind = "used"
    if ranged or not FEWEST_HOURS <= value <= MOST_HOURS or (kind == "word" and what in _NOT_WEEKLY):
        return
    if not weekly and value < FEWEST_BARE_HOURS:
        return
    whose = _whose(found, index, span[0], value)
    if whose != "full":
        counts.hours[value] = span
    if whose != "post":
        counts.full_week[value] = span


def _whose(found: list[Item], index: int, start: int, value: float) -> str:
    """Tell the post's own hours ("post") from the employer's full-time week ("full") and from both."""
    ahead = index + (2 if _kind(found, index + 1)[0] == "used" else 1)
    kind, _ = _kind(found, ahead)
    if kind == "full":
        return "full" if _kind(found, ahead + 1) in {("unit", "week"), ("word", "contract")} else "both"
    if kind == "fte":
        return "full"
    barred = opened = False
    at = index
    while at and found[at].start >= start:
        at -= 1
    for back in range(at, max(at - REACH, -1), -1):
        kind = found[back].kind
        if kind == "fte":
            return "post" if barred or (opened and value < FULL_WEEK) else "both" if opened else "full"
        if found[back].value == "based" and value >= FULL_WEEK and found[back - 1].kind != "fte":
            return "both"
        if kind == "full":
            return "full" if back < at and found[back + 1].value == "week" else "both"
        opened, barred = opened or kind == "open", barred or kind in {"comma", "dash"}
        if kind not in _WALKED:
            break
    return "post"


def _weeks(found: list[Item], index: int, counted: Counted, counts: Counts, *, labelled: bool = False) -> None:
    """Note weeks a year."""
    value, ranged, span = counted
    kind, what = _kind(found, index + 1)
    yearly = labelled or (kind in {"period", "unit"} and what == "year")
    if yearly and kind in {"period", "unit"}:
        found[index + 1].kind = "used"
    least = FEWEST_WEEKS if yearly else FEWEST_BARE_WEEKS
    if not ranged and least <= value <= MOST_WEEKS:
        counts.weeks[value] = span
