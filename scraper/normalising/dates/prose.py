"""Dates in an advert's running text: only those that the text itself names as the closing or the interview date."""

import re
from datetime import date

from scraper.normalising.dates.choose import labelled
from scraper.normalising.dates.days import days
from scraper.normalising.dates.labels import About
from scraper.normalising.dates.reading import read
from scraper.normalising.readings import DateReading
from scraper.records import Evidence

_NAMED: dict[About, re.Pattern[str]] = {
    "closing": re.compile(
        r"\bclosing\s(?:date|time)|(?:^|\n|\b(?:advert|advertisement|vacancy|job|post|position|role|applications)\s(?:will\s)?)clos(?:es?|ing)\b"
        r"|\b(?:application\s)?deadline\b|\bapply\sby\b|\bdyddiad\scau\b"
        r"|\bapplications?\b[^.\n]{0,60}?\b(?:by|before|until|no\slater\sthan)\b|\badvert(?:isement)?\s(?:end|clos)",
        re.IGNORECASE,
    ),
    "interview": re.compile(r"\binterviews?\b", re.IGNORECASE),
    "starting": re.compile(r"\bstart(?:ing)?\sdate\b|\bto\sstart\s(?:on|from)\b|\bcommencing\son\b", re.IGNORECASE),
}
_HINTS: dict[About, tuple[str, ...]] = {
    "closing": ("clos", "deadline", "appl", "dyddiad", "advert"),
    "interview": ("interview",),
    "starting": ("start", "commenc"),
}
"""Any text that names such a date has one of these in lower case."""
WINDOW = 140
"""Characters after the words that name a date in which the date must stand."""
TRIES = 20
"""Places looked at in one advert: a hostile page may repeat the words without end."""


def find(text: str, what: About, *, on: date | None = None) -> DateReading | None:
    """The date that running text names as ``what``; None when it names none. Flagged when it names two.

    Args:
        text: readable text, one line a paragraph.
        what: closing, interview or starting.
        on: the day of reading.
    """
    low = text.lower()
    if not any(hint in low for hint in _HINTS[what]):
        return None
    answer: DateReading | None = None
    for found in list(_NAMED[what].finditer(text))[:TRIES]:
        window = text[found.start() : found.end() + WINDOW].lstrip("\n")
        reading = _named(window, what, on)
        if reading is None:
            continue
        if answer is not None and answer.at and reading.at and answer.at[:10] != reading.at[:10]:
            return DateReading(
                text=answer.text, at=answer.at, flags=(*answer.flags, "several_dates"), rules=answer.rules
            )
        answer = answer or reading
    return answer


def _named(window: str, what: About, on: date | None) -> DateReading | None:
    """The date of one window, when the first one in it is about ``what`` and stands in the same or the next line."""
    found = days(window)
    if not found or labelled(window, found)[0][1] != what or window.count("\n", 0, found[0].start) > 1:
        return None
    stop = found[1].start if len(found) > 1 else len(window)
    line = window.find("\n", found[0].stop)
    reading = read(window[: min(stop, line if line > 0 else stop)], on=on, what=what)
    if reading.at is None:
        return None
    return DateReading(
        text=reading.text,
        at=reading.at,
        flags=reading.flags,
        rules={"at": Evidence(f"{what}_in_prose", reading.rules["at"].text)},
    )
