"""Days in a text: ISO, day-first numbers, and named months; never month-first where day-first is possible."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

from scraper.normalising.dates.words import MONTH, MONTHS, STEMS, WEEKDAY, WEEKDAYS, key

OLDEST, NEWEST = 1990, 2089
"""Years outside are placeholders that systems print for "no date" (0001, 1900, 1970, 2099, 9999): there were no online
adverts before, and no advert closes after."""
CENTURY_TURN = 70
"""Two-digit years below it are 20xx."""

_TH = r"(?:\s?(?:st|nd|rd|th|af|ail|il|ydd|fed|eg|ed|ain)\b)?"
"""Ordinal endings, English and Welsh ("15fed")."""
_GAP = r"[\s,./–—-]{0,4}"
_NO_YEAR = r"[0-9]|\s?(?:[:.;]\s?[0-9]{2}|[ap]\.?\s?m\b|noon|mid|h(?:ou)?rs?\b|o'?clock|(?:st|nd|rd|th)\b)"
"""What after two digits tells that they are a clock time or another day, not a year."""
_SHORT_YEAR = rf"(?<=[\s/.'’–—-])[0-9]{{2}}(?!{_NO_YEAR})"
_YEAR = rf"(?:(?:19|20)[0-9]{{2}}(?![0-9]|\s?h(?:ou)?rs?\b)|0001|9999|{_SHORT_YEAR})"
_STARTS = r"(?=[0-9mtwfsd])"
"""A digit, or the first letter of a weekday: most places of a text are passed over by this alone."""
_BEFORE = rf"(?:\b(?P<weekday>{WEEKDAY})\b[\s,.]{{0,3}}(?:the\s)?)?"
_FIRST = (
    rf"(?:(?P<first>[0-9]{{1,2}}){_TH}\s?(?:-|–|—|/|,|&|\bto\b|\band\b|\bor\b)\s?"
    rf"(?:{WEEKDAY}\b[\s,.]{{0,3}}(?:the\s)?)?)?"
)


_ISO = re.compile(
    r"(?<![0-9/])(?<![0-9][.-])(?P<year>[0-9]{4})\s?(?P<mark>[-/.])\s?(?P<month>[0-9]{1,2})\s?(?P=mark)\s?(?P<day>[0-9]{1,2})(?![0-9])"
)
_NUMBERS = re.compile(
    rf"{_STARTS}{_BEFORE}(?<![0-9£/])(?<![0-9][.-])(?P<day>[0-9]{{1,2}})\s?(?P<mark>[-/.])\s?(?P<month>[0-9]{{1,2}})\s?(?P=mark)\s?"
    rf"(?P<year>[0-9]{{4}}|[0-9]{{2}}(?!\s(?:{MONTH})(?![a-z])))(?![0-9])",  # "10/11/12 June" is three days
    re.IGNORECASE,
)
_DAY_MONTH = re.compile(
    rf"{_STARTS}{_BEFORE}(?<![0-9£/:])(?<![0-9][.]){_FIRST}(?P<day>[0-9]{{1,2}}){_TH}\s?(?:day\s)?(?:of?\s)?{_GAP}"
    rf"(?P<month>{MONTH})(?![a-z])(?:{_GAP}['’]?(?P<year>{_YEAR}))?",
    re.IGNORECASE,
)
_MONTH_DAY = re.compile(
    rf"(?=[acdefghijmnorstw]){_BEFORE}(?<![a-z])(?P<month>{MONTH})(?![a-z])\.?\s?(?P<day>[0-9]{{1,2}}){_TH}(?![0-9:]|\.[0-9])"
    r"(?:[\s,]{1,3}(?P<year>(?:19|20)[0-9]{2})(?![0-9])"
    r"|(?=\s[0-9]{2}:[0-9]{2}:[0-9]{2}\s(?:[a-z]{2,4}\s)?(?P<late>(?:19|20)[0-9]{2})(?![0-9])))?",
    re.IGNORECASE,
)
_SPACED = re.compile(
    rf"{_STARTS}{_BEFORE}(?<![0-9£/])(?<![0-9][ .-])(?P<day>[0-9]{{1,2}})\s(?P<month>[0-9]{{1,2}})\s"
    r"(?P<year>20[0-9]{2})"
    r"(?![0-9]|\s[0-9]{1,9}(?![0-9:]))|\A(?P<day2>[0-9]{2})\s(?P<month2>[0-9]{2})\s(?P<year2>[0-9]{2})\Z",
    re.IGNORECASE,
)
"""Numbers with only spaces between ("4 12 2026"): a year of two digits counts only where nothing else stands there."""
_AFTER = re.compile(rf"[\s,]{{0,2}}[(\[]?\s?(?P<weekday>{WEEKDAY})\b", re.IGNORECASE)


class Day(NamedTuple):
    """A day found in a text. ``at`` is None for an impossible or placeholder day and where the year is not stated."""

    start: int
    stop: int
    at: date | None
    rule: str
    flags: tuple[str, ...] = ()
    weekday: int | None = None
    month: int = 0
    day: int = 0
    other: int | None = None
    """The first day of a list or range, when the text names several days of one month ("14 and 15 December")."""

    @property
    def yearless(self) -> bool:
        """Whether the text gives day and month but no year."""
        return bool(self.month)


def valid(year: int, month: int, day: int) -> date | None:
    """The date, or None where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def full_year(digits: str) -> int:
    """A year of four or two digits."""
    year = int(digits)
    return year if len(digits) > 2 else year + (2000 if year < CENTURY_TURN else 1900)


def settled(year: int, month: int, day: int, rule: str) -> tuple[date | None, str, tuple[str, ...]]:
    """The day with its rule and flags: null and flagged where it is a placeholder or impossible."""
    if not OLDEST <= year <= NEWEST:
        return None, rule, ("placeholder",)
    at = valid(year, month, day)
    return at, rule, () if at else ("impossible",)


def _numeric(found: re.Match[str]) -> Day:
    year, month, day = full_year(found["year"]), int(found["month"]), int(found["day"])
    at, rule, flags = settled(year, month, day, "day_first")
    if flags == ("impossible",) and valid(year, day, month):
        at, rule, flags = valid(year, day, month), "month_first", ("month_first",)
    return Day(found.start(), found.end(), at, rule, flags, _weekday(found))


def _spaced(found: re.Match[str]) -> Day:
    """Three numbers that make no day are three numbers, not an impossible day."""
    year, month, day = (found[part] or found[f"{part}2"] for part in ("year", "month", "day"))
    at = valid(full_year(year), int(month), int(day))
    return Day(found.start(), found.end(), at, "day_first", (), _weekday(found) if at else None)


def _weekday(found: re.Match[str]) -> int | None:
    name = found["weekday"] or (after["weekday"] if (after := _AFTER.match(found.string, found.end())) else None)
    return WEEKDAYS[key(name)] if name else None


def _named(found: re.Match[str]) -> Day:
    month, day = MONTHS[key(found["month"])], int(found["day"])
    other = int(first) if (first := found.groupdict().get("first")) else None
    weekday = None if other else _weekday(found)
    span = found.start(), found.end()
    year = found["year"] or found.groupdict().get("late")
    if not year:
        if valid(2024, month, day):
            return Day(*span, None, "year_inferred", (), weekday, month, day, other)
        return Day(*span, None, "named_month", ("impossible",))
    at, rule, flags = settled(full_year(year), month, day, "named_month")
    return Day(*span, at, rule, flags, weekday, 0, day, other)


def _iso(found: re.Match[str]) -> Day:
    at, rule, flags = settled(int(found["year"]), int(found["month"]), int(found["day"]), "iso")
    return Day(found.start(), found.end(), at, rule, flags)


Finder = tuple[re.Pattern[str], Callable[[re.Match[str]], Day]]
_MARKED: tuple[Finder, ...] = ((_ISO, _iso), (_NUMBERS, _numeric))
_WORDED: tuple[Finder, ...] = ((_DAY_MONTH, _named), (_MONTH_DAY, _named))
_BARE: tuple[Finder, ...] = ((_SPACED, _spaced),)
_TWO_MARKS = re.compile(r"[-/.][^-/.]{1,4}[-/.]")
_APART = re.compile(r"[0-9]\s[0-9]")
_DIGIT = re.compile("[0-9]")


def _finders(text: str) -> Iterator[Finder]:
    """The expressions that can find anything in the text: each kind looks for something cheaper to look for first."""
    if not _DIGIT.search(text):
        return
    if _TWO_MARKS.search(text):
        yield from _MARKED
    low = key(text)
    if any(stem in low for stem in STEMS):
        yield from _WORDED
    if _APART.search(text):
        yield from _BARE


def _all(text: str) -> Iterator[Day]:
    for pattern, make in _finders(text):
        yield from map(make, pattern.finditer(text))


def days(text: str) -> list[Day]:
    """Every day in the text, in order; where two expressions see one place, the earlier in the table wins."""
    kept: list[Day] = []
    for found in _all(text):
        if all(found.stop <= other.start or found.start >= other.stop for other in kept):
            kept.append(found)
    return sorted(kept)
