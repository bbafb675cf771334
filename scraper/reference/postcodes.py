"""Postcodes: which sectors and districts exist, where they are and which authority they lie in.

``data/postcodes.tsv`` holds the sectors of Great Britain and, for each, the endings that lie in another authority than
most: a full postcode therefore finds its own authority. Northern Ireland is held by district only (the file's head says
why), unless someone has built its sectors for themselves (docs/location.md). Tables are read whole on first use and
taken apart one line at a time.
"""

from collections import Counter, defaultdict
from functools import cache, lru_cache

from msgspec import Struct

from scraper.reference import tables

NORTHERN_IRELAND = "BT"
OWN_IRISH = "postcodes_ni_own.tsv"
"""Northern Ireland's sectors, where someone has built them for their own use; never shipped."""
_ENDING = 2
_REMEMBERED = 4096
"""Adverts repeat their postcodes: the last few thousand are kept taken apart."""


class Area(Struct, frozen=True, kw_only=True):
    """A postcode, sector or district: its main authority with its share of the postcodes there (0 to 1).

    ``shares`` lists every authority, the main one first; positions are WGS 84 degrees, the mean of the postcodes.
    """

    code: str
    authority: str
    share: float
    shares: tuple[tuple[str, float], ...]
    latitude: float | None
    longitude: float | None


def _degrees(latitude: str, longitude: str) -> tuple[float | None, float | None]:
    return (float(latitude), float(longitude)) if latitude else (None, None)


def _area(code: str, counts: Counter[str], at: tuple[float | None, float | None]) -> Area:
    total = counts.total()
    shares = tuple((name, count / total) for name, count in counts.most_common())
    return Area(code=code, authority=shares[0][0], share=shares[0][1], shares=shares, latitude=at[0], longitude=at[1])


@cache
def _lines() -> dict[str, str]:
    names = ["postcodes.tsv", *([OWN_IRISH] if tables.has(OWN_IRISH) else [])]
    return {line[: line.index("\t")]: line for name in names for line in list(tables.lines(name))[1:]}


def by_district_only(outward: str) -> bool:
    """Whether of a district ("BT7") no sectors are known, as in what is shipped of Northern Ireland."""
    return outward.startswith(NORTHERN_IRELAND) and outward not in _sectors_of()


@cache
def _sectors_of() -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for code in _lines():
        found[code[:-2]].append(code)
    return dict(found)


@cache
def _irish() -> dict[str, Area]:
    found = {}
    for code, latitude, longitude, parts in tables.rows("postcodes_ni.tsv"):
        pairs = (part.split("=") for part in parts.split(";"))
        counts = Counter({name: round(float(share) * 1000) for name, share in pairs})
        found[code] = _area(code, counts, _degrees(latitude, longitude))
    return found


def _odd(others: str) -> dict[str, str]:
    pairs = (part.split("=") for part in others.split(";") if part)
    return {ending: name for name, run in pairs for ending in map("".join, zip(run[::2], run[1::2], strict=True))}


@lru_cache(maxsize=_REMEMBERED)
def _taken_apart(code: str) -> tuple[Area, dict[str, str]] | None:
    line = _lines().get(code)
    if line is None:
        return None
    _, latitude, longitude, count, main, others = line.split("\t")
    odd = _odd(others)
    counts = Counter({main: int(count) - len(odd)}) + Counter(odd.values())
    return _area(code, counts, _degrees(latitude, longitude)), odd


def sector(code: str) -> Area | None:
    """The sector "CM1 1" (capitals, one space); None when there is none, or it lies outside Great Britain."""
    found = _taken_apart(code)
    return found[0] if found else None


def _middle(spots: list[tuple[float, float]]) -> tuple[float | None, float | None]:
    if not spots:
        return None, None
    ys, xs = zip(*spots, strict=True)
    return round(sum(ys) / len(ys), 4), round(sum(xs) / len(xs), 4)


@lru_cache(maxsize=_REMEMBERED)
def district(code: str) -> Area | None:
    """The district "CM1" or "BT7" (capitals); None when there is none in the United Kingdom."""
    if code.startswith(NORTHERN_IRELAND):
        return _irish().get(code)
    counts: Counter[str] = Counter()
    spots: list[tuple[float, float]] = []
    for name in _sectors_of().get(code, ()):
        cells = _lines()[name].split("\t")
        area = sector(name)
        if area is not None:
            counts.update({one: round(share * int(cells[3])) for one, share in area.shares})
            spots += [(area.latitude, area.longitude)] if area.latitude and area.longitude else []
    if not counts:
        return None
    at = _middle(spots)
    return _area(code, counts, at)


def exists(outward: str, inward: str) -> bool:
    """Whether a full postcode in two halves (capitals) lies in a real sector (Northern Ireland: district)."""
    if by_district_only(outward):
        return outward in _irish()
    return f"{outward} {inward[0]}" in _lines()


def lookup(outward: str, inward: str) -> Area | None:
    """A full postcode in two halves ("CM1", "1QH"): its own authority, the position of its sector.

    In Northern Ireland the district's authorities and shares are all that is shipped. None: no such sector.
    """
    code = f"{outward} {inward}"
    if by_district_only(outward):
        found = _irish().get(outward)
        return found and _area(
            code, Counter({n: round(s * 1000) for n, s in found.shares}), (found.latitude, found.longitude)
        )
    parts = _taken_apart(code[:-_ENDING])
    if parts is None:
        return None
    area, odd = parts
    own = odd.get(inward[1:], area.authority)
    return _area(code, Counter({own: 1}), (area.latitude, area.longitude))
