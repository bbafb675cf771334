"""A map in hexagons: land where there are addresses, shaded by how many jobs lie in each cell. No tiles, no borders.

The outline is that of the postcodes themselves, which the reference holds; positions are WGS 84 degrees on a plane that
is true at the middle of Great Britain.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from math import cos, radians, sqrt

from storage.drawing.svg import SHADES, element, frame, hint, number, words

WIDTH, HEIGHT = 520, 760
WEST, EAST, SOUTH, NORTH = -8.7, 2.0, 49.8, 60.9
"""The United Kingdom with a margin, degrees."""
MIDDLE = cos(radians(55.4))
RADIUS = 0.09
"""Of a hexagon, degrees of latitude: some 10 km, so that a county is a dozen cells and London two or three."""
LAND = "#8883"
KNOWN = 1 << 16
"""Places whose cell is remembered: all postcode sectors and towns, as each map has them again; some 10 MB."""
Cell = tuple[int, int]


def hexmap(land: Iterable[tuple[float, float]], jobs: Mapping[tuple[float, float], int], title: str) -> str:
    """Return the map; ``land`` are (latitude, longitude) pairs, ``jobs`` how many there are at such places."""
    cells = {cell for point in land if (cell := _cell(*point)) is not None}
    counts: Counter[Cell] = Counter()
    for point, count in jobs.items():
        if (cell := _cell(*point)) is not None:
            counts[cell] += count
    limits = _limits(counts)
    drawn = [
        element("polygon", hint(_said(counts[cell])), points=_corners(cell), fill=_shade(counts[cell], limits))
        if counts[cell]
        else element("polygon", points=_corners(cell), fill=LAND)
        for cell in sorted(cells | set(counts))
    ]
    told = f"{number(counts.total())} jobs with a known place in {len(counts)} cells of about 20 km"
    return frame(WIDTH, HEIGHT, title, f"{told}.", [*drawn, *_legend(limits)])


def _said(count: int) -> str:
    return "1 job" if count == 1 else f"{number(count)} jobs"


@lru_cache(KNOWN)
def _cell(latitude: float, longitude: float) -> Cell | None:
    """Return the hexagon that holds a position: a column, and a row in columns that stand half a cell apart."""
    if not (WEST <= longitude <= EAST and SOUTH <= latitude <= NORTH):
        return None
    x, y = (longitude - WEST) * MIDDLE, NORTH - latitude
    wide, tall = sqrt(3) * RADIUS, 1.5 * RADIUS
    row = round(y / tall)
    near = [(round(x / wide - 0.5 * (r % 2)), r) for r in (row - 1, row, row + 1)]
    return min(near, key=lambda cell: (_middle(cell)[0] - x) ** 2 + (_middle(cell)[1] - y) ** 2)


def _middle(cell: Cell) -> tuple[float, float]:
    column, row = cell
    return (column + 0.5 * (row % 2)) * sqrt(3) * RADIUS, row * 1.5 * RADIUS


def _corners(cell: Cell) -> str:
    x, y = _middle(cell)
    half = sqrt(3) * RADIUS / 2
    around = ((0, -1.0), (half, -0.5), (half, 0.5), (0, 1.0), (-half, 0.5), (-half, -0.5))
    scale = min(WIDTH / ((EAST - WEST) * MIDDLE), HEIGHT / (NORTH - SOUTH))
    return " ".join(f"{(x + dx) * scale:.1f},{(y + dy * RADIUS) * scale:.1f}" for dx, dy in around)


def _limits(counts: Counter[Cell]) -> list[int]:
    """Return the least count of each shade: cells in equal parts by rank, as a few cities outdo all others."""
    ranked = sorted(counts.values())
    return sorted({ranked[len(ranked) * n // len(SHADES)] for n in range(len(SHADES))}) if ranked else []


def _shade(count: int, limits: Sequence[int]) -> str:
    rank = sum(1 for limit in limits if count >= limit) - 1
    return SHADES[rank + len(SHADES) - len(limits)]


def _legend(limits: Sequence[int]) -> list[str]:
    shown = []
    for n, limit in enumerate(limits):
        fill = SHADES[n + len(SHADES) - len(limits)]
        shown += [
            element("rect", x=WIDTH - 120, y=20 + 22 * n, width=16, height=16, fill=fill),
            words(f"{number(limit)} or more" if n else f"from {number(limit)}", WIDTH - 98, 33 + 22 * n, size=12),
        ]
    return shown
