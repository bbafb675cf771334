"""Reading one date from one text."""

import re
from datetime import date, datetime
from html import unescape

from scraper.normalising.dates.choose import borrowed, clock_of, labelled, resolved
from scraper.normalising.dates.clock import Clock, times
from scraper.normalising.dates.days import Day, days
from scraper.normalising.dates.labels import About
from scraper.normalising.dates.machine import machine
from scraper.normalising.dates.relative import relative
from scraper.normalising.dates.words import MONTH, WEEKDAY, WEEKDAYS, key
from scraper.normalising.dates.zone import LONDON, agrees, converted, local, offset_minutes
from scraper.normalising.readings import DateReading
from scraper.records import Evidence

LONGEST_TEXT = 1_000
"""Characters read of a field: a date field is a line, the rest is somebody's page."""
FAR_AHEAD = 366
"""Days from the day of reading after which a date is kept but flagged: real ones close within weeks."""

FLAGS = (
    "placeholder", "impossible", "year_missing", "year_inferred", "month_first", "weekday_mismatch", "several_dates",
    "relative", "approximate", "ambiguous", "clock_change", "open_ended", "incomplete", "far_future",
)  # fmt: skip
"""Every flag a date can carry, in the order they are given."""

_OPEN_ENDED = re.compile(
    r"\b(?:(?:on[ -]?going|rolling)(?!\s(?:\S{1,12}\s)?(?:contract|rota|shift|month|assignment|training|support)s?\b)"
    r"|until\s(?:the\s(?:post|position|vacancy|role)s?\s(?:is|are)\s)?filled|continuous"
    r"|no\sclosing"
    r"|open[ -]?ended|always\sopen|permanently\sopen|no\sdeadline|until\sfurther\snotice)\b",
    re.IGNORECASE,
)
_EXTENDED = re.compile(r"\bextended\b(?:\s(?:(?:to|until|till|by)|(?P<from>from)))?", re.IGNORECASE)
_DAY_MONTH_ONLY = re.compile(
    r"[^0-9£]{0,40}?(?<![0-9])(?P<day>[0-9]{1,2})\s?/\s?(?P<month>[0-9]{1,2})(?!\s?/)(?![0-9])"
    r"[^0-9a-z]{0,3}(?:(?:at|by|before)\s)?(?:[0-9]{1,2}[:.][0-9]{2}.{0,12}"
    r"|[0-9]{1,2}\s?(?:[ap]\.?\s?m\b|noon|h(?:ou)?rs?\b).{0,3}|(?:noon|mid[ -]?day|mid[ -]?night)\b.{0,3}|)",
    re.IGNORECASE,
)
_ROUND_THE_CLOCK = ("24", "7")
_WEEKDAY = re.compile(rf"\b{WEEKDAY}\b", re.IGNORECASE)
_MONTH_ONLY = re.compile(
    r"\b(?:january|february|march|april|june|july|august|september|october|november|december|spring|summer|autumn|winter|easter)\b"
    rf"|\b{MONTH}\.?\s?(?:20[0-9]{{2}}|['’‘][0-9]{{2}})(?![0-9])",
    re.IGNORECASE,
)
_ROUGH = re.compile(
    r"(?:\bw[/.]?[cb]|\bweek\s(?:commencing|beginning|of)|\bmid|\bearly|\blate|\baround|\bcirca)[\s:.-]{0,3}(?:the\s)?\Z",
    re.IGNORECASE,
)
"""Words before a day that make it about then."""
_Answer = tuple[str | None, tuple[str, ...]]


def _with_time(at: date, clock: Clock | None) -> _Answer:
    """The day with its clock time, in London; a day alone where no time is stated or none can be told."""
    if clock is None:
        return at.isoformat(), ()
    east = offset_minutes(clock.zone) if clock.zone else None
    if clock.at is None or (clock.end and east is None):
        return at.isoformat(), clock.flags
    if east is None:
        text, flags = local(at, clock.at)
    else:
        text, flags = converted(at, clock.at, east)
        if clock.zone and clock.zone.casefold() in {"gmt", "bst"} and not agrees(at, clock.at, east):
            flags += ("ambiguous",)
    return text, tuple(dict.fromkeys(flags + clock.flags))


def _pick(text: str, found: list[Day], what: About) -> tuple[Day, tuple[str, ...]]:
    """The day meant: one labelled so, else one without a label, else the first; flagged when others were as good."""
    tagged = labelled(text, found)
    for wanted in ((what,), (None,), {label for _, label in tagged}):
        fits = [day for day, label in tagged if label in wanted]
        if fits:
            chosen = _extended(text, fits)
            rivals = fits if wanted == (what,) else found
            several = chosen.other is not None or any(_differ(chosen, rival) for rival in rivals)
            return chosen, ("several_dates",) if several else ()
    return found[0], ()


def _extended(text: str, fits: list[Day]) -> Day:
    """The day that a date was extended to, told behind "extended to" or before "extended from"; else the first."""
    told = _EXTENDED.search(text)
    if told is None:
        return fits[0]
    after = [day for day in fits if day.start >= told.end()]
    if told["from"]:
        before = [day for day in fits if day.start < told.start()]
        return before[-1] if before else fits[min(1, len(fits) - 1)]
    return after[0] if after else fits[0]


def _differ(one: Day, two: Day) -> bool:
    """Whether two days are not the same told twice ("29/01/2017, Sunday 29 January")."""
    if one.at and two.at:
        return one.at != two.at
    return _month_day(one) != _month_day(two)


def _month_day(day: Day) -> tuple[int, int]:
    return (day.at.month, day.at.day) if day.at else (day.month, day.day)


def _year(chosen: Day, found: list[Day], on: date | None, what: About) -> date | None:
    """The date of a yearless day: the year of another day of the text, else by the day of reading."""
    anchor = next((day.at for day in found if day.at), None)
    if anchor:
        return borrowed(chosen, anchor)
    return resolved(chosen, on, what) if on else None


def _dated(text: str, found: list[Day], on: date | None, what: About) -> DateReading:
    chosen, flags = _pick(text, found, what)
    rule, at = chosen.rule, chosen.at
    flags += chosen.flags
    if chosen.yearless:
        at = _year(chosen, found, on, what)
        flags += ("year_inferred",) if at else ("year_missing",)
    if at and chosen.other and what != "closing" and 0 < chosen.other < at.day:
        at = at.replace(day=chosen.other)
    if at is None:
        return _reading(text, None, flags)
    if chosen.weekday is not None and at.weekday() != chosen.weekday:
        flags += ("weekday_mismatch",)
    if on and (at - on).days > FAR_AHEAD:
        flags += ("far_future",)
    if _ROUGH.search(text, 0, chosen.start):
        flags += ("approximate",)
    clock = clock_of(text, chosen, found, times(text)) if len(text) > chosen.stop - chosen.start else None
    value, more = _with_time(at, clock)
    span = (
        text[min(chosen.start, clock.start) : max(chosen.stop, clock.stop)]
        if clock
        else text[chosen.start : chosen.stop]
    )
    return _reading(text, value, flags + more, Evidence(rule, span))


def _reading(text: str, at: str | None, flags: tuple[str, ...], why: Evidence | None = None) -> DateReading:
    kept = tuple(flag for flag in FLAGS if flag in flags)
    return DateReading(text=text, at=at, flags=kept, rules={"at": why} if at and why else {})


def _relative(text: str, on: date | None, moment: datetime | None) -> DateReading | None:
    found = relative(text, on, moment)
    if found is None:
        return None
    if found.at is None:
        return _reading(text, None, found.flags)
    only = Day(found.start, found.stop, found.at, "relative", found.flags)
    return _dated(text, [only], None, "closing")


def _short(text: str, on: date | None) -> DateReading | None:
    """A day and month in numbers, with its weekday or without: "Fri 11/12"."""
    short = _DAY_MONTH_ONLY.fullmatch(text)
    if not short or (short["day"], short["month"].lstrip("0")) == _ROUND_THE_CLOCK:
        return None
    day, month = int(short["day"]), int(short["month"])
    if month not in range(1, 13) or day not in range(1, 32):
        return None
    named = _WEEKDAY.search(text, 0, short.start("day"))
    weekday = WEEKDAYS[key(named.group())] if named else None
    found = Day(short.start("day"), short.end("month"), None, "year_inferred", (), weekday, month, day)
    return _dated(text, [found], on, "closing")


def _unsaid(text: str) -> DateReading:
    """What a text without a date still says: that there is no end, or half a date."""
    if _OPEN_ENDED.search(text):
        return _reading(text, None, ("open_ended",))
    return _reading(text, None, ("incomplete",) if _MONTH_ONLY.search(text) else ())


def read(text: str, *, on: date | None = None, what: About = "closing") -> DateReading:
    """The date or time a text states; ``at`` is null when it states none, or an impossible one.

    Args:
        text: as printed. Day first; month first only where day first is impossible, and flagged.
        on: the day (or the moment) of reading, for "in 5 days" and for days without a year.
        what: which date is wanted where a text has several.
    """
    kept = text[:LONGEST_TEXT]
    line = " ".join((unescape(kept) if "&" in kept else kept).split())
    moment = on if isinstance(on, datetime) else None
    day = (moment.astimezone(LONDON) if moment.tzinfo else moment).date() if moment else on
    if answer := machine(line):
        at, rule, flags = answer
        return DateReading(text=text, at=at, flags=flags, rules={"at": Evidence(rule, line)} if at else {})
    if found := days(line):
        reading = _dated(line, found, day, what)
    else:
        reading = _short(line, day) or _relative(line, day, moment) or _unsaid(line)
    return DateReading(text=text, at=reading.at, flags=reading.flags, rules=reading.rules)
