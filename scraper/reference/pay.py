"""The NJC pay spine: spinal column points to pounds, by pay year. The data file's head says where it is from."""

from datetime import date
from functools import cache

from scraper.reference import tables

FIRST_MONTH = 4
"""NJC pay years begin on 1 April."""
FULL_TIME_WEEK = 37.0
"""Hours of the NJC full-time week ("Green Book", part 2, paragraph 6); London employers may use 35 or 36."""
WEEKS_A_YEAR = 52.143
"""Weeks the NJC counts in a year when it makes an hour's pay of a year's (365 days / 7)."""


def pay_year(on: date) -> str:
    """The NJC pay year a day falls in, as "2025-26"."""
    first = on.year if on.month >= FIRST_MONTH else on.year - 1
    return f"{first}-{(first + 1) % 100:02d}"


@cache
def spine() -> dict[str, dict[int, int]]:
    """Every pay year the table holds: its points and their pounds a year, full time."""
    years = next(tables.lines("njc_pay_spine.tsv")).split("\t")[1:]
    table: dict[str, dict[int, int]] = {year: {} for year in years}
    for point, *cells in tables.rows("njc_pay_spine.tsv"):
        for year, cell in zip(years, cells, strict=True):
            if cell:
                table[year][int(point)] = int(cell)
    return table


def annual(scp: int, on: date) -> int | None:
    """Pounds a year, full time, of a spinal column point on a day; None for a year or a point the table lacks."""
    return spine().get(pay_year(on), {}).get(scp)


def hourly(scp: int, on: date) -> float | None:
    """Pounds an hour of a spinal column point on a day, to the penny, as the NJC circulars print it."""
    pounds = annual(scp, on)
    return None if pounds is None else round(pounds / FULL_TIME_WEEK / WEEKS_A_YEAR, 2)
