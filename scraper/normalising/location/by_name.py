"""A place read from the names in a text: a town or a council's area, else a county, a region, a nation."""

from scraper.normalising.location import postcode, settle
from scraper.normalising.location import words as w
from scraper.normalising.location.reading import Reading, placed
from scraper.normalising.readings import Location
from scraper.records import Evidence
from scraper.reference import authorities
from scraper.reference.places import Place, kilometres

WIDE = 30.0
"""Kilometres beyond which a village is not an address in the town named behind it."""
A_KNOWN_TOWN = 20_000
"""People of a town that is named for itself, however far the next one in the text is."""
MUCH_LARGER = 3
"""Times a town must outnumber a place before it to be its post town rather than a second site."""
_ORDER = ("county", "region", "nation", "country")


def _towns(reading: Reading) -> list[settle.Settled]:
    return [one for one in reading.settled if one.place is not None]


def _far(place: Place, other: Place) -> bool:
    away = kilometres(place, other.latitude, other.longitude)
    return away is not None and away > WIDE


def _unlikely(one: settle.Settled, behind: list[settle.Settled]) -> bool:
    """Whether a village is far from the larger towns named behind it: then a quarter of that name is meant there."""
    place = one.place
    if place is None or place.level != "place" or place.people >= A_KNOWN_TOWN or one.rule != "place_name":
        return False
    larger = [other.place for other in behind if other.place and other.place.people > place.people]
    return bool(larger) and all(_far(place, other) for other in larger)


def likely(reading: Reading) -> list[settle.Settled]:
    """The local names that have a meaning, without villages far from the town that they stand before."""
    towns = _towns(reading)
    return [one for at, one in enumerate(towns) if not _unlikely(one, towns[at + 1 :])]


def _best(towns: list[settle.Settled]) -> settle.Settled | None:
    """The first name; a town inside the council's area it names before the area itself."""
    if not towns or towns[0].place is None or towns[0].place.level == "place":
        return towns[0] if towns else None
    code = towns[0].place.authority
    inner = (one for one in towns if one.place and one.place.level == "place" and one.place.authority == code)
    return next(inner, towns[0])


def by_name(reading: Reading) -> Location | None:
    """A place read from a town or a council's area; None, with the candidates flagged, when it stays ambiguous."""
    best = _best(likely(reading))
    if best is None or best.place is None:
        unclear = next((one.mention for one in reading.settled if one.place is None), None)
        if unclear is not None:
            reading.doubt(unclear.text, [one.authority for one in unclear.meanings])
        return None
    place = best.place
    reading.rules["local_authority_code"] = Evidence(best.rule, best.mention.text)
    reading.flags |= {"from_recruiter"} if best.rule == "recruiter_area" else set()
    locality = place.name if place.level == "place" else None
    return placed(reading, place.authority, locality, None, (place.latitude, place.longitude))


def by_area(reading: Reading) -> Location | None:
    """A county, a region or a nation, the narrowest that the text names."""
    areas = [one for one in reading.mentions if not one.local]
    if not areas:
        return None
    one = min(areas, key=lambda mention: _ORDER.index(mention.meanings[0].level))
    area = one.meanings[0]
    reading.rules["region"] = Evidence("area_name", one.text)
    if area.authority:
        reading.rules["local_authority_code"] = reading.rules["region"]
        return placed(reading, area.authority, None, None, (None, None))
    return Location(text=reading.text, region=area.region, nation=area.nation)


def by_employer(reading: Reading) -> Location | None:
    """A site that any council has ("Civic Centre"), or all over its area: the known employer's own authority."""
    if reading.employer is None or reading.employer.authority is None:
        return None
    found = w.OWN_SITE.search(reading.low) or w.ALL_OVER.search(reading.low)
    if found is None:
        return None
    reading.flags.add("from_recruiter")
    reading.rules["local_authority_code"] = Evidence("recruiter_area", found.group())
    return placed(reading, reading.employer.authority, None, None, (None, None))


def _one_address(place: Place, other: Place) -> bool:
    """Whether two names can be one address: the same authority, one inside the other, or a suburb and its town."""
    if settle.inside(place, other) or settle.inside(other, place):
        return True
    away = kilometres(place, other.latitude, other.longitude)
    return away is not None and away < settle.SUBURB and other.people > place.people * MUCH_LARGER


def all_of(reading: Reading) -> list[str]:
    """Codes of the authorities of every place and postcode the text names, in reading order, postcodes first."""
    spots = [area.authority for one in reading.postcodes if one.full and (area := postcode.area(one))]
    spots += [one.place.authority for one in likely(reading) if one.place and one.place.authority]
    spots += [one.meanings[0].authority for one in reading.mentions if not one.local and one.meanings[0].authority]
    known = (authorities.get(code) for code in dict.fromkeys(spots))
    return [f"{one.code} {one.short}" for one in known if one is not None]


def several(reading: Reading) -> bool:
    """Whether the text speaks of several places: names that are no one address, or words that say so."""
    spots = [one.place for one in likely(reading) if one.place is not None]
    spots += [one.meanings[0] for one in reading.mentions if not one.local]
    apart = any(not _one_address(one, other) for at, one in enumerate(spots) for other in spots[at + 1 :])
    codes = {one.code for one in reading.postcodes if one.full}
    return apart or len(codes) > 1 or w.ALL_OVER.search(reading.low) is not None
