"""A first reading of dates: ISO and day-first numbers; the grammar grows from here."""

import re
from datetime import date

from scraper.normalising.readings import DateReading
from scraper.records import Evidence

_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_DAY_FIRST = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")


def _valid(year: str, month: str, day: str) -> str | None:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None


def read(text: str, *, on: date | None = None) -> DateReading:
    """A date or time read from one text; null when there is none."""
    del on
    if found := _ISO.search(text):
        at = _valid(*found.groups())
        return DateReading(text=text, at=at, rules={"at": Evidence("iso", found.group())} if at else {})
    if found := _DAY_FIRST.search(text):
        day, month, year = found.groups()
        at = _valid(year, month, day)
        return DateReading(text=text, at=at, rules={"at": Evidence("day_first", found.group())} if at else {})
    return DateReading(text=text)
