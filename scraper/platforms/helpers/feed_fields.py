"""What vendors add to an entry of a feed, as labels and values: their elements, and the records within them. Pure.

A leaf is a label and its text. An element that holds others is read by what its name means: a place is its lines, pay
its amounts, an employer its name; a person (the manager, the contact) is nobody's field, whatever stands within.
"""

import re
from collections.abc import Iterator

from scraper.platforms.helpers.pay import pay_text
from scraper.platforms.helpers.payload import Element, name_of
from scraper.platforms.helpers.synonyms import meaning
from scraper.platforms.helpers.text import join, tidy

Pair = tuple[str, str]

MOST_FIELDS = 200
"""Vendor elements of one entry; the richest known has 60."""
DEEPEST = 8
"""Records within records."""

_STANDARD = frozenset(
    {"title", "link", "guid", "id", "pubdate", "published", "updated", "date", "description", "summary", "encoded"}
    | {"content", "category", "author", "creator", "source", "comments", "enclosure", "thumbnail", "contributor"}
)
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|[_.-]+")
_PERSON = re.compile(
    r"manager|contact|consultant|person|user|owner|author|referee|panel|supervisor|administrator|reports? ?to",
    re.IGNORECASE,
)
"""Elements about people and their desks: a name, an office and a telephone number there are not the vacancy's."""
_RECORDS = frozenset(
    {"location_text", "salary_text", "recruiter_text", "advertiser_text", "category_text", "contract_text"}
)
"""Fields that vendors give in parts; "Vacancy" and "posts" are as often the record of the whole advert."""
_NAMES = frozenset({"name", "title", "label", "value", "text", "display", "displayname", "displaytext", "description"})
_NO_PLACE = frozenset({"id", "code", "lat", "latitude", "long", "lon", "lng", "longitude", "url", "type", "uprn"})
_PLACE_PARTS = (
    *("address", "street", "streetaddress", "address1", "address2", "city", "town", "locality", "county", "state"),
    *("postcode", "postalcode", "zip", "zipcode"),
)
"""Parts of a place beside each other in an entry, in the order of an address."""
_LOW = ("min", "from", "minimum", "low", "lower", "minvalue", "salaryfrom", "salarymin", "minsalary")
_HIGH = ("max", "to", "maximum", "high", "upper", "maxvalue", "salaryto", "salarymax", "maxsalary")
_CURRENCY = ("currency", "currencycode", "salarycurrency")
_UNIT = ("period", "unit", "unittext", "frequency", "per", "interval", "salaryperiod", "payperiod", "salaryunit")


def vendor_pairs(entry: Element) -> list[Pair]:
    """Return what an entry says beyond RSS and Atom; pay and a place that stand in parts come last, each as one."""
    found: list[Pair] = []
    for one in entry:
        if not name_of(one) or (name_of(one) in _STANDARD and not is_record(one)):
            continue
        for pair in _pairs(one, DEEPEST):
            found.append(pair)
            if len(found) >= MOST_FIELDS:
                return found
    parts = {name_of(one): text for one in entry if len(one) == 0 and (text := tidy(one.text))}
    if pay := _pay({name: text for name, text in parts.items() if "salary" in name or name in _CURRENCY + _UNIT}):
        found.append(("Salary", pay))
    place = [parts[name] for name in _PLACE_PARTS if name in parts]
    if len(place) > 1:
        found.append(("Location", ", ".join(dict.fromkeys(place))))
    return found


def is_record(element: Element) -> bool:
    """Tell whether a body holds a vendor's record of fields rather than text."""
    return (element.get("type") or "").lower() in ("text/xml", "application/xml")


def label_of(element: Element) -> str:
    """Return an element's name as a label: "Expiry_date" and "expiryDate" are "Expiry Date", "vTitle" is "Title"."""
    name = str(element.tag).rpartition("}")[2]
    words = [word for word in _HUMP.split(name) if word]
    return " ".join(words[1:] if len(words) > 1 and len(words[0]) == 1 else words)


def _pairs(element: Element, depth: int) -> Iterator[Pair]:
    label = label_of(element)
    if _PERSON.search(label):
        return
    if len(element) == 0:
        if text := tidy(element.text):
            yield label, text
        return
    known = meaning(label)
    if known is not None and known.field in _RECORDS:
        if text := _record(element, known.field):
            yield label, text
    elif depth:
        for one in element:
            if name_of(one):
                yield from _pairs(one, depth - 1)


def _record(element: Element, field: str) -> str | None:
    """Return the one text of an element that holds others, by the field that its name stands for."""
    leaves = [(name_of(one), text) for one in element.iterdescendants() if len(one) == 0 and (text := tidy(one.text))]
    parts = dict(reversed(leaves))
    if field == "location_text":
        lines = [text for name, text in leaves if name not in _NO_PLACE]
        alike = len({name for name, _ in leaves}) == 1
        return join(*lines, by="; " if alike else ", ")
    if field == "salary_text" and (pay := _pay(parts)):
        return pay
    named = next((text for name, text in leaves if name in _NAMES), None)
    return named or (
        join(*(text for _, text in leaves)) if field not in ("recruiter_text", "advertiser_text") else None
    )


def _pay(parts: dict[str, str]) -> str | None:
    """Return pay that stands in parts; None without an amount."""
    plain = {name.replace("_", "").replace("-", ""): text for name, text in parts.items()}

    def one_of(names: tuple[str, ...]) -> str | None:
        return next((plain[name] for name in names if name in plain), None)

    amounts = {"minValue": one_of(_LOW), "maxValue": one_of(_HIGH)}
    if not any(amounts.values()):
        return None
    return pay_text({"currency": one_of(_CURRENCY), "value": amounts | {"unitText": one_of(_UNIT)}})
