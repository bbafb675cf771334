"""What the places of two postings say of their being one job, in bits of evidence."""

from storage.matching.items import Item
from storage.matching.profiles import Profile, place_words
from storage.matching.sites import agree, agree_fully
from storage.matching.titles import VETO, is_numbered_alike
from storage.matching.welsh import town

OTHER_SPOT = -3.0
"""Town Hall and Council Offices may be one house: two buildings say no unless the employer's number is the same."""
COUNCIL = "council"
"""A place called a council is anywhere in its area."""
OUTSIDE = -5.0
"""Councils seldom employ outside their area; whose recruiter is no council has no code, so nothing is said of it."""
OTHER_TAIL = -5.0
"""Addresses that end in two names, of which one is of no known place: most often two towns."""
OTHER_AREA = -9.0
"""Places in two councils' areas; postcodes straddle borders, so an equal reference may outweigh it."""
WIDE_AREA = -1.5
"""The same where one names no town: North Yorkshire is a county of several councils, and one of them."""
WIDE_TOWN = -3.0
"""A village of Bristol may be called Bristol; as often there are two posts."""


def weigh_place(one: Profile, other: Profile) -> float:
    """Weigh where: two towns, two schools or two buildings are two jobs; a county round a town is no conflict."""
    site = site_weight(one, other)
    if site == VETO:
        return VETO
    if _is_outside(one.item, other.item) or _is_outside(other.item, one.item):
        site += OUTSIDE
    return _address_weight(one, other, site)


def _address_weight(one: Profile, other: Profile, site: float) -> float:  # noqa: PLR0911 (a rule a line)
    mine, theirs = one.item, other.item
    if mine.postcode and theirs.postcode:
        if mine.postcode == theirs.postcode:
            return site + 3.0
        if " " in mine.postcode and " " in theirs.postcode and site <= 0:
            return -7.0
    if one.place and other.place and (one.place <= other.place or other.place <= one.place):
        return site + (1.5 if one.tail & other.tail else 0.5)
    if mine.locality and theirs.locality:
        return site + _town_weight(one, other)
    if one.tail and other.tail:
        return site + (OTHER_TAIL if one.tail.isdisjoint(other.tail) else 1.0)
    if mine.area and theirs.area:
        if mine.area in (theirs.area, theirs.county) or theirs.area == mine.county:
            return site + 0.5
        if not one.place.isdisjoint(other.place):
            return site
        told = (mine.locality or mine.postcode) and (theirs.locality or theirs.postcode)
        return site + (OTHER_AREA if told else WIDE_AREA)
    return site


def _is_outside(one: Item, other: Item) -> bool:
    """Tell whether a council advertises the one and the other lies in another council's area."""
    code, area = one.recruiter_code, other.area
    if not code or not area or code == other.recruiter_code or area == other.county:
        return False
    if not (other.locality or other.postcode):  # County Durham is a council's area, and a county round it
        return False
    return code not in (area, other.county) and (one.area is None or one.area not in (area, other.county))


def _town_weight(one: Profile, other: Profile) -> float:
    mine, theirs = town(one.item.locality or ""), town(other.item.locality or "")
    if mine == theirs:
        return 1.5
    if mine in theirs or theirs in mine:
        return 0.5
    if COUNCIL in one.place or COUNCIL in other.place:
        return 0.0
    return WIDE_TOWN if _is_wide(one, other) or _is_wide(other, one) else -9.0


def _is_wide(one: Profile, other: Profile) -> bool:
    """Tell whether a town is where its council sits: Bristol is said of every place in Bristol."""
    name = place_words(one.item.locality)
    same = one.item.area == other.item.area or one.item.area is None or other.item.area is None
    return same and (name <= one.employer or name <= other.employer)


def site_weight(one: Profile, other: Profile) -> float:
    """Weigh the buildings that the fields name."""
    if one.sites and other.sites:
        if agree_fully(one.sites, other.sites):
            return 2.0
        return 0.5 if agree(one.sites, other.sites) else VETO
    if one.spot and other.spot and one.item.locality == other.item.locality:
        if one.spot <= other.spot or other.spot <= one.spot:
            return 1.5
        if one.spot <= other.place or other.spot <= one.place:
            return 0.0
        return VETO if one.spot.isdisjoint(other.spot) and not is_numbered_alike(one, other) else OTHER_SPOT
    return 0.0
