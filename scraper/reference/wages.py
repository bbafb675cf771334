"""The statutory minimum wage by date: below it, a full-time rate of pay is no offer but a slip of the pen."""

from bisect import bisect_right
from datetime import date
from functools import cache

from msgspec import Struct

from scraper.reference import tables


class Minimum(Struct, frozen=True):
    """Pounds an hour that were the least to pay from a day on: adults (National Living Wage) and apprentices."""

    since: date
    living: float
    apprentice: float


@cache
def minimums() -> tuple[Minimum, ...]:
    """Every rate in the table, oldest first."""
    rows = tables.rows("minimum_wage.tsv")
    return tuple(Minimum(date.fromisoformat(day), float(adult), float(learner)) for day, adult, learner in rows)


def minimum_hourly(on: date, *, apprentice: bool = False) -> float | None:
    """Pounds an hour that were the least to pay on a day; None before the table begins.

    After its last row the last rates hold: minimum wages have never fallen.
    """
    found = bisect_right(minimums(), on, key=lambda one: one.since)
    if not found:
        return None
    rate = minimums()[found - 1]
    return rate.apprentice if apprentice else rate.living
