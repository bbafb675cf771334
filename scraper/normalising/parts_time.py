"""The parts of a posting about time: contract and hours, and its four dates."""

from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache
from typing import Any

from msgspec import structs

from scraper.normalising import contract, dates
from scraper.normalising.dates.labels import About
from scraper.normalising.dates.zone import LONDON
from scraper.normalising.parts import REMEMBERED, Part, renamed, stated
from scraper.normalising.readings import Contract, DateReading, Rules, Salary
from scraper.records import Advert, Evidence

CONTRACT_FIELDS = ("contract_type", "contract_end", "working_pattern", "hours_per_week", "weeks_per_year", "posts")
_SINGLE = ("hours_per_week", "weeks_per_year", "posts", "contract_end")
_field = lru_cache(maxsize=REMEMBERED)(contract.read)
_date = lru_cache(maxsize=REMEMBERED)(dates.read)
_HOURS = ("hour", "hr", "min", "now", "h ago")
"""Words that make a date depend on the moment of the fetch, not only on its day."""
_CLOCK_FLAGS = frozenset({"ambiguous", "clock_change", "far_future"})
"""Flags about the clock or about closing, which say nothing of a date without a time that is not the closing date."""


def _added(merged: Contract, reading: Contract) -> dict[str, Any]:
    """What a reading knows that those before it did not."""
    new = {name: getattr(reading, name) for name in _SINGLE if getattr(merged, name) is None}
    new = {name: value for name, value in new.items() if value is not None}
    if merged.contract_type == "unknown" != reading.contract_type:
        new["contract_type"] = reading.contract_type
    patterns = {*merged.working_pattern, *reading.working_pattern}
    if len(patterns) > len(merged.working_pattern):
        new["working_pattern"] = tuple(name for name in contract.PATTERNS if name in patterns)
    return new


def merged(fields: Iterable[Contract], prose: Iterable[Contract]) -> Contract:
    """The first reading that knows a field gives it; patterns are joined. Flags of prose count where it was used."""
    answer = Contract(text="")
    for field, readings in ((True, fields), (False, prose)):
        for reading in readings:
            new = _added(answer, reading)
            if new or (field and reading.flags):
                rules = answer.rules | {name: reading.rules[name] for name in new if name in reading.rules}
                answer = structs.replace(answer, rules=rules, flags=answer.flags + reading.flags, **new)
    return answer


def _of_pay(reading: Salary) -> Contract:
    """Hours and weeks that the pay text states."""
    rules = {name: why for name, why in reading.rules.items() if name in _SINGLE}
    return Contract(text="", hours_per_week=reading.hours_per_week, weeks_per_year=reading.weeks_per_year, rules=rules)


def spell(advert: Advert, title: str, prose: Iterable[str], pay: Salary) -> Part:
    """Contract, pattern, hours, weeks and posts: their fields, the pay text, the title, then what prose says."""
    fields = [_field(text) for text in map(stated, (advert.hours_text, advert.contract_text)) if text]
    if posts := stated(advert.posts_text):
        fields.append(contract.read_posts(posts))
    fields.append(_of_pay(pay))
    fields += [contract.read_line(text) for text in (stated(advert.salary_text), title) if text]
    found = merged(fields, (contract.read_prose(text) for text in prose if text))
    return renamed(found, {}, CONTRACT_FIELDS)


def _read(text: str, what: About, on: datetime) -> DateReading:
    low = text.lower()
    return _date(text, on=on if any(word in low for word in _HOURS) else on.astimezone(LONDON).date(), what=what)


def _sought(text: str | None, prose: Iterable[str], what: About, on: datetime) -> DateReading:
    """A date from its own field; where that has none, from prose that names it. The same day with a time is taken."""
    reading = _read(text, what, on) if text else DateReading(text="")
    if "open_ended" in reading.flags or (reading.at and len(reading.at) > 10):
        return reading
    for body in prose:
        found = dates.find(body, what, on=on.date()) if body else None
        if found is None or found.at is None:
            continue
        if reading.at is None:
            return found
        if found.at[:10] != reading.at:
            return structs.replace(reading, flags=(*reading.flags, "several_dates"))
        return structs.replace(found, flags=tuple(dict.fromkeys(reading.flags + found.flags)))
    return reading


def days(advert: Advert, prose: tuple[str, ...], fetched: datetime) -> Part:
    """Posted, closing, start and interview dates. A start that is no date stays as its text."""
    fields: dict[str, Any] = {}
    rules: Rules = {}
    flags: tuple[str, ...] = ()
    sought: tuple[tuple[str, str | None, tuple[str, ...], About], ...] = (
        ("posted_on", advert.posted_text, (), "posted"),
        ("closes_at", advert.closing_text, prose, "closing"),
        ("starts_on", advert.starts_text, (), "starting"),
        ("interview_on", advert.interview_text, prose, "interview"),
    )
    for name, text, bodies, what in sought:
        reading = _sought(stated(text), bodies, what, fetched)
        closing = name == "closes_at"
        fields[name] = reading.at if closing else reading.at and reading.at[:10]
        if "at" in reading.rules:
            rules[name] = reading.rules["at"]
        flags += tuple(flag for flag in reading.flags if closing or flag not in _CLOCK_FLAGS)
    if fields["starts_on"] is None and (line := stated(advert.starts_text)):
        fields["starts_on"], rules["starts_on"] = line, Evidence("as_stated", line)
    return Part(fields, rules, flags)
