"""Dates told from the day of reading: "in 5 days", "tomorrow", "10 days ago", "1 day left", "closes Friday"."""

import re
from calendar import monthrange
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from scraper.normalising.dates.words import WEEKDAY, WEEKDAYS, key
from scraper.normalising.dates.zone import LONDON

_NUMBERS = (
    "a",
    "an",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)
NUMBERS = {word: max(1, index) for index, word in enumerate(_NUMBERS)}
_UNIT = r"(?P<unit>minutes?|mins?|hours?|hrs?|days?|weeks?|fortnights?|months?)"
_AMOUNT = rf"(?P<count>[0-9]{{1,3}}|{'|'.join(_NUMBERS[::-1])})\s?(?P<more>\+)?\s?{_UNIT}"
_SHORT = r"(?P<short>[0-9]{1,3})(?P<letter>[dhw])"
_AGO = re.compile(rf"\b(?:{_AMOUNT}|{_SHORT})\s?ago\b", re.IGNORECASE)
_AHEAD = re.compile(
    rf"\bin\s(?:the\snext\s)?{_AMOUNT}(?:['’]?\stime)?\b|\b{_AMOUNT.replace('<', '<a_')}"
    r"(?:['’]s?)?\s(?:left|remaining|to\sgo|to\sapply|from\snow)\b",
    re.IGNORECASE,
)
_WORDS = {"today": 0, "tonight": 0, "just now": 0, "just posted": 0, "tomorrow": 1, "yesterday": -1}
_WORD = re.compile(r"\b(?:" + "|".join(word.replace(" ", r"\s") for word in _WORDS) + r")\b", re.IGNORECASE)
_WEEKDAY = re.compile(rf"\b(?:(?P<which>this|next|coming|last)\s)?(?P<weekday>{WEEKDAY})\b", re.IGNORECASE)
SHORT = 60
"""Characters of a text in which a lone weekday is a date ("closes Friday"); longer ones are sentences."""
_VAGUE = ("week", "fortnight", "month")


class Relative(NamedTuple):
    """A relative date: where it stands and the day (or the moment) it means; None when it can't be told."""

    start: int
    stop: int
    at: date | None
    flags: tuple[str, ...]


def _months(on: date, count: int) -> date:
    months = on.year * 12 + on.month - 1 + count
    year, month = divmod(months, 12)
    return date(year, month + 1, min(on.day, monthrange(year, month + 1)[1]))


def _moved(on: date, moment: datetime | None, count: int, unit: str) -> date | None:
    """The day so many units from ``on``. Hours need a moment to count from, not only a day."""
    if unit.startswith("month"):
        return _months(on, count)
    if unit.startswith(("m", "h")):
        step = timedelta(minutes=count) if unit.startswith("m") else timedelta(hours=count)
        return (moment.astimezone(UTC) + step).astimezone(LONDON).date() if moment else None
    days = {"d": 1, "w": 7, "f": 14}[unit[0]]
    return on + timedelta(days=count * days)


def _count(found: re.Match[str], prefix: str = "") -> tuple[int, str] | None:
    if found[f"{prefix}more"]:
        return None
    word = key(found[f"{prefix}count"])
    return NUMBERS.get(word) or int(word), key(found[f"{prefix}unit"])


def _amount(found: re.Match[str], on: date | None, moment: datetime | None, sign: int) -> Relative:
    groups = found.groupdict()
    if groups.get("short"):
        counted: tuple[int, str] | None = (
            int(groups["short"]),
            {"d": "day", "h": "hour", "w": "week"}[groups["letter"].lower()],
        )
    else:
        counted = _count(found, "" if groups["count"] else "a_")
    at = _moved(on, moment, sign * counted[0], counted[1]) if on and counted else None
    vague = counted is None or counted[1].startswith(_VAGUE)
    return Relative(found.start(), found.end(), at, ("relative", "approximate") if vague else ("relative",))


def _weekday(found: re.Match[str], on: date | None) -> Relative:
    """The next such weekday, today included. "Next Friday" means two different days to two people."""
    which = (found["which"] or "").casefold()
    if which in {"next", "last"}:
        return Relative(found.start(), found.end(), None, ("relative", "ambiguous"))
    ahead = (WEEKDAYS[key(found["weekday"])] - on.weekday()) % 7 if on else 0
    return Relative(found.start(), found.end(), on + timedelta(days=ahead) if on else None, ("relative",))


def relative(text: str, on: date | None, moment: datetime | None = None) -> Relative | None:
    """The first relative date of the text, counted from ``on`` (hours from ``moment``); None when there is none."""
    if found := _AGO.search(text):
        return _amount(found, on, moment, -1)
    if found := _AHEAD.search(text):
        return _amount(found, on, moment, 1)
    if found := _WORD.search(text):
        at = on + timedelta(days=_WORDS[" ".join(key(found.group()).split())]) if on else None
        return Relative(found.start(), found.end(), at, ("relative",))
    named = list(_WEEKDAY.finditer(text)) if len(text) <= SHORT else []
    return _weekday(named[0], on) if len(named) == 1 else None
