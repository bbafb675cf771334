"""The clock is passed in everywhere: the real one, or the one time that ``--now`` names."""

from collections.abc import Callable
from datetime import UTC, date, datetime

from counciljobs.errors import Stop

Clock = Callable[[], datetime]


YEARS = range(1990, 2101)
"""Adverts on the web, and all that is known of pay and councils, lie well within."""


def real_clock() -> datetime:
    """Return the time now, UTC."""
    return datetime.now(UTC)


def fixed(moment: datetime) -> Clock:
    """Return a clock that stands still."""
    return lambda: moment


def read_time(text: str, option: str) -> datetime:
    """Read an ISO 8601 time; without a zone it is UTC, and a date alone is its midnight.

    Raises:
        Stop: when it is not a time; ``option`` is named in the sentence.
    """
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        raise Stop(f"{option} wants a time such as 2026-11-23T09:00:00Z, not {text!r}.") from None
    _check_year(moment.year, option)
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def read_date(text: str, option: str) -> date:
    """Read a date (YYYY-MM-DD).

    Raises:
        Stop: when it is not a date; ``option`` is named in the sentence.
    """
    try:
        day = date.fromisoformat(text.strip())
    except ValueError:
        raise Stop(f"{option} wants a date such as 2026-11-23, not {text!r}.") from None
    _check_year(day.year, option)
    return day


def _check_year(year: int, option: str) -> None:
    if year not in YEARS:
        raise Stop(f"{option} wants a year from {YEARS[0]} to {YEARS[-1]}, not {year}.")


def stamp(moment: datetime) -> str:
    """Return a time as our own stamps are written: UTC, whole seconds, with Z."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
