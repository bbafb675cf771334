"""Reading a location text. The rules, in the order they are tried, are explained in docs/location.md."""

from math import cos, hypot, radians

from msgspec import Struct, field

from scraper.normalising.location import mentions as m
from scraper.normalising.location import postcode, settle
from scraper.normalising.location import words as w
from scraper.normalising.readings import Location, Rules
from scraper.records import Evidence, Workplace
from scraper.reference import authorities, postcodes
from scraper.reference.keys import fold, key
from scraper.reference.places import Place

LONGEST = 400
"""Characters read: an address of ten lines is shorter; what is longer is an advert's body."""
MOST = 0.9
"""Share of a district's postcodes that must lie in one authority for the district to stand for it."""
POST_TOWN = 30.0
"""Kilometres within which a name can be the post town of a postcode."""
KM_A_DEGREE = 111.2
FLAGS = (
    "ambiguous",
    "several_places",
    "postcode_mended",
    "postcode_unknown",
    "postcode_district",
    "from_recruiter",
    "abroad",
)
"""The order in which flags stand."""


class _Reading(Struct):
    """What has been made of a text so far."""

    text: str
    low: str
    postcodes: list[postcode.Found]
    mentions: list[m.Mention]
    settled: list[settle.Settled]
    employer: Place | None
    flags: set[str] = field(default_factory=set)
    rules: Rules = field(default_factory=dict)


def _workplace(low: str) -> tuple[Workplace, str] | None:
    for kind, pattern in (("hybrid", w.HYBRID), ("remote", w.REMOTE), ("on_site", w.ON_SITE)):
        if found := pattern.search(low):
            return kind, found.group()  # type: ignore[return-value]  # the three kinds above
    return None


def _without(text: str, found: list[postcode.Found]) -> str:
    for one in found:
        at = text.upper().find(one.text)
        text = f"{text[:at]},{text[at + len(one.text) :]}" if at >= 0 else text
    return text


def _stands_alone(text: str, district: postcode.Found) -> bool:
    """Whether a district is a part of its own of the text ("Leeds LS1", "(M25)") rather than a road or a room."""
    if district.outward[1].isalpha():
        return True
    return any(part.strip() == district.text for part in text.replace("(", ",").replace(")", ",").split(","))


def _take_apart(text: str, employer: Place | None) -> _Reading:
    short = text[:LONGEST]
    upper = short.upper()
    codes = list(postcode.full(upper))
    rest = _without(short, codes)
    near = [one for one in postcode.districts(rest.upper()) if _stands_alone(rest.upper(), one)]
    named = m.mentions(_without(rest, near))
    codes = [one for one in codes if one.real] or [*codes, *near]
    reading = _Reading(text, fold(short), codes, named, [], employer)
    reading.settled = settle.settled(named, _postcode_areas(codes), employer)
    return reading


def _postcode_areas(codes: list[postcode.Found]) -> list[Place]:
    """The areas that the postcodes of a text stand for: what narrows its names down."""
    areas = []
    for one in codes:
        found = (
            postcodes.lookup(one.outward, one.inward) if one.inward and one.real else postcodes.district(one.outward)
        )
        if found is not None:
            members = frozenset(name for name, _ in found.shares)
            areas.append(Place(name=one.code, level="county", members=members))
    return areas


def _kilometres(place: Place, area: postcodes.Area) -> float:
    if place.latitude is None or place.longitude is None or area.latitude is None or area.longitude is None:
        return 0.0 if place.authority == area.authority else POST_TOWN
    north = place.latitude - area.latitude
    east = (place.longitude - area.longitude) * cos(radians(area.latitude))
    return hypot(north, east) * KM_A_DEGREE


def _post_town(reading: _Reading, area: postcodes.Area) -> str | None:
    """The name in the text that can be the postcode's town or village."""
    near = [
        (_kilometres(place, area), place.name)
        for one in reading.mentions
        for place in one.meanings
        if place.level == "place" or (place.level == "authority" and place.authority == area.authority)
    ]
    close = [pair for pair in near if pair[0] < POST_TOWN]
    return min(close)[1] if close else None


def _majority(area: postcodes.Area) -> str | None:
    """The authority, else the county, that nearly all of a district's postcodes lie in."""
    if area.share >= MOST:
        return area.authority
    counties: dict[str | None, float] = {}
    for name, share in area.shares:
        found = authorities.get(name)
        county = found.county if found else None
        counties[county] = counties.get(county, 0.0) + share
    return next((county for county, share in counties.items() if county and share >= MOST), None)


def _candidates(reading: _Reading, read: str, codes: list[str | None]) -> None:
    names = [f"{code} {found.short}" for code in dict.fromkeys(codes) if (found := authorities.get(code))]
    reading.rules["candidates"] = Evidence(read, ", ".join(names))
    reading.flags.add("ambiguous")


def _by_postcode(reading: _Reading) -> Location | None:
    """A place read from the first real postcode, or from the district of one."""
    for one in reading.postcodes:
        exact = bool(one.inward) and one.real
        area = postcodes.lookup(one.outward, one.inward) if exact else postcodes.district(one.outward)
        reading.flags |= {"postcode_unknown"} if one.inward and not one.real else set()
        if area is None:
            continue
        reading.flags |= {"postcode_mended"} if one.mended else set()
        reading.flags |= set() if exact and area.share == 1.0 else {"postcode_district"}
        code = _district_authority(reading, one, area)
        reading.rules["postcode"] = Evidence("postcode_mended" if one.mended else "postcode", one.text)
        shown = one.code if exact or not one.inward else None
        return _placed(reading, code, _post_town(reading, area), shown, (area.latitude, area.longitude))
    return None


def _district_authority(reading: _Reading, one: postcode.Found, area: postcodes.Area) -> str | None:
    """The authority of a postcode; of a shared district, that of a place named beside it, or the employer's."""
    if area.share == 1.0:
        return area.authority
    held = {name for name, _ in area.shares}
    for known in reading.settled:
        if known.place is not None and known.place.authority in held:
            return known.place.authority
    if (code := _majority(area)) is not None:
        return code
    own = held & reading.employer.members if reading.employer else set()
    if len(own) == 1:
        reading.flags.add("from_recruiter")
        return next(iter(own))
    _candidates(reading, one.code, [name for name, _ in area.shares])
    return None


def _placed(
    reading: _Reading,
    code: str | None,
    locality: str | None,
    shown: str | None,
    at: tuple[float | None, float | None],
) -> Location:
    """The location of an authority, or of the nation that a postcode alone tells."""
    found = authorities.get(code)
    northern = bool(shown and shown.startswith(postcodes.NORTHERN_IRELAND))
    if found is not None:
        reading.rules.setdefault(
            "local_authority_code", reading.rules.get("postcode", Evidence("postcode", shown or ""))
        )
    nation = found.nation if found else "Northern Ireland" if northern else None
    return Location(
        text=reading.text,
        locality=locality,
        postcode=shown,
        local_authority=found.name if found else None,
        local_authority_code=found.gss if found else None,
        upper_tier_code=found.upper_tier if found else None,
        region=found.region if found else "Northern Ireland" if northern else None,
        nation=nation,
        latitude=at[0],
        longitude=at[1],
    )


def _best_name(reading: _Reading) -> settle.Settled | None:
    """The first name that has a meaning; a place inside the area it names before the area itself."""
    known = [one for one in reading.settled if one.place is not None]
    if not known:
        return None
    first = known[0]
    if first.place is None or first.place.level == "place":
        return first
    code = first.place.authority
    towns = (one for one in known if one.place and one.place.level == "place" and one.place.authority == code)
    return next(towns, first)


def _by_name(reading: _Reading) -> Location | None:
    """A place read from the names in the text."""
    best = _best_name(reading)
    unclear = [one for one in reading.settled if one.place is None]
    if best is None or best.place is None:
        if unclear:
            _candidates(reading, unclear[0].mention.text, [one.authority for one in unclear[0].mention.meanings])
        return None
    place = best.place
    reading.rules["local_authority_code"] = Evidence(best.rule, best.mention.text)
    reading.flags |= {"from_recruiter"} if best.rule == "recruiter_area" else set()
    locality = place.name if place.level == "place" or len(best.mention.meanings) > 1 else None
    return _placed(reading, place.authority, locality, None, (place.latitude, place.longitude))


def _by_area(reading: _Reading) -> Location | None:
    """A county, a region or a nation, the narrowest that the text names."""
    areas = [one for one in reading.mentions if not one.local]
    order = ("county", "region", "nation", "country")
    for one in sorted(areas, key=lambda mention: order.index(mention.meanings[0].level)):
        area = one.meanings[0]
        reading.rules["region"] = Evidence("area_name", one.text)
        if area.authority:
            reading.rules["local_authority_code"] = Evidence("area_name", one.text)
            return _placed(reading, area.authority, None, None, (None, None))
        return Location(text=reading.text, region=area.region, nation=area.nation)
    return None


def _by_employer(reading: _Reading) -> Location | None:
    """A site that any council has ("Civic Centre"), or all over its area: the known employer's own authority."""
    if reading.employer is None or reading.employer.authority is None:
        return None
    found = w.OWN_SITE.search(reading.low) or w.ALL_OVER.search(reading.low)
    if found is None:
        return None
    reading.flags.add("from_recruiter")
    reading.rules["local_authority_code"] = Evidence("recruiter_area", found.group())
    return _placed(reading, reading.employer.authority, None, None, (None, None))


def _several(reading: _Reading) -> bool:
    """Whether the text speaks of several places: names none of which lies in another, or words that say so."""
    spots = [one.place for one in reading.settled if one.place is not None]
    spots += [one.meanings[0] for one in reading.mentions if not one.local]
    apart = any(not settle.inside(a, b) and not settle.inside(b, a) for a in spots for b in spots)
    codes = {one.code for one in reading.postcodes if one.inward and one.real}
    return apart or len(codes) > 1 or w.ALL_OVER.search(reading.low) is not None


def _finished(reading: _Reading, found: Location) -> Location:
    if place := _workplace(reading.low):
        reading.rules["workplace"] = Evidence("workplace_words", place[1])
    if _several(reading):
        reading.flags.add("several_places")
    flags = tuple(one for one in FLAGS if one in reading.flags)
    fields = {name: getattr(found, name) for name in Location.__struct_fields__}
    fields |= {"workplace": place[0] if place else "unknown", "flags": flags, "rules": reading.rules}
    return Location(**fields)


def read(text: str, *, recruiter_code: str | None = None) -> Location:
    """The place of work that a text names, as locally as it says and no more.

    Args:
        text: the location, as printed.
        recruiter_code: GSS code of the employer, where it is an authority. It decides between namesakes and says
            whose a civic centre is; it never overrules what the text says.

    Of several places the first is read and flagged. Never raises; an ambiguous name gives
    no authority, its candidates stand in the rules.
    """
    if key(text[:LONGEST]) in w.NOTHING:
        return Location(text=text)
    reading = _take_apart(text, settle.recruiter_area(recruiter_code))
    if any(one.meanings[0].level == "abroad" for one in reading.mentions) and not reading.postcodes:
        reading.flags.add("abroad")
        reading.mentions, reading.settled = [], []
        return _finished(reading, Location(text=text))
    found = _by_postcode(reading) or _by_name(reading) or _by_area(reading) or _by_employer(reading)
    return _finished(reading, found or Location(text=text))
