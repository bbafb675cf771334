"""What each amount is paid for: as stated beside it, else as stated elsewhere in the text, else by its size."""

from typing import cast

from msgspec import Struct

from scraper.normalising.salary.figures import Figure
from scraper.normalising.salary.items import Item
from scraper.normalising.salary.lists import words
from scraper.records import SalaryPeriod

REACH = 7
"""Items looked at after an amount for its period: "(pro rata, full time equivalent) per annum" has six."""
REACH_BACK = 8
"""Items looked at before it: "salary per annum for this job starts at"."""

PLAUSIBLE: dict[SalaryPeriod, tuple[float, float]] = {
    "hour": (2.0, 400.0),
    "day": (15.0, 3_000.0),
    "week": (20.0, 8_000.0),
    "month": (50.0, 15_000.0),
    "year": (250.0, 600_000.0),
    "session": (0.5, 5_000.0),
}
"""Pounds that can be pay per period. The least are honoraria, apprentices of old and canvassers' forms; the most, chief
executives and locum consultants with room to spare. Outside it an amount is a slip of the pen: "£85,262 per week"."""
INFERRED_HOURLY = (2.0, 75.0)
"""Pounds that without a period can only be an hour's: no council pays so little a day, nor a day's rate so low."""
INFERRED_DAILY = (100.0, 1_500.0)
"""Pounds an agency pays a day; inferred only where the text speaks of agency terms."""
INFERRED_YEARLY = 5_000.0
"""Pounds from which an amount without a period can only be a year's."""

_AFTER = words(
    "prorata fte actual open close comma competitive link point_mark pay currency dash slash full fullyear used "
    "onward soft inc london grade gradeword term counted share"
)
_BEFORE = words(
    "pay link colon dash upto from circa between open word equals rise close full plus actual fte prorata "
    "competitive point_mark term slash comma"
)
_HEADS = words("pay link colon dash upto from circa between open equals")
"""What may stand between a period and the amount that it heads."""
_PAID_BY = words("day week month")
_AGENCY = words("umbrella umb paye ltd")


class Claims(Struct):
    """Which period marks already belong to an amount, by index."""

    taken: set[int]


def settle(found: list[Item], figures: list[Figure], low: str, *, prose: bool = False) -> None:
    """Give every figure its period, and say whether the text states it."""
    claimed: set[int] = set()
    for at, figure in enumerate(figures):
        following = figures[at + 1] if at + 1 < len(figures) else None
        _after(found, figure, following, claimed)
    start = 0
    for figure in figures:
        if figure.period is None:
            _before(found, figure, start, claimed)
        start = figure.last
    for figure in figures:
        if figure.period is None:
            sentence = _sentence(found, figure)
            _elsewhere(sentence if prose else found, sentence, figure, [found[index] for index in claimed])
        if figure.period is None:
            _by_size(found, figure, low)
        if figure.stated and figure.period in {"hour", "session", "day"}:
            figure.low, figure.high = (
                end / 1000 if dotted else end
                for end, dotted in zip((figure.low, figure.high), figure.dotted, strict=True)
            )


def _set(figure: Figure, item: Item) -> None:
    figure.period = cast("SalaryPeriod", item.value)
    figure.stated = True


def _after(found: list[Item], figure: Figure, following: Figure | None, claimed: set[int]) -> None:
    end = following.first if following else len(found)
    stop = min(figure.last + 1 + REACH, end)
    for index in range(figure.last + 1, stop):
        kind = found[index].kind
        if kind == "period" and following and _of_next(found, index, figure, following):
            break
        if kind == "period" or (kind == "unit" and found[index - 1].kind == "currency"):
            claimed.add(index)
            if found[index].value in PLAUSIBLE:
                _set(figure, found[index])
            return _second(found, figure, index, end, claimed)
        if kind not in _AFTER:
            break
    for index in range(figure.first + 1, figure.last):
        if found[index].kind == "period":
            claimed.add(index)
            return _set(figure, found[index])
    return None


def _of_next(found: list[Item], index: int, figure: Figure, following: Figure) -> bool:
    """Tell whether a period heads the next amount: "Annual salary £35,000 Hourly rate £18.14"."""
    period = cast("SalaryPeriod", found[index].value)
    if plausible(figure, period) or not plausible(following, period):
        return False
    return all(item.kind in _HEADS for item in found[index + 1 : following.first])


def _second(found: list[Item], figure: Figure, index: int, end: int, claimed: set[int]) -> None:
    """Where two periods follow ("7 per hour to 8.50 per hour per year"), claim the second, which a board appended."""
    if index + 1 < end and found[index + 1].kind == "period":
        claimed.add(index + 1)
    for between in range(figure.first + 1, figure.last):
        if found[between].kind == "period":
            claimed.add(between)


def _before(found: list[Item], figure: Figure, start: int, claimed: set[int]) -> None:
    for index in range(figure.first - 1, max(figure.first - 1 - REACH_BACK, start - 1), -1):
        kind = found[index].kind
        if kind == "period" and index not in claimed:
            if not plausible(figure, cast("SalaryPeriod", found[index].value)):
                return None
            claimed.add(index)
            return _set(figure, found[index])
        if kind not in _BEFORE:
            return None
    return None


def _sentence(found: list[Item], figure: Figure) -> list[Item]:
    """The marks of the sentence that an amount stands in."""
    first, last = figure.first, figure.last
    while first and found[first - 1].kind != "stop":
        first -= 1
    while last < len(found) and found[last].kind != "stop":
        last += 1
    return found[first:last]


def _elsewhere(found: list[Item], sentence: list[Item], figure: Figure, claimed: list[Item]) -> None:
    """Take a period that stands anywhere in the field or the sentence, if the amount can be pay for it.

    That of another amount is taken too ("£20,000, £25,000 per annum"), but none of a shift or night: it is that one's;
    nor of a day, week or month in another sentence, nor one in which things are counted ("76,496 calls a year").
    """
    first, last = sentence[0].start, sentence[-1].end
    for index, item in enumerate(found):
        if item.kind == "period" and plausible(figure, cast("SalaryPeriod", item.value)):
            small = item.value in _PAID_BY or (item.value == "year" and figure.high < INFERRED_YEARLY)
            outside = not first <= item.start <= last
            if outside and index > 1 and _counts(found[index - 2 : index]):
                continue
            if (item.value == "session" or (small and outside)) and any(item is other for other in claimed):
                continue
            return _set(figure, item)
    return None


def _counts(before: list[Item]) -> bool:
    """Tell whether a number of things stands before a period: no currency, an unknown word."""
    number = before[0].number
    return number is not None and number.currency is None and before[1].kind == "word"


def plausible(figure: Figure, period: SalaryPeriod) -> bool:
    """Tell whether an amount can be pay for a period; periods that are none of ours (a mile) never fit."""
    least, most = PLAUSIBLE.get(period, (1.0, 0.0))
    return least <= figure.low and figure.high <= most


def _by_size(found: list[Item], figure: Figure, low: str) -> None:
    if INFERRED_HOURLY[0] <= figure.low and figure.high <= INFERRED_HOURLY[1]:
        figure.period = "hour"
    elif figure.low >= INFERRED_YEARLY:
        figure.period = "year"
    elif INFERRED_DAILY[0] <= figure.low and figure.high <= INFERRED_DAILY[1] and _of_agency(found, low):
        figure.period = "day"


def _of_agency(found: list[Item], low: str) -> bool:
    return any(item.kind == "pay" and low[item.start : item.end] in _AGENCY for item in found)
