"""Places of the United Kingdom by name (temporary shape)."""

from functools import cache

from msgspec import Struct

from scraper.reference import tables
from scraper.reference.keys import key


class Place(Struct, frozen=True):
    """A town, village or quarter: its position (WGS 84), the authority it lies in, its people (0: not stated)."""

    name: str
    latitude: float
    longitude: float
    authority: str
    people: int


@cache
def _places() -> dict[str, tuple[Place, ...]]:
    found: dict[str, tuple[Place, ...]] = {}
    for name, latitude, longitude, authority, people in tables.rows("places.tsv"):
        place = Place(name, float(latitude), float(longitude), authority, int(people))
        found[key(name)] = (*found.get(key(name), ()), place)
    return found


def find(name: str) -> tuple[Place, ...]:
    """Every place of a name, whatever its case and punctuation, the largest first."""
    return _places().get(key(name), ())
