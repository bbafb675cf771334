"""Amounts in the ratio of a share of full time that the text states: one is full time, the lower the post's own.

Nothing here is guessed: a share must be printed ("0.6", "60%", "22.2 hours", "3 days"), and the amounts stand in it.
"""

from scraper.normalising.salary.figures import Figure
from scraper.normalising.salary.items import Item
from scraper.reference.pay import FULL_TIME_WEEK

LEAST_SHARE, MOST_SHARE = 0.1, 0.95
"""Shares a part-time post can have of full time; nearer to one, two bands of pay may stand in it by chance."""
CLOSE_ENOUGH = 0.01
"""By how much a ratio may miss the share: printed amounts and shares are rounded."""
DAYS_A_WEEK = 5
MOST_NUMBERS = 12
"""Counted numbers looked at in one text: no pay field has more, and it bounds the cost of a hostile one."""


def settle(found: list[Item], figures: list[Figure]) -> None:
    """Label two unlabelled amounts by a printed share that they stand in."""
    plain = [figure for figure in figures if figure.period in {"year", "month"}]
    if len(plain) != 2 or any(figure.role in {"fte", "actual"} for figure in figures):
        return
    own, full = sorted(plain, key=lambda figure: figure.low)
    if own.period != full.period or own.high > MOST_SHARE * full.high:
        return
    if any(_stand_in(own, full, share) for share in _printed(found)):
        own.role, full.role = "actual", "fte"


def _stand_in(own: Figure, full: Figure, share: float) -> bool:
    low, high = own.low / full.low, own.high / full.high
    return abs(low - share) <= CLOSE_ENOUGH and abs(high - share) <= CLOSE_ENOUGH


def _printed(found: list[Item]) -> list[float]:
    """Every share of full time that a text prints, in whatever way."""
    shares: list[float] = []
    hours: list[float] = []
    for index, item in enumerate(found):
        number = item.number
        if number is None or number.currency or number.thousand or len(shares) + len(hours) > MOST_NUMBERS:
            continue
        unit = found[index + 1].value if index + 1 < len(found) and found[index + 1].kind == "unit" else ""
        if number.percent:
            shares.append(number.value / 100)
        elif unit in {"hour", "hpw"}:
            hours.append(number.value)
        elif unit == "day":
            shares.append(number.value / DAYS_A_WEEK)
        elif not unit:
            shares.append(number.value)
    week = max([FULL_TIME_WEEK, *hours]) if len(hours) < 2 else max(hours)
    shares += [hour / week for hour in hours]
    return [share for share in shares if LEAST_SHARE <= share <= MOST_SHARE]
