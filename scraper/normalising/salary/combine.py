"""The amounts that are pay made into one answer: the rate of the post, and what the post itself pays."""

from msgspec import Struct

from scraper.normalising.salary.figures import MOST_RATIO, Figure
from scraper.normalising.salary.periods import plausible
from scraper.records import SalaryBound, SalaryPeriod

LEAST_ACTUAL = 1_000
"""Pounds from which an amount said to be the actual pay, of no stated period, is a year's."""
LEAST_FULL_TIME = 0.9 * 35 * 52
"""Hours: a year's amount under so many times the hourly rate beside it is part-time pay (full weeks have 35 and up)."""


class Pay(Struct):
    """One span of pay with how it was told."""

    low: float | None
    high: float | None
    period: SalaryPeriod | None
    bound: SalaryBound
    figures: list[Figure]
    several: bool = False


class Answer(Struct):
    """What a text's amounts come to. ``impossible`` says that some were left out because they can't be."""

    rate: Pay | None = None
    actual: Pay | None = None
    impossible: bool = False
    ambiguous: bool = False


def combine(figures: list[Figure]) -> Answer:
    """Make one answer of the figures that are pay."""
    answer = Answer()
    if len(figures) < 2:
        return _alone(figures[0]) if figures else answer
    spoilt = [figure.role == "actual" for figure in figures if not possible(figure)]
    answer.impossible = bool(spoilt)
    base = [] if False in spoilt else [figure for figure in figures if figure.role != "actual"]
    actual = [] if True in spoilt else [figure for figure in figures if figure.role == "actual"]
    base, found = _split_by_hourly_rate(base)
    base = _of_one_period(base)
    answer.rate = _merged(base)
    answer.actual = _merged(actual + found)
    _check_actual(answer)
    return answer


def _alone(figure: Figure) -> Answer:
    """The answer of one amount, as most texts have it."""
    if not possible(figure):
        return Answer(impossible=True)
    pay = _merged([figure])
    return Answer(actual=pay) if figure.role == "actual" else Answer(rate=pay)


def possible(figure: Figure) -> bool:
    """Tell whether a figure can be pay at all: well printed, its ends in order, its size right for its period."""
    if figure.malformed or figure.low > figure.high or figure.high > MOST_RATIO * figure.low:
        return False
    return figure.period is None or plausible(figure, figure.period)


def _split_by_hourly_rate(base: list[Figure]) -> tuple[list[Figure], list[Figure]]:
    """Where an hour's rate stands beside a year's amount too low for a full week of it, that is the post's own pay."""
    hourly = next((figure for figure in base if figure.period == "hour"), None)
    if hourly is None:
        return base, []
    least = hourly.low * LEAST_FULL_TIME
    own = [one for one in base if one.period == "year" and one.role != "fte" and one.high < least]
    return [figure for figure in base if not any(figure is one for one in own)], own


def _of_one_period(base: list[Figure]) -> list[Figure]:
    """Keep the figures of one period: a year's where there are some, else those of the first figure's."""
    if len({figure.period for figure in base}) < 2:
        return base
    periods = [figure.period for figure in base]
    chosen = "year" if "year" in periods else next(filter(None, periods), None)
    return [figure for figure in base if figure.period == chosen]


def _merged(figures: list[Figure]) -> Pay | None:
    if not figures:
        return None
    first = figures[0]
    if len(figures) == 1:
        return _bounded(Pay(first.low, first.high, first.period, first.bound or "exact", figures))
    low, high = min(figure.low for figure in figures), max(figure.high for figure in figures)
    widest = max(
        figures, key=lambda figure: (figure.high - figure.low, figure.first == figure.last and figure.bound == "exact")
    )
    several = not any(figure.low <= low and high <= figure.high for figure in figures)
    bound = widest.bound or "exact"
    bounds = {figure.bound for figure in figures}
    if several and bounds == {"from", "up_to"}:
        several, bound = False, "range"
    elif several:
        bound = first.bound if len(bounds) == 1 and first.bound in {"up_to", "from", "circa"} else "range"
    elif len(figures) > 1 and low == high:
        bound = first.bound or "exact"
    return _bounded(Pay(low, high, first.period, bound or "exact", figures, several))


def _bounded(pay: Pay) -> Pay:
    """Leave out the end that is no bound of the pay."""
    if pay.bound == "up_to":
        pay.low = None
    elif pay.bound == "from":
        pay.high = None
    return pay


def _check_actual(answer: Answer) -> None:
    """Leave out actual pay that is told twice over, or lies above the full-time equivalent, and flag it."""
    actual, rate = answer.actual, answer.rate
    if actual is None:
        return
    if actual.several:
        answer.actual, answer.ambiguous = None, True
    if (
        rate
        and rate.period == actual.period
        and rate.high is not None
        and actual.low is not None
        and actual.low > rate.high
    ):
        answer.actual, answer.impossible = None, True
