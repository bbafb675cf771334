"""The parts of a posting: what each normaliser gives, under the posting's own field names."""

import importlib
from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from msgspec import Struct, structs

from scraper.normalising import contract, dates, workplace
from scraper.normalising.category import category
from scraper.normalising.prose import tidy
from scraper.normalising.readings import Contract, Location, Recruiter, Rules, Salary
from scraper.records import Advert, Evidence, Place

EMPTY = frozenset({"", "-", "--", "n/a", "na", "none", "null", "not specified", "item not found", "tbc", "location"})
"""What platforms print for a field nobody filled (Oleeo's "Item not found", a bare "Location" label)."""

SALARY_NAMES = {"currency": "salary_currency", "kind": "salary_kind", "bound": "salary_bound"} | {
    name: f"salary_{name}" for name in ("min", "max", "period", "annual_min", "annual_max", "actual_min", "actual_max")
}
RECRUITER_NAMES = {"name": "recruiter", "code": "recruiter_code", "kind": "recruiter_kind"}


def _reader(name: str, empty: type[Struct]) -> Any:  # noqa: ANN401 (stands in until the other readers are here)
    try:
        return importlib.import_module(f"scraper.normalising.{name}").read
    except (ImportError, AttributeError):
        return lambda text, **_: empty(text=text)


class Part(NamedTuple):
    """Some fields of a posting with the rules that gave them."""

    fields: dict[str, Any]
    rules: Rules
    flags: tuple[str, ...] = ()


def stated(text: str | None) -> str | None:
    """The text tidied, or None where a platform printed only a placeholder."""
    line = tidy(text)
    return None if line.casefold() in EMPTY else line


def _renamed(reading: Struct, names: dict[str, str], only: Iterable[str]) -> Part:
    rules: Rules = getattr(reading, "rules", {})
    fields = {names.get(name, name): getattr(reading, name) for name in only}
    return Part(fields, {names.get(name, name): why for name, why in rules.items()}, getattr(reading, "flags", ()))


def who(advert: Advert, authority: str | None, on: date) -> Part:
    """Recruiter and advertiser. Without a text the source's own authority is the employer, and the rule says so."""
    text = stated(advert.recruiter_text)
    read = _reader("recruiter", Recruiter)
    reading: Recruiter = read(text or "", on=on, authority=authority)
    part = _renamed(reading, RECRUITER_NAMES, ("name", "code", "kind"))
    part.fields["advertiser"] = stated(advert.advertiser_text)
    if text is None and part.fields["recruiter_code"] is None and authority:
        part.fields["recruiter_code"] = authority
        part.rules["recruiter_code"] = Evidence("source_authority", authority)
    return part


def _place(text: str, reading: Location) -> Place:
    fields = {name: getattr(reading, name) for name in Place.__struct_fields__ if name != "location"}
    return Place(location=text, **fields)


def where(advert: Advert, prose: Iterable[str], recruiter_code: str | None) -> Part:
    """Every place, the first one's fields, and the workplace: by its own field, the places' words, then prose."""
    texts = [text for text in map(stated, advert.location_texts) if text]
    read = _reader("location", Location)
    readings: list[Location] = [read(text, recruiter_code=recruiter_code) for text in texts]
    places = tuple(map(_place, texts, readings))
    fields: dict[str, Any] = {"places": places, "location": "; ".join(texts) or None}
    rules: Rules = {}
    if readings:
        rules.update(readings[0].rules)
        fields |= {name: getattr(readings[0], name) for name in Place.__struct_fields__ if name != "location"}
    if advert.coordinates and len(places) < 2:
        fields["latitude"], fields["longitude"] = advert.coordinates
        rules["latitude"] = rules["longitude"] = Evidence("source_coordinates", "{}, {}".format(*advert.coordinates))
    _workplace(fields, rules, readings, advert, prose)
    return Part(fields, rules, tuple(flag for reading in readings for flag in reading.flags))


def _workplace(
    fields: dict[str, Any], rules: Rules, readings: list[Location], advert: Advert, prose: Iterable[str]
) -> None:
    field = stated(advert.workplace_text)
    if field and (found := workplace.read_field(field)):
        fields["workplace"], rules["workplace"] = found
        return
    for reading in readings:
        if reading.workplace != "unknown":
            fields["workplace"] = reading.workplace
            return
    for text in prose:
        if found := workplace.read_prose(text):
            fields["workplace"], rules["workplace"] = found
            return


def pay(advert: Advert, on: date, recruiter_code: str | None) -> Part:
    """Pay from its own field."""
    read = _reader("salary", Salary)
    reading: Salary = read(stated(advert.salary_text) or "", on=on, recruiter_code=recruiter_code)
    names = [name for name in Salary.__struct_fields__ if name not in {"text", "flags", "rules"}]
    return _renamed(reading, SALARY_NAMES, names)


def _merge(readings: Iterable[Contract]) -> Contract:
    """The first reading that knows a field gives it; patterns are joined."""
    merged = Contract(text="")
    for reading in readings:
        new: dict[str, Any] = {}
        for name in ("hours_per_week", "weeks_per_year", "posts", "contract_end"):
            if getattr(merged, name) is None and getattr(reading, name) is not None:
                new[name] = getattr(reading, name)
        if merged.contract_type == "unknown" != reading.contract_type:
            new["contract_type"] = reading.contract_type
        patterns = {*merged.working_pattern, *reading.working_pattern}
        if len(patterns) > len(merged.working_pattern):
            new["working_pattern"] = tuple(name for name in contract.PATTERNS if name in patterns)
        if new:
            rules = merged.rules | {name: reading.rules[name] for name in new if name in reading.rules}
            merged = structs.replace(merged, rules=rules, flags=merged.flags + reading.flags, **new)
    return merged


def time(advert: Advert, title: str, summary: str, description: str) -> Part:
    """Contract, pattern, hours, weeks and posts: fields first, then the title, then what prose plainly says."""
    readings = [contract.read(text) for text in map(stated, (advert.hours_text, advert.contract_text)) if text]
    if posts := stated(advert.posts_text):
        readings.append(contract.read_posts(posts))
    readings += [contract.read_line(text) for text in (title, stated(advert.salary_text)) if text]
    readings += [contract.read_prose(text) for text in (summary, description) if text]
    names = ("contract_type", "contract_end", "working_pattern", "hours_per_week", "weeks_per_year", "posts")
    return _renamed(_merge(readings), {}, names)


def days(advert: Advert, fetched: date) -> Part:
    """Posted, closing, start and interview dates."""
    fields: dict[str, Any] = {}
    rules: Rules = {}
    flags: tuple[str, ...] = ()
    for name, text in (
        ("posted_on", advert.posted_text),
        ("closes_at", advert.closing_text),
        ("starts_on", advert.starts_text),
        ("interview_on", advert.interview_text),
    ):
        line = stated(text)
        if line is None:
            continue
        reading = dates.read(line, on=fetched)
        fields[name] = reading.at if name == "closes_at" else reading.at and reading.at[:10]
        if "at" in reading.rules:
            rules[name] = reading.rules["at"]
        flags += reading.flags
    if fields.get("starts_on") is None and (line := stated(advert.starts_text)):
        fields["starts_on"] = line
    return Part(fields, rules, flags)


def what(title: str, text: str) -> Part:
    """Service area and occupation."""
    found = category(title, text)
    names = ("category", "occupation_code", "occupation_confidence")
    return _renamed(found, {}, names)
