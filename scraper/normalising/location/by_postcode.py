"""A place read from its postcode, or from the district or sector that is all the text gives."""

from scraper.normalising.location import postcode
from scraper.normalising.location.reading import Reading, placed
from scraper.normalising.readings import Location
from scraper.records import Evidence
from scraper.reference import authorities, postcodes
from scraper.reference.places import kilometres

MOST = 0.9
"""Share of a district's postcodes that must lie in one authority for the district to stand for it."""
POST_TOWN = 30.0
"""Kilometres within which a name can be the post town of a postcode."""


def _post_town(reading: Reading, area: postcodes.Area) -> str | None:
    """The name in the text that can be the postcode's town or village: the nearest place of that name."""
    near: list[tuple[float, str]] = []
    for place in (place for one in reading.mentions for place in one.meanings):
        away = kilometres(place, area.latitude, area.longitude)
        if away is not None and away < POST_TOWN:
            near.append((away, place.name))
        elif place.level == "authority" and place.authority == area.authority:
            near.append((POST_TOWN, place.name))
    return min(near)[1] if near else None


def _majority(area: postcodes.Area) -> str | None:
    """The authority, else the county, that nearly all of a district's postcodes lie in."""
    if area.share >= MOST:
        return area.authority
    counties: dict[str, float] = {}
    for name, share in area.shares:
        found = authorities.get(name)
        if found is not None and found.county:
            counties[found.county] = counties.get(found.county, 0.0) + share
    return next((county for county, share in counties.items() if share >= MOST), None)


def _authority(reading: Reading, one: postcode.Found, area: postcodes.Area) -> str | None:
    """The authority of a postcode; of a shared district, that of a place named beside it, or the employer's."""
    if area.share == 1.0:
        return area.authority
    held = {name for name, _ in area.shares}
    named = [known.place.authority for known in reading.settled if known.place and known.place.authority in held]
    code = named[0] if named else _majority(area)
    if code is not None:
        return code
    own = held & reading.employer.members if reading.employer else set()
    if len(own) == 1:
        reading.flags.add("from_recruiter")
        return own.pop()
    reading.doubt(one.code, [name for name, _ in area.shares])
    return None


def _elsewhere(reading: Reading, area: postcodes.Area) -> bool:
    """Whether every place the text names is far from a district: then it is no postcode ("Grade PO3, Ealing")."""
    named = [one.place for one in reading.settled if one.place is not None]
    held = {name for name, _ in area.shares}
    away = [kilometres(place, area.latitude, area.longitude) for place in named if place.authority not in held]
    return bool(named) and len(away) == len(named) and all(one is not None and one > POST_TOWN for one in away)


def by_postcode(reading: Reading) -> Location | None:
    """A place read from the first postcode of the text that tells one; None when none does.

    A postcode whose sector does not exist is flagged and read as its district.
    """
    for one in reading.postcodes:
        area = postcode.area(one)
        reading.flags |= set() if one.real else {"postcode_unknown"}
        if area is None or (not one.full and _elsewhere(reading, area)):
            continue
        reading.flags |= {"postcode_mended"} if one.mended else set()
        reading.flags |= set() if one.full and area.share == 1.0 else {"postcode_district"}
        reading.flags |= {"sector_unverified"} if one.full and postcodes.by_district_only(one.outward) else set()
        code = _authority(reading, one, area)
        reading.rules["postcode"] = Evidence("postcode_mended" if one.mended else "postcode", one.text)
        if code is not None:
            reading.rules["local_authority_code"] = reading.rules["postcode"]
        shown = one.code if one.real else None
        return placed(reading, code, _post_town(reading, area), shown, (area.latitude, area.longitude))
    return None
