"""The state of the market in numbers, as the front page and the report tell it: each function asks the file once.

Pay is the middle of the advertised full-time range, pounds a year. Medians and quartiles are of live jobs
that state pay.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Sequence
from statistics import quantiles

from msgspec import Struct

LEAST_JOBS = 5
"""Under five jobs a median is somebody's own pay, and moves with each advert."""
_LIVE = "FROM jobs AS j WHERE j.status = 'live'"
_YEAR_AGO = "strftime('%Y-%m', (SELECT now FROM clock), '-1 year')"


class Headline(Struct, frozen=True, kw_only=True):
    """The front page's numbers. ``now`` is the end of the last run (UTC), None in an empty store."""

    now: str | None
    live: int
    new_this_week: int
    closing_this_week: int
    recruiters: int
    sources: int
    sources_well: int


class Pay(Struct, frozen=True, kw_only=True):
    """Pay of a group: how many jobs state it, lower quartile, median and upper quartile."""

    name: str
    count: int
    low: float
    middle: float
    high: float


class Month(Struct, frozen=True, kw_only=True):
    """New jobs of a month (YYYY-MM), how many sources were observed, and the same for the panel of all months."""

    month: str
    new_jobs: int
    already_up: int
    sources_observed: int
    panel_sources: int
    panel_new_jobs: int


def headline(connection: sqlite3.Connection) -> Headline:
    """Return the numbers of the front page."""
    now = connection.execute("SELECT now FROM clock").fetchone()
    live, recruiters = connection.execute(f"SELECT count(*), count(DISTINCT j.recruiter) {_LIVE}").fetchone()
    sources, well = connection.execute(
        "SELECT count(*), coalesce(sum(verdict IN ('ok', 'unchanged', 'empty')), 0) FROM source_health"
    ).fetchone()
    return Headline(
        now=now[0] if now else None,
        live=live,
        new_this_week=connection.execute("SELECT count(*) FROM new_this_week").fetchone()[0],
        closing_this_week=connection.execute("SELECT count(*) FROM closing_soon").fetchone()[0],
        recruiters=recruiters,
        sources=sources,
        sources_well=well,
    )


def live_by(connection: sqlite3.Connection, column: str, most: int = 20) -> list[tuple[str, int]]:
    """Return how many live jobs each value of a column has (region, category, recruiter), the most first.

    Raises:
        ValueError: when the column is another one.
    """
    if column not in {"region", "category", "recruiter"}:
        raise ValueError(column)
    found = connection.execute(
        f"SELECT coalesce(j.{column}, 'not known'), count(*) AS n {_LIVE}"
        f" GROUP BY j.{column} ORDER BY n DESC, 1 LIMIT ?",
        (most,),
    )
    return [(_words(name), count) for name, count in found]


def pay_by(connection: sqlite3.Connection, column: str, most: int = 20) -> list[Pay]:
    """Return the pay of the groups of live jobs with the most jobs, the best paid first.

    Raises:
        ValueError: when the column is not region, category or occupation_code.
    """
    if column not in {"region", "category", "occupation_code"}:
        raise ValueError(column)
    pays: dict[str, list[float]] = defaultdict(list)
    for name, pay in connection.execute(
        f"SELECT j.{column}, j.pay {_LIVE} AND j.pay IS NOT NULL AND j.{column} IS NOT NULL"
    ):
        pays[name].append(pay)
    large = sorted((name for name in pays if len(pays[name]) >= LEAST_JOBS), key=lambda name: (-len(pays[name]), name))
    return sorted((_pay(_words(name), pays[name]) for name in large[:most]), key=lambda pay: (-pay.middle, pay.name))


def _pay(name: str, values: Sequence[float]) -> Pay:
    low, middle, high = quantiles(values, n=4, method="inclusive")
    return Pay(name=name, count=len(values), low=low, middle=middle, high=high)


def by_month(connection: sqlite3.Connection) -> list[Month]:
    """Return the series of months, the first one first."""
    names = Month.__struct_fields__
    rows = connection.execute(f"SELECT {', '.join(names)} FROM vacancies_by_month ORDER BY month")  # noqa: S608
    return [Month(**dict(zip(names, row, strict=True))) for row in rows]


def places(connection: sqlite3.Connection) -> dict[tuple[float, float], int]:
    """Return how many live jobs are where: latitude and longitude, WGS 84 degrees."""
    found = connection.execute(
        f"SELECT latitude, longitude, count(*) {_LIVE} AND latitude IS NOT NULL AND longitude IS NOT NULL GROUP BY 1, 2"
    )
    return {(latitude, longitude): count for latitude, longitude, count in found}


def days_open(connection: sqlite3.Connection, most: int = 20) -> list[tuple[str, float]]:
    """Return the median of days that closed jobs of each category were up, the longest first.

    They closed this month or in the twelve before it. Jobs that were up already at their source's first run are left
    out: nobody knows since when.
    """
    days: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for name, *counted in connection.execute(
        f"SELECT category, days, sum(jobs) FROM closed_counts WHERE month >= {_YEAR_AGO} GROUP BY 1, 2 ORDER BY 1, 2"  # noqa: S608
    ):
        days[name].append((counted[0], counted[1]))
    told = [(_words(name), _median(counts)) for name, counts in days.items() if _jobs(counts) >= LEAST_JOBS]
    return sorted(told, key=lambda pair: (-pair[1], pair[0]))[:most]


def _jobs(counts: Sequence[tuple[int, int]]) -> int:
    return sum(count for _, count in counts)


def _median(counts: Sequence[tuple[int, int]]) -> float:
    """Return the median of values that come so many times each, in order."""
    total = _jobs(counts)
    return (_nth(counts, (total - 1) // 2) + _nth(counts, total // 2)) / 2


def _nth(counts: Sequence[tuple[int, int]], place: int) -> int:
    for value, count in counts:
        if place < count:
            return value
        place -= count
    raise IndexError(place)


def readvert_rates(connection: sqlite3.Connection, most: int = 20) -> list[tuple[str, int, int]]:
    """Return of each category the jobs first seen and how many of them came again, the largest share first.

    They were first seen this month or in the twelve before it.
    """
    found = connection.execute(
        "WITH again AS (SELECT j.category, count(*) AS jobs FROM (SELECT DISTINCT posting FROM readverts) AS r"  # noqa: S608
        f" CROSS JOIN jobs AS j ON j.lead = r.posting WHERE j.month >= {_YEAR_AGO} GROUP BY 1),"
        f" seen AS (SELECT category, sum(jobs) AS jobs FROM category_counts WHERE month >= {_YEAR_AGO} GROUP BY 1)"
        " SELECT s.category, s.jobs, coalesce(a.jobs, 0) FROM seen AS s LEFT JOIN again AS a USING (category)"
        " WHERE s.jobs >= ? ORDER BY 1.0 * coalesce(a.jobs, 0) / s.jobs DESC, 1 LIMIT ?",
        (LEAST_JOBS, most),
    )
    return [(_words(name), jobs, again) for name, jobs, again in found]


class Health(Struct, frozen=True, kw_only=True):
    """A source that needs a person: its verdict, cause, since when, and when it was last read well."""

    source: str
    verdict: str
    cause: str | None
    since: str
    last_good: str | None


def unwell(connection: sqlite3.Connection) -> list[Health]:
    """Return the sources whose last run was not read well, the longest in trouble first."""
    names = Health.__struct_fields__
    rows = connection.execute(
        "SELECT source, verdict, cause, since, last_good FROM source_health"
        " WHERE verdict NOT IN ('ok', 'unchanged', 'empty') ORDER BY since, source"
    )
    return [Health(**dict(zip(names, row, strict=True))) for row in rows]


def _words(name: str) -> str:
    """Return a value as people read it: adult_social_care is adult social care."""
    return name.replace("_", " ")
