"""The parts of a posting: what each normaliser gives, under the posting's own field names."""

import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from msgspec import Struct

from scraper.normalising import location, recruiter, salary, workplace
from scraper.normalising.category import category
from scraper.normalising.prose import tidy
from scraper.normalising.readings import Location, Rules, Salary
from scraper.records import Advert, Evidence, Place

EMPTY = frozenset({"", "-", "--", ".", "n/a", "na", "none", "null", "not specified", "not stated", "item not found"})
"""What platforms print for a field nobody filled (Oleeo's "Item not found")."""
NO_PLACE = frozenset({"location", "location:"})
"""A bare label that a board glues to the end of a summary."""

RECRUITER_NAMES = {"name": "recruiter", "code": "recruiter_code", "kind": "recruiter_kind"}
SALARY_NAMES = {
    name: f"salary_{name}"
    for name in (
        *("kind", "min", "max", "period", "currency", "bound"),
        *("annual_min", "annual_max", "actual_min", "actual_max"),
    )
}
PAY_FIELDS = (*SALARY_NAMES, "pro_rata", "grade", "scp_min", "scp_max")
PLACE_FIELDS = tuple(name for name in Place.__struct_fields__ if name != "location")

_PAY_SENTENCE = re.compile(
    r"(?:^|(?<=[.!?]\s)|(?<=\n))[^\n]{0,200}?(?:\b(?:salary|pay|wage|rate|grade)\b[^.\n£]{0,60}(?:\n\W{0,4}?){0,2}(?:£|\bGBP)\s?[0-9]"
    r"|(?:£|\bGBP)\s?[0-9][0-9,.k]{0,9}[^.\n]{0,40}?\b(?:per\s(?:annum|hour|year|day|session)|an?\s(?:hour|year)|hourly|annually|p\.?a\b|pro[\s-]?rata))[^\n]{0,160}",
    re.IGNORECASE,
)
"""A short text's line that speaks of pay and states an amount; the salary reader's rule for bodies needs more text."""
LONG = 420
"""Characters from which the salary reader itself tells running text from a pay field."""


REMEMBERED = 8_192
"""Readings kept: a council names itself, its towns and its contracts alike in every advert, and readers are pure."""
_recruiter = lru_cache(maxsize=REMEMBERED)(recruiter.read)
_location = lru_cache(maxsize=REMEMBERED)(location.read)


class Part(NamedTuple):
    """Some fields of a posting with the rules that gave them."""

    fields: dict[str, Any]
    rules: Rules
    flags: tuple[str, ...] = ()


def stated(text: str | None) -> str | None:
    """The text tidied, or None where a platform printed only a placeholder."""
    line = tidy(text)
    return None if line.casefold() in EMPTY else line


def renamed(reading: Struct, names: dict[str, str], only: Iterable[str]) -> Part:
    """A reading's fields and rules under the posting's names."""
    rules: Rules = getattr(reading, "rules", {})
    fields = {names.get(name, name): getattr(reading, name) for name in only}
    return Part(fields, {names.get(name, name): why for name, why in rules.items()}, getattr(reading, "flags", ()))


def who(advert: Advert, authority: str | None, on: date) -> Part:
    """Recruiter and advertiser. Without a text the source's own authority is the employer, and the rule says so."""
    reading = _recruiter(stated(advert.recruiter_text) or "", on=on, authority=authority)
    part = renamed(reading, RECRUITER_NAMES, RECRUITER_NAMES)
    part.fields["advertiser"] = stated(advert.advertiser_text)
    return part


def _place(text: str, reading: Location) -> Place:
    return Place(location=text, **{name: getattr(reading, name) for name in PLACE_FIELDS})


def where(advert: Advert, prose: Iterable[str], recruiter_code: str | None) -> Part:
    """Every place, the first one's fields, and the workplace: by its own field, the places' words, then prose."""
    texts = [text for text in map(stated, advert.location_texts) if text and text.casefold() not in NO_PLACE]
    readings = [_location(text, recruiter_code=recruiter_code) for text in texts]
    fields: dict[str, Any] = {"places": tuple(map(_place, texts, readings)), "location": "; ".join(texts) or None}
    rules: Rules = {}
    if readings:
        rules |= readings[0].rules
        fields |= {name: getattr(readings[0], name) for name in PLACE_FIELDS}
    if advert.coordinates and len(texts) < 2:
        fields["latitude"], fields["longitude"] = advert.coordinates
        rules["latitude"] = rules["longitude"] = Evidence("source_coordinates", "{}, {}".format(*advert.coordinates))
    if found := _workplace(advert, readings, prose):
        fields["workplace"], rules["workplace"] = found
    return Part(fields, rules, tuple(flag for reading in readings for flag in reading.flags))


def _workplace(advert: Advert, readings: list[Location], prose: Iterable[str]) -> tuple[str, Evidence] | None:
    field = stated(advert.workplace_text)
    if field and (found := workplace.read_field(field)):
        return found
    for reading in readings:
        if reading.workplace != "unknown":
            return reading.workplace, reading.rules.get("workplace", Evidence("location_words", reading.text))
    return next((found for text in prose if (found := workplace.read_prose(text))), None)


def pay(advert: Advert, prose: Iterable[str], on: date, recruiter_code: str | None) -> Salary:
    """Pay from its own field; without one, from the sentence of the summary or the body that states an amount."""
    if text := stated(advert.salary_text):
        return salary.read(text, on=on, recruiter_code=recruiter_code)
    for text in prose:
        line = text if len(text) > LONG else "\n".join(found.group() for found in _PAY_SENTENCE.finditer(text))
        reading = salary.read(line, on=on, recruiter_code=recruiter_code) if "£" in line or "GBP" in line else None
        if reading and reading.kind == "paid":
            return reading
    return Salary(text="")


def pay_part(reading: Salary) -> Part:
    """The posting's fields of a pay reading; hours and weeks go with the contract."""
    part = renamed(reading, SALARY_NAMES, PAY_FIELDS)
    for name in ("hours_per_week", "weeks_per_year"):
        part.rules.pop(name, None)
    return part


def what(title: str, text: str, label: str | None) -> Part:
    """Service area and occupation."""
    return renamed(category(title, text, label or ""), {}, ("category", "occupation_code", "occupation_confidence"))
