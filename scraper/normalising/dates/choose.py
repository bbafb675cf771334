"""Which of the days in a text is meant, which year a yearless day has, and which clock time goes with it."""

import re
from collections.abc import Iterable
from datetime import date

from scraper.normalising.dates.clock import Clock
from scraper.normalising.dates.days import Day, valid
from scraper.normalising.dates.labels import About, about

LONGEST_AHEAD = 275
"""Days ahead that a yearless date may lie: an advert that says "3 January" in November means the next one, but one that
says "20 November" three days later is out of date, not open for a year."""

_JOINING = re.compile(
    r"(?:[\s,;:@()|.\[\]–—-]|T|\b(?:at|by|on|before|until|till?|to|up|no|later|than|and|the|of|from|is|strictly|local|uk|exactly|hrs"
    r"|for|a|an|am|ar|erbyn|close[sd]?|closing|deadline|date|time|end|day|apply|applications?|advert|vacancy"
    r"|mon|tue|tues|wed|weds|thu|thurs?|fri|sat|sun|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b)*",
    re.IGNORECASE,
)


def labelled(text: str, found: list[Day]) -> list[tuple[Day, About | None]]:
    """Each day with what it is about; a day that only joins on to the one before shares its label."""
    answer: list[tuple[Day, About | None]] = []
    since, last = 0, None
    for day in found:
        label = about(text, day.start, day.stop, since)
        if label is None and since and len(text[since : day.start].split()) < 3:
            label = last
        answer.append((day, label))
        since, last = day.stop, label
    return answer


def borrowed(day: Day, anchor: date) -> date | None:
    """A yearless day's year by a dated one of the same text ("30 November - 4 December 2026"): the nearest to it."""
    near = [at for year in (anchor.year - 1, anchor.year, anchor.year + 1) if (at := valid(year, day.month, day.day))]
    return min(near, key=lambda at: abs((at - anchor).days), default=None)


def _fits(day: Day, year: int) -> date | None:
    at = valid(year, day.month, day.day)
    return at if at and (day.weekday is None or at.weekday() == day.weekday) else None


def resolved(day: Day, on: date, what: About) -> date | None:
    """The year of a yearless day: the nearest fit to come within ``LONGEST_AHEAD``, else the last one gone.

    The weekday, when stated, must fit, unless no near year fits. What was posted lies behind.
    """
    years = (on.year - 1, on.year, on.year + 1)
    near = [at for year in years if (at := _fits(day, year))]
    near = near or [at for year in years if (at := valid(year, day.month, day.day))]
    if what == "posted":
        return max((at for at in near if at <= on), default=min(near, default=None))
    ahead = [at for at in near if 0 <= (at - on).days <= LONGEST_AHEAD]
    return min(ahead) if ahead else min(near, key=lambda at: abs((at - on).days), default=None)


def clock_of(text: str, day: Day, every: list[Day], clocks: Iterable[Clock]) -> Clock | None:
    """The time that goes with the day: next to it but for joining words, and no nearer to another day."""
    best: tuple[int, Clock] | None = None
    for clock in clocks:
        start, stop = (day.stop, clock.start) if clock.start >= day.stop else (clock.stop, day.start)
        if not stop - start >= 0 or not _JOINING.fullmatch(text, start, stop):
            continue
        if any(other is not day and start <= other.start < stop for other in every):
            continue
        if best is None or stop - start < best[0]:
            best = stop - start, clock
    return best[1] if best else None
