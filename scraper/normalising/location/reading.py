"""A location text taken apart: its postcodes, its names with the meaning each has here, the employer's area."""

import re

from msgspec import Struct, field

from scraper.normalising.location import mentions as m
from scraper.normalising.location import postcode, settle
from scraper.normalising.readings import Location, Rules
from scraper.records import Evidence
from scraper.reference import authorities, postcodes
from scraper.reference.keys import fold
from scraper.reference.places import Place

LONGEST = 400
"""Characters read: an address of ten lines is shorter; what is longer is an advert's body."""


class Reading(Struct):
    """What has been made of a text so far; ``low`` is the text in lower case without accents."""

    text: str
    low: str
    postcodes: list[postcode.Found]
    mentions: list[m.Mention]
    settled: list[settle.Settled]
    employer: Place | None
    flags: set[str] = field(default_factory=set)
    rules: Rules = field(default_factory=dict)

    def doubt(self, read: str, codes: list[str | None]) -> None:
        """Flag what stays ambiguous, with the authorities it may mean."""
        names = [f"{code} {found.short}" for code in dict.fromkeys(codes) if (found := authorities.get(code))]
        self.rules["candidates"] = Evidence(read, ", ".join(names))
        self.flags.add("ambiguous")


_SMALL_L = re.compile(r"(?<![a-z])l(?![a-z])")
"""A small L amid capitals and digits ("NRl 2DH"), which stands for a one as a capital I does."""


def _without(text: str, found: list[postcode.Found]) -> str:
    upper = text.upper()
    for one in found if len(upper) == len(text) else ():
        at = upper.find(one.text)
        if at >= 0:
            text = f"{text[:at]},{text[at + len(one.text) :]}"
            upper = text.upper()
    return text


def _stands_alone(text: str, district: postcode.Found) -> bool:
    """Whether a district is a part of its own of the text ("Leeds LS1", "(M25)") rather than a road or a room."""
    if district.outward[1].isalpha():
        return True
    return any(part.strip() == district.text for part in text.replace("(", ",").replace(")", ",").split(","))


def _areas(codes: list[postcode.Found]) -> list[Place]:
    """The areas that the postcodes of a text stand for: what narrows its names down."""
    found = [(one.code, area) for one in codes if (area := postcode.area(one)) is not None]
    return [
        Place(name=code, level="county", members=frozenset(name for name, _ in area.shares)) for code, area in found
    ]


def take_apart(text: str, employer: Place | None) -> Reading:
    """Postcodes first, as their letters are no words; then the names in what is left."""
    short = text[:LONGEST]
    codes = list(postcode.full((_SMALL_L.sub("I", short) if "l" in short else short).upper()))
    rest = _without(short, codes)
    near = [one for one in postcode.districts(rest.upper()) if _stands_alone(rest.upper(), one)]
    named = m.mentions(_without(rest, near))
    known = [one for one in codes if one.real] or [*codes, *near]
    settled = settle.settled(named, _areas(known), employer)
    low = " ".join(fold(short).split())
    return Reading(text, low, known, named, settled, employer)


def placed(
    reading: Reading, code: str | None, locality: str | None, shown: str | None, at: tuple[float | None, float | None]
) -> Location:
    """The location of an authority, or of what a postcode alone tells."""
    found = authorities.get(code)
    northern = "Northern Ireland" if shown and shown.startswith(postcodes.NORTHERN_IRELAND) else None
    return Location(
        text=reading.text,
        locality=locality,
        postcode=shown,
        local_authority=found.name if found else None,
        local_authority_code=found.gss if found else None,
        upper_tier_code=found.upper_tier if found else None,
        region=found.region if found else northern,
        nation=found.nation if found else northern,
        latitude=at[0],
        longitude=at[1],
    )
