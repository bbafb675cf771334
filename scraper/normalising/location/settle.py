"""Which of several places a name means here: by what else the text says, then by who employs, never by luck."""

from msgspec import Struct

from scraper.normalising.location.mentions import Mention
from scraper.reference import authorities, places
from scraper.reference.places import Place

SUBURB = 12.0
"""Kilometres within which a place is a suburb of a larger one named with it ("West Bridgford, Nottingham")."""


class Settled(Struct, frozen=True):
    """A mention and the one meaning it has here (None: it stays ambiguous), with the rule that says so."""

    mention: Mention
    place: Place | None
    rule: str


def inside(place: Place, area: Place) -> bool:
    """Whether a place or area lies in an area (or may: nothing is outside a country)."""
    if area.level in ("place", "authority", "county"):
        if place.members:
            return bool(place.members & (area.members or {area.authority}))
        return place.authority in (area.members or {area.authority})
    if area.level == "region":
        return place.region == area.region
    return area.level == "country" or place.nation == area.nation


def _authorities(meanings: tuple[Place, ...]) -> set[str | None]:
    return {one.authority for one in meanings}


def _one(meanings: tuple[Place, ...]) -> Place | None:
    """The meaning when all lie in one authority: the town before the area that has its name."""
    if len(_authorities(meanings)) != 1:
        return None
    return next((one for one in meanings if one.level == "place"), meanings[0])


def _close(place: Place, others: list[Place]) -> bool:
    away = [places.kilometres(place, one.latitude, one.longitude) for one in others]
    return any(one is not None and one < SUBURB for one in away)


def _near(meanings: tuple[Place, ...], others: list[Place]) -> tuple[Place, ...]:
    """Meanings in the authority, else in the county, else a few miles from another place in the text; maybe none."""
    for same in ("authority", "county"):
        homes = {_home(one, same) for one in others} - {None}
        found = tuple(one for one in meanings if _home(one, same) in homes)
        if found:
            return found
    return tuple(one for one in meanings if _close(one, others))


def _home(place: Place, level: str) -> str | None:
    if level == "authority":
        return place.authority
    found = authorities.get(place.authority)
    return found.county if found else None


def recruiter_area(code: str | None) -> Place | None:
    """The area of an employer that is an authority: its own, its districts, its members."""
    found = authorities.get(code)
    if found is None:
        return None
    after = authorities.successors(found.code)
    own = authorities.districts_of(found.code) | {found.code} | {one.code for one in after}
    now = after[0] if len(after) == 1 else found
    return Place(
        name=now.short,
        level="county" if now.type == "county" else "authority",
        authority=now.code if now.is_council and now.in_force() else None,
        members=own,
        region=now.region,
        nation=now.nation,
    )


def settle(mention: Mention, areas: list[Place], others: list[Place], employer: Place | None) -> Settled:
    """The meaning of a local name.

    Args:
        mention: the name.
        areas: counties, regions and nations that the text names too.
        others: places in the text whose meaning is plain.
        employer: the recruiter's own area, where it is an authority: the last thing asked.
    """
    fits = tuple(one for one in mention.meanings if any(inside(one, area) for area in areas))
    rule = "place_in_area" if fits else "place_name"
    meanings = fits or mention.meanings
    if (found := _one(meanings)) and (fits or not places.vague(mention.text)):
        return Settled(mention, found, rule)
    if found := _one(_near(meanings, others)):
        return Settled(mention, found, "place_beside_place")
    own = tuple(one for one in meanings if employer is not None and inside(one, employer))
    if own and (found := _one(own)):
        return Settled(mention, found, "recruiter_area")
    found = places.largest(meanings) if fits and len(fits) < len(mention.meanings) else places.choice(meanings)
    return Settled(mention, found, rule if found else "ambiguous_name")


def settled(found: list[Mention], extra: list[Place], employer: Place | None) -> list[Settled]:
    """The local names of a text, each with its meaning; ``extra`` areas come from its postcode."""
    areas = [one.meanings[0] for one in found if not one.local] + extra
    plain = [(one, None if places.vague(one.text) else _one(one.meanings)) for one in found if one.local]
    return [
        settle(one, areas, [place for other, place in plain if place is not None and other is not one], employer)
        for one, _ in plain
    ]
