"""What board and feeds of Oleeo share: ids and addresses, what tenants' labels mean, and what a value is worth."""

import re
from collections.abc import Iterable
from typing import Any

from scraper.platforms.base import Extent
from scraper.platforms.helpers.labels import Pair, fields, value
from scraper.platforms.helpers.text import join
from scraper.platforms.helpers.urls import canonical, id_in, parameter

UNFILLED = "item not found"
_VISIT = re.compile(r"/(?:xf-[0-9a-z]+|user-\d+|spa-\d+)(?=/|$)", re.IGNORECASE)
_INSTANT = re.compile(r"[?&]instant=[^&]*")
_MEANS = {
    "advertising date": "Date posted",
    "department/organisation": "Organisation",
    "department/authority": "Organisation",
    "registration deadline": "Closing date",
    "employing department": "Organisation",
    "city/town": "Location",
    "geographical region(s)": "Region",
    "building/site": "Site",
    "number of positions available": "Number of posts",
    "number of jobs available": "Number of posts",
    "id": "Vacancy ID",
}
"""Labels of tenants that council adverts elsewhere do not use."""
_CONTRACT = re.compile(r"^(?:permanent|fixed[ -]term|temporary|casual|full[ -]time|part[ -]time)\b", re.IGNORECASE)
"""What some tenants put under "Role Type", which others use for a trade."""
_ROUND = 1_000
_AMOUNT = re.compile(r"\d{1,3}(?:,\d{3})+|\d{4,6}")
_KINDS = frozenset({"schools", "school", "council", "partners", "partner", "external", "internal", "corporate"})
_SCHOOL = re.compile(r"\b(?:school|academy|college|nursery|federation)\b", re.IGNORECASE)


def ref_in(url: str | None) -> str | None:
    """Return the opportunity's number in an address: the same under every brand and board."""
    return id_in(url, r"/opp/(\d{1,12})(?=[-/?#]|$)")


def address(url: str) -> str:
    """Return an address without the visit's tokens and without the short cut to the form."""
    return canonical(_INSTANT.sub("", _VISIT.sub("", url)))


def extent_of(url: str) -> Extent:
    """Return what a board shows: a window when it was searched by words, where it stops at 50."""
    return "window" if parameter(url, "ftq") else "full"


def known(found: Iterable[Pair]) -> dict[str, Any]:
    """Return the fields that labels and values give; every place its own text, unfilled ones left out."""
    pairs = [(_label(label, text), text) for label, text in found if text.casefold() != UNFILLED]
    told = fields(pairs)
    places = tuple(dict.fromkeys(text for label, text in pairs if label == "Location"))
    told |= {"location_texts": places} if places else {}
    told["salary_text"] = _pay(pairs, told.get("salary_text"))
    told["recruiter_text"] = _employer(pairs, told.get("recruiter_text"))
    told.pop("title", None)
    return {name: text for name, text in told.items() if text}


def _label(label: str, text: str) -> str:
    plain = " ".join(label.replace("_", " ").split()).rstrip(" :")
    if plain.casefold() == "role type" and _CONTRACT.match(text):
        return "Contract type"
    return _MEANS.get(plain.casefold(), plain)


def _pay(pairs: list[Pair], said: str | None) -> str | None:
    """Return the pay: not a band of round thousands; a lone minimum reads "from"."""
    low, high = value(pairs, "Salary minimum"), value(pairs, "Salary maximum")
    if low and not value(pairs, "Salary"):
        alone = len(_AMOUNT.findall(low)) == 1 and not low.casefold().startswith(("from", "up to"))
        said = f"from {low}" if alone and not high else join(low, high, by=" - ")
    return None if said and said == value(pairs, "Salary range", "Salary band") and is_band(said) else said


def is_band(text: str) -> bool:
    """Tell a band's edges from pay: "£20,001 - £30,000" and "£20,000 - £29,999" are where a list of bands was cut."""
    amounts = [int(amount.replace(",", "")) % _ROUND for amount in _AMOUNT.findall(text)]
    return amounts in ([1, 0], [0, _ROUND - 1])


def _employer(pairs: list[Pair], said: str | None) -> str | None:
    """Return the employer; where the organisation is only a kind ("Schools"), the school the service area names."""
    if said is None or said.casefold() not in _KINDS:
        return said
    area = value(pairs, "Service area")
    return area if area and _SCHOOL.search(area) else None
