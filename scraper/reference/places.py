"""Names of places and areas: towns and villages, councils' areas, counties, regions, nations.

Facts are in ``data/places.tsv`` (GeoNames), ``places_more.tsv``, ``areas.tsv``, ``place_choices.tsv`` and the register
of authorities. One name may mean several places: all are given, and ``choice`` says which one is meant alone.
"""

from collections import defaultdict
from functools import cache, lru_cache
from math import cos, hypot, radians
from typing import Literal

from msgspec import Struct

from scraper.reference import authorities, postcodes, tables
from scraper.reference.keys import key

Level = Literal["place", "authority", "county", "region", "nation", "country", "abroad"]
_REMEMBERED = 16_384
"""Names: those that adverts print repeat; hostile ones must not fill the memory of a process that stays up."""
CLEAR_LEAD = 10
"""A town this many times larger than every namesake is meant by the bare name (Preston, Swindon; not Newport: 6.5)."""
A_TOWN = 10_000
"""People below which no place is so well known that its name alone outweighs a namesake's."""
UNCOUNTED = 1_000
"""People taken for a place whose size is not stated: such places are villages and quarters."""


KM_A_DEGREE = 111.2
A_DISTRICT = 60_000
"""People taken for a council's area: few districts have less."""


class Place(Struct, frozen=True, kw_only=True):
    """One meaning of a name: ``authority`` is the most local one it supports, ``members`` those inside an area."""

    name: str
    level: Level
    authority: str | None = None
    members: frozenset[str] = frozenset()
    region: str | None = None
    nation: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    people: int = 0


def _settlement(name: str, authority: str, at: tuple[float | None, float | None], people: int) -> Place:
    found = authorities.register()[authority]
    return Place(
        name=name,
        level="place",
        authority=authority,
        region=found.region,
        nation=found.nation,
        latitude=at[0],
        longitude=at[1],
        people=people,
    )


@cache
def _rows() -> dict[str, list[list[str]]]:
    """Rows of the two place tables by the key of their name (Saint Andrews: also as St), taken apart when asked for."""
    found: dict[str, list[list[str]]] = defaultdict(list)
    for table in ("places.tsv", "places_more.tsv"):
        for row in tables.rows(table):
            name = key.__wrapped__(row[0])
            found[name].append(row)
            if "saint " in name:
                found[name.replace("saint ", "st ")].append(row)
    return dict(found)


def _of_row(row: list[str]) -> Place:
    if len(row) == 5:
        return _settlement(row[0], row[3], (float(row[1]), float(row[2])), int(row[4]))
    name, authority, district, people = row
    area = postcodes.district(district)
    return _settlement(name, authority, (area.latitude, area.longitude) if area else (None, None), int(people))


def _inside(code: str) -> frozenset[str]:
    return frozenset({code}) | authorities.districts_of(code)


def _council_area(found: authorities.Authority) -> Place | None:
    """The area of a council: a former one's is its successor's, when it has one only."""
    after = authorities.successors(found.code)
    if len(after) != 1:
        return None
    now = after[0]
    return Place(
        name=found.short,
        level="county" if now.type == "county" else "authority",
        authority=now.code,
        members=_inside(now.code) | {found.code},
        region=now.region,
        nation=now.nation,
    )


_NATIONS = frozenset({"Scotland", "Wales", "Northern Ireland"})
"""Nations that are their own region."""


def _nation(codes: list[str], region: str) -> str | None:
    """The one nation of an area's members, or of its region."""
    found = {authorities.register()[code].nation for code in codes}
    if region:
        found.add(region if region in _NATIONS else "England")
    return found.pop() if len(found) == 1 else None


def _area(row: list[str]) -> Place:
    name, level, authority, members, region = row
    codes = [code.removeprefix("+") for code in members.split(";") if code]
    return Place(
        name=name,
        level=level,  # type: ignore[arg-type]  # a test holds the file to the levels above
        authority=authority or None,
        members=frozenset().union(*map(_inside, codes)),
        region=region if region and region != "England" else None,
        nation=_nation(codes, region),
    )


@cache
def _areas() -> dict[str, Place]:
    return {key(row[0]): _area(row) for row in tables.rows("areas.tsv")}


@cache
def _choices() -> dict[str, str]:
    return {key(name): meant for name, meant in tables.rows("place_choices.tsv")}


def _councils(name: str) -> list[Place]:
    known = [one.authority for one in authorities.names().get(name, ()) if one.bare and one.authority.is_council]
    current = [one for one in known if one.in_force()] or known
    return [area for one in current if (area := _council_area(one)) is not None]


@lru_cache(maxsize=_REMEMBERED)
def find(name: str) -> tuple[Place, ...]:
    """Every meaning of a name, whatever its case and punctuation: areas first, then places, the largest first.

    A region's name ("London") is not also read as the town at its middle.
    """
    wanted = key(name)
    area = _areas().get(wanted)
    found = [area] if area else _councils(wanted)
    settled = sorted(map(_of_row, _rows().get(wanted, ())), key=lambda place: -place.people)
    return (*found, *(one for one in settled if area is None or area.region != one.region))


def _size(place: Place) -> int:
    if place.level != "place":
        return A_DISTRICT
    return place.people or UNCOUNTED


def _largest(meanings: tuple[Place, ...]) -> str | None:
    """The authority whose place of the name is far larger than every other's."""
    sizes: dict[str | None, int] = {}
    for one in meanings:
        sizes[one.authority] = max(_size(one), sizes.get(one.authority, 0))
    ranked = sorted(sizes, key=lambda code: -sizes[code])
    if len(ranked) > 1 and sizes[ranked[0]] < max(A_TOWN, sizes[ranked[1]] * CLEAR_LEAD):
        return None
    return ranked[0]


def _of(meanings: tuple[Place, ...], code: str | None) -> Place | None:
    """The meaning in an authority: the town before the council's area of its name, as it has a position."""
    own = [one for one in meanings if one.authority == code]
    return next((one for one in own if one.level == "place"), own[0] if own else None)


def largest(meanings: tuple[Place, ...]) -> Place | None:
    """The meaning far larger than every other one; None when there is none such."""
    return _of(meanings, _largest(meanings))


def choice(meanings: tuple[Place, ...]) -> Place | None:
    """The meaning that a name alone has: the only one, the one decided by hand, or one far larger than the others."""
    if not meanings or meanings[0].level not in ("place", "authority"):
        return meanings[0] if meanings else None
    decided = _choices().get(key(meanings[0].name))
    return largest(meanings) if decided is None else _of(meanings, decided)


def vague(name: str) -> bool:
    """Whether a name (its key) is of so many places that it says nothing alone, however few of them are known here."""
    return _choices().get(name) == ""


def kilometres(place: Place, latitude: float | None, longitude: float | None) -> float | None:
    """Kilometres between a place and a position; None when one of them has none."""
    if place.latitude is None or place.longitude is None or latitude is None or longitude is None:
        return None
    north = place.latitude - latitude
    east = (place.longitude - longitude) * cos(radians(latitude))
    return hypot(north, east) * KM_A_DEGREE
