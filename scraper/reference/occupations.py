"""The shipped tables of occupations: ONS unit groups, what councils call their jobs, and the words of service areas."""

from functools import cache
from typing import NamedTuple

from scraper.reference.tables import rows

NONE = "-"
"""What stands in a table where no one value fits."""


class UnitGroup(NamedTuple):
    """A SOC 2020 unit group: its code, its title, and job titles that the ONS lists as typical."""

    code: str
    title: str
    job_titles: tuple[str, ...]


class CouncilJob(NamedTuple):
    """What councils call a job, with the service area and the unit group of the work; None where none fits alone."""

    phrase: str
    category: str | None
    unit: str | None


@cache
def unit_groups() -> tuple[UnitGroup, ...]:
    """Every SOC 2020 unit group, in the order of the classification."""
    return tuple(UnitGroup(code, title, tuple(titles.split("|"))) for code, title, titles in rows("occupations.tsv"))


@cache
def council_jobs() -> tuple[CouncilJob, ...]:
    """Every council job phrase of the table, as written there."""
    return tuple(
        CouncilJob(phrase, None if category == NONE else category, None if unit == NONE else unit)
        for category, unit, phrases in rows("council_jobs.tsv")
        for phrase in phrases.split("|")
    )


@cache
def service_words() -> tuple[tuple[str, str], ...]:
    """Each word or phrase that speaks of a service area, with the area."""
    return tuple((word, category) for category, words in rows("service_words.tsv") for word in words.split("|"))
