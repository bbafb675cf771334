"""Adverts as plain objects (the lines of ``dedupe``) made ready for matching, by the same normalisers as a run."""

import re
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from html import unescape
from typing import Any

from msgspec import Struct

from scraper.normalising import dates, location, recruiter, salary
from scraper.normalising.readings import Location, Recruiter, Salary
from storage.matching import Item
from storage.matching.items import is_body
from storage.matching.sites import sites_of

CACHED = 65_536
"""Texts repeat: a set of adverts names its employers, places and pay again and again."""


_NUMBER = r"([1-4]?[0-9](?:\.[0-9]{1,2})?)"
_HOURS = re.compile(
    rf"\b{_NUMBER}(?: ?(?:hours|hrs)(?: ?(?:per|a|/|each|p\.?) ?w|\)|\Z|[,;] ?(?:term|part|full|perm|temp|fixed))"
    r"|[ -]hour (?:post|position|contract|role|week)|(?: hours)? ?hpw\b)"
    rf"|\bhours(?: per week)? ?(?::|-|are) ?{_NUMBER}\b|\bworking week(?: is| of|:)? {_NUMBER} ?(?:hours|hrs)",
    re.IGNORECASE,
)
_LASTING = re.compile(
    r"(?:(permanent)|fixed[- ]term|temporary|maternity cover|secondment)"
    r"(?=\Z| ?[.,;:)|/<\n•–-]| (?:contract|post|position|role|basis|vacancy|appointment|job|opportunity|full|part|for"
    r"|until|to cover|\(?(?:up to )?[0-9]{1,2} months?)\b)"
)
_BEFORE_LASTING = re.compile(r"(?:\A|[.,;:(|/>\n•–-]|\b(?:an?|this|is|are|on|or|either)) ?\Z")
"""A kind of contract where it is said of the post, as "temporary accommodation" is not."""
_REFERENCE = re.compile(
    r"\b(?:ref|reference)(?: no| number| code)?\.?(?: ?[:#-] ?| (?:is )?)([A-Z0-9]{1,9}(?:[-/][A-Z0-9]{1,9}){0,4})\b",
    re.IGNORECASE,
)
"""A number that a body gives as its reference."""
LEAST_DIGITS = 3
"""Digits of such a number: fewer are a count of something ("references 2")."""
BEFORE = 8
"""Characters before such a word that are looked at."""


class Texts(Struct, frozen=True, kw_only=True):
    """The texts of one advert; whatever was no text is None."""

    source: str | None = None
    source_ref: str | None = None
    url: str | None = None
    apply_url: str | None = None
    title: str | None = None
    recruiter: str | None = None
    location: str | None = None
    salary_text: str | None = None
    closes_at: str | None = None
    posted_on: str | None = None
    reference: str | None = None
    description: str | None = None


FIELDS = Texts.__struct_fields__


def texts_of(given: Mapping[str, Any]) -> Texts:
    """Return an object's fields as texts; numbers are written out, anything else and blanks are None."""
    return Texts(**{name: _text(given.get(name)) for name in FIELDS})


def _text(value: object) -> str | None:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    text = str(value)
    return (unescape(text) if "&" in text else text).strip() or None


def item_of(given: Texts, name: str, on: date) -> Item:
    """Return an advert as matching sees it.

    Args:
        given: the advert.
        name: what to call it where it has no source or id of its own.
        on: the day the adverts were current, for dates that name no year.
    """
    who, pay = _who(given.recruiter, on), _pay(given.salary_text, on)
    where = _where(given.location, who.code)
    return Item(
        source=given.source if given.source is not None else name,
        ref=given.source_ref or given.url or name,
        title=given.title or "",
        recruiter=who.name or given.recruiter,
        recruiter_code=who.code,
        hidden=who.name is None or who.kind == "agency",
        is_body=who.code is None and is_body(who.kind, who.name),
        reference=given.reference or _reference(given.description),
        urls=tuple(filter(None, (given.url, given.apply_url))),
        site=given.location,
        locality=where.locality.lower() if where.locality else None,
        postcode=where.postcode,
        area=where.local_authority_code,
        county=where.upper_tier_code,
        pay_min=pay.annual_min,
        pay_max=pay.annual_max,
        grade=pay.grade,
        hours=pay.hours_per_week or _hours(given.title) or _hours(given.description),
        lasting=_lasting(given.description),
        opened=_day(given.posted_on, on),
        closes=_day(given.closes_at, on),
        text=given.description,
    )


_NOBODY, _NOWHERE, _NOTHING = Recruiter(text=""), Location(text=""), Salary(text="")


@lru_cache(maxsize=CACHED)
def _who(text: str | None, on: date) -> Recruiter:
    return recruiter.read(text, on=on, authority=None) if text else _NOBODY


@lru_cache(maxsize=CACHED)
def _where(text: str | None, code: str | None) -> Location:
    """Read a place; a building named first (Riverside House, Kingswood) is not the Riverside that is a town."""
    first, comma, rest = (text or "").partition(",")
    town = rest.strip() if comma and sites_of(first) else text
    found = location.read(town, recruiter_code=code) if town else _NOWHERE
    if code and not comma and sites_of(first) and code not in (found.local_authority_code, found.upper_tier_code):
        return _NOWHERE  # Sandhurst Civic Offices of a council far from Sandhurst
    return found


@lru_cache(maxsize=CACHED)
def _pay(text: str | None, on: date) -> Salary:
    return salary.read(text, on=on, recruiter_code=None) if text else _NOTHING


def _hours(text: str | None) -> float | None:
    """Return the hours a week that a text tells in so many words, if it tells one number."""
    told = {float(found[1] or found[2] or found[3]) for found in _HOURS.finditer(text or "")}
    return told.pop() if len(told) == 1 else None


def _reference(text: str | None) -> str | None:
    """Return the reference that a body tells, if it tells one."""
    if not text:
        return None
    told = {found for found in _REFERENCE.findall(text) if sum(map(str.isdigit, found)) >= LEAST_DIGITS}
    return told.pop() if len(told) == 1 else None


def _lasting(text: str | None) -> bool | None:
    """Return whether a text says that the post is permanent; None where it says nothing, or both."""
    low = (text or "").lower()
    told = {
        bool(found[1])
        for found in _LASTING.finditer(low)
        if _BEFORE_LASTING.search(low[max(0, found.start() - BEFORE) : found.start()])
    }
    return told.pop() if len(told) == 1 else None


@lru_cache(maxsize=CACHED)
def _day(text: str | None, on: date) -> int | None:
    at = dates.read(text, on=on).at if text else None
    return date.fromisoformat(at[:10]).toordinal() if at else None
