"""The statutory minimum wage by date: below it, a full-time rate of pay is no offer but a slip of the pen."""

from bisect import bisect_right
from datetime import date
from functools import cache

from msgspec import Struct

from scraper.reference import tables


class Minimum(Struct, frozen=True):
    """Pounds an hour that were the least to pay from a day on: adults (National Living Wage), 18 to 20, apprentices."""

    since: date
    living: float
    youth: float
    apprentice: float


@cache
def minimums() -> tuple[Minimum, ...]:
    """Every rate in the table, oldest first."""
    rows = tables.rows("minimum_wage.tsv")
    return tuple(Minimum(date.fromisoformat(day), *map(float, rates)) for day, *rates in rows)


def minimum(on: date) -> Minimum | None:
    """The rates in force on a day; None before the table begins.

    After its last row the last rates hold: minimum wages have never fallen.
    """
    found = bisect_right(minimums(), on, key=lambda one: one.since)
    return minimums()[found - 1] if found else None
