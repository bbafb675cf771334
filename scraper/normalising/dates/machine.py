"""Whole texts that only machines write: 20261201 (iTrent), 20261201T2359Z, /Date(1796165940000)/ and the like."""

import re
from datetime import UTC, datetime, time, timedelta

from scraper.normalising.dates.days import settled
from scraper.normalising.dates.zone import converted, local

_COMPACT = re.compile(
    r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})"
    r"(?:T?(?P<hour>[0-9]{2})(?P<minute>[0-9]{2})(?P<second>[0-9]{2})?(?P<zone>Z)?)?",
    re.IGNORECASE,
)
_EPOCH = re.compile(
    r"/Date\((?P<milli>-?[0-9]{1,15})(?:[+-][0-9]{4})?\)/|(?P<plain>1[0-9]{9}(?:[0-9]{3})?)", re.IGNORECASE
)
EARLIEST, LATEST = -62_135_596_800, 253_402_300_799
"""Seconds since 1970 of the years 1 and 9999, which is as far as dates go."""

Answer = tuple[str | None, str, tuple[str, ...]]


def _compact(found: re.Match[str]) -> Answer:
    at, _, flags = settled(int(found["year"]), int(found["month"]), int(found["day"]), "compact")
    if at is None or not found["hour"]:
        return (at.isoformat() if at else None), "compact", flags
    clock = _clock(int(found["hour"]), int(found["minute"]), int(found["second"] or 0))
    if clock is None:
        return at.isoformat(), "compact", ("impossible",)
    text, flags = converted(at, clock, 0) if found["zone"] else local(at, clock)
    return text, "compact", flags


def _day_first(digits: str) -> Answer | None:
    """Eight digits that are no year first but a day first: 01122026."""
    at, _, _ = settled(int(digits[4:]), int(digits[2:4]), int(digits[:2]), "compact")
    return (at.isoformat(), "compact_day_first", ()) if at else None


def _clock(hour: int, minute: int, second: int) -> time | None:
    return time(hour, minute, second) if hour < 24 and minute < 60 and second < 60 else None


def _epoch(found: re.Match[str]) -> Answer:
    digits = found["milli"] or found["plain"]
    seconds = int(digits) // (1 if found["plain"] and len(digits) == 10 else 1000)
    if not EARLIEST <= seconds <= LATEST:
        return None, "epoch", ("placeholder",)
    moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
    at, rule, flags = settled(moment.year, moment.month, moment.day, "epoch")
    if at is None:
        return None, rule, flags
    text, doubts = converted(at, moment.time(), 0)
    return text, rule, tuple(dict.fromkeys((*flags, *doubts)))


def machine(text: str) -> Answer | None:
    """Value, rule and flags of a text that is one machine-made date; None when it is not one."""
    if found := _EPOCH.fullmatch(text):
        return _epoch(found)
    if found := _COMPACT.fullmatch(text):
        answer = _compact(found)
        return answer if answer[0] or len(text) != 8 else _day_first(text) or answer
    return None
