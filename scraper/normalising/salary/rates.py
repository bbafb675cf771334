"""Pay per period to pay per year, full time, and the post's own share of it (design, "Pay rules")."""

from scraper.normalising.salary.combine import Pay
from scraper.normalising.salary.counts import Counts
from scraper.records import SalaryPeriod
from scraper.reference.pay import FULL_TIME_WEEK, WEEKS_A_YEAR

DAYS_A_YEAR = 260
"""Paid days in a full-time year: 52 weeks of five."""
MONTHS_A_YEAR = 12
SHORTEST_FULL_WEEK, LONGEST_FULL_WEEK = 30.0, 48.0
"""Hours that a stated full-time week can have (firefighters 42, retained staff in residential care up to 48)."""
FULL_YEAR_WEEKS = 52
"""Weeks from which a stated working year is the whole year."""

Bounds = tuple[float | None, float | None]


def full_week(counts: Counts) -> tuple[float, bool]:
    """Hours of the employer's full-time week, and whether the text states them."""
    stated = [hours for hours in counts.full_week if SHORTEST_FULL_WEEK <= hours <= LONGEST_FULL_WEEK]
    return (stated[0], True) if len(stated) == 1 else (FULL_TIME_WEEK, False)


def per_year(period: SalaryPeriod | None, week: float) -> float | None:
    """How many of a period a full-time year pays; None for a session and for a period that is not known."""
    factors: dict[SalaryPeriod | None, float] = {
        "year": 1.0,
        "month": MONTHS_A_YEAR,
        "week": WEEKS_A_YEAR,
        "day": DAYS_A_YEAR,
        "hour": week * WEEKS_A_YEAR,
    }
    return factors.get(period)


def times(pay: Pay | None, factor: float | None) -> Bounds:
    """Both ends of pay times a factor, to the penny."""
    if pay is None or factor is None:
        return None, None
    return _rounded(pay.low, factor), _rounded(pay.high, factor)


def _rounded(amount: float | None, factor: float) -> float | None:
    return None if amount is None else round(amount * factor, 2)


def share(counts: Counts, *, full_time: bool, full_year: bool) -> float | None:
    """The post's share of a full-time year by its own hours and weeks; None unless both are stated.

    The weeks are those the text states, as the design has it: where they leave paid holiday out, so does the share.
    """
    hours = 1.0 if full_time else _single(counts.hours)
    weeks = FULL_YEAR_WEEKS if full_year else _single(counts.weeks)
    if hours is None or weeks is None:
        return None
    week, _ = full_week(counts)
    of_week = 1.0 if full_time else hours / week
    of_year = 1.0 if weeks >= FULL_YEAR_WEEKS else weeks / WEEKS_A_YEAR
    return of_week * of_year if of_week <= 1.0 else None


def _single(values: dict[float, tuple[int, int]]) -> float | None:
    return next(iter(values)) if len(values) == 1 else None
