"""Clock times in Europe/London, with the two nights a year on which a clock time is missing or comes twice."""

from datetime import UTC, date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
ZONES = {"gmt": 0, "utc": 0, "ut": 0, "z": 0, "bst": 60}
"""Minutes east of Greenwich of the zones that adverts name."""


def offset_minutes(zone: str) -> int | None:
    """Minutes east of a zone as written ("GMT", "Z", "+01:00", "GMT+0100"); None when it is not known."""
    word = zone.casefold().replace(" ", "")
    if word in ZONES:
        return ZONES[word]
    digits = word.removeprefix("gmt").removeprefix("utc").replace(":", "")
    if len(digits) != 5 or digits[0] not in "+-" or not digits[1:].isdecimal():
        return None
    minutes = int(digits[1:3]) * 60 + int(digits[3:])
    return None if minutes > 14 * 60 else -minutes if digits[0] == "-" else minutes


def local(day: date, clock: time) -> tuple[str, tuple[str, ...]]:
    """A London clock time as ISO 8601 with its offset; flagged when the clocks changed across it.

    A time that does not exist (the clocks went forward over it) is read as the same instant after the change.
    """
    first = datetime.combine(day, clock, LONDON)
    second = first.replace(fold=1)
    if first.utcoffset() == second.utcoffset():
        return first.isoformat(), ()
    real = first.astimezone(UTC).astimezone(LONDON)
    if real.replace(tzinfo=None) != first.replace(tzinfo=None):
        return real.isoformat(), ("clock_change",)
    return first.isoformat(), ("clock_change", "ambiguous")


def converted(day: date, clock: time, east: int) -> tuple[str, tuple[str, ...]]:
    """A time of a stated zone, ``east`` minutes from Greenwich, as London time, or the day alone, flagged, at midnight.

    Programs that keep a day alone write it as its midnight, in Greenwich ("2026-12-01T00:00:00Z") or in London
    ("2026-06-30T23:00:00Z" for 1 July), so a midnight is read as that day and not as its first minute.
    """
    stated = datetime.combine(day, clock, timezone(timedelta(minutes=east)))
    there = stated.astimezone(LONDON)
    if time(0) in (clock, there.time()):
        return (day if clock == time(0) else there.date()).isoformat(), ("ambiguous",)
    return there.isoformat(), ()


def agrees(day: date, clock: time, east: int) -> bool:
    """Whether London keeps that offset at that clock time: "GMT" in July may only mean "London time"."""
    return datetime.combine(day, clock, LONDON).utcoffset() == timedelta(minutes=east)
