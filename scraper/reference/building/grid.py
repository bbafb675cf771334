"""National grid references to latitude and longitude.

Formulae and constants: Ordnance Survey, "A guide to coordinate systems in Great Britain", annexes A to C (transverse
Mercator and the seven-parameter shift, good to about 5 m); the Irish grid is that of 1965 on Airy modified.
"""

from math import atan2, cos, degrees, radians, sin, sqrt, tan

from msgspec import Struct


class Ellipsoid(Struct, frozen=True):
    """Semi-axes in metres."""

    a: float
    b: float

    @property
    def e2(self) -> float:
        """The first eccentricity squared."""
        return 1 - (self.b / self.a) ** 2


class Grid(Struct, frozen=True):
    """A transverse Mercator grid and the seven-parameter shift from its datum to WGS 84 (metres, ppm, arc seconds)."""

    ellipsoid: Ellipsoid
    scale: float
    origin: tuple[float, float]
    false: tuple[float, float]
    shift: tuple[float, float, float]
    ppm: float
    turn: tuple[float, float, float]


WGS84 = Ellipsoid(6378137.0, 6356752.3141)
BRITISH = Grid(
    Ellipsoid(6377563.396, 6356256.909),
    0.9996012717,
    (49.0, -2.0),
    (400000.0, -100000.0),
    (446.448, -125.157, 542.060),
    -20.4894,
    (0.1502, 0.2470, 0.8421),
)
IRISH = Grid(
    Ellipsoid(6377340.189, 6356034.447),
    1.000035,
    (53.5, -8.0),
    (200000.0, 250000.0),
    (482.530, -130.596, 564.557),
    8.150,
    (-1.042, -0.214, -0.631),
)
CLOSE_ENOUGH = 0.001
"""Metres of northing at which the iteration stops: far under the 5 m of the datum shift."""
METRES_A_DEGREE = 111_200.0
"""Of latitude; a rough value will do, as every step corrects the one before."""
STEPS = 12
"""Enough for a metre anywhere in the islands; each step shortens the error some twentyfold."""


def _meridian(grid: Grid, latitude: float) -> float:
    n = (grid.ellipsoid.a - grid.ellipsoid.b) / (grid.ellipsoid.a + grid.ellipsoid.b)
    origin = radians(grid.origin[0])
    less, more = latitude - origin, latitude + origin
    first = (1 + n + 1.25 * (n**2 + n**3)) * less
    second = (3 * (n + n**2) + 2.625 * n**3) * sin(less) * cos(more)
    third = 1.875 * (n**2 + n**3) * sin(2 * less) * cos(2 * more)
    fourth = 35 / 24 * n**3 * sin(3 * less) * cos(3 * more)
    return grid.ellipsoid.b * grid.scale * (first - second + third - fourth)


def _foot(grid: Grid, northing: float) -> float:
    wanted = northing - grid.false[1]
    latitude = radians(grid.origin[0])
    left = wanted
    while abs(left) >= CLOSE_ENOUGH:
        latitude += left / (grid.ellipsoid.a * grid.scale)
        left = wanted - _meridian(grid, latitude)
    return latitude


def _unproject(grid: Grid, easting: float, northing: float) -> tuple[float, float]:
    foot = _foot(grid, northing)
    e2, a = grid.ellipsoid.e2, grid.ellipsoid.a * grid.scale
    nu = a / sqrt(1 - e2 * sin(foot) ** 2)
    rho = a * (1 - e2) / (1 - e2 * sin(foot) ** 2) ** 1.5
    eta2, t2, sec = nu / rho - 1, tan(foot) ** 2, 1 / cos(foot)
    east = easting - grid.false[0]
    seventh = tan(foot) / (2 * rho * nu)
    eighth = tan(foot) / (24 * rho * nu**3) * (5 + 3 * t2 + eta2 - 9 * t2 * eta2)
    ninth = tan(foot) / (720 * rho * nu**5) * (61 + 90 * t2 + 45 * t2**2)
    eleventh = sec / (6 * nu**3) * (nu / rho + 2 * t2)
    twelfth = sec / (120 * nu**5) * (5 + 28 * t2 + 24 * t2**2)
    latitude = foot - seventh * east**2 + eighth * east**4 - ninth * east**6
    longitude = radians(grid.origin[1]) + sec / nu * east - eleventh * east**3 + twelfth * east**5
    return latitude, longitude


def _shifted(grid: Grid, latitude: float, longitude: float) -> tuple[float, float]:
    nu = grid.ellipsoid.a / sqrt(1 - grid.ellipsoid.e2 * sin(latitude) ** 2)
    x = nu * cos(latitude) * cos(longitude)
    y = nu * cos(latitude) * sin(longitude)
    z = nu * (1 - grid.ellipsoid.e2) * sin(latitude)
    rx, ry, rz = (radians(second / 3600) for second in grid.turn)
    grow = 1 + grid.ppm / 1e6
    x2 = grid.shift[0] + grow * x - rz * y + ry * z
    y2 = grid.shift[1] + rz * x + grow * y - rx * z
    z2 = grid.shift[2] - ry * x + rx * y + grow * z
    flat = sqrt(x2**2 + y2**2)
    found = atan2(z2, flat * (1 - WGS84.e2))
    for _ in range(4):
        nu = WGS84.a / sqrt(1 - WGS84.e2 * sin(found) ** 2)
        found = atan2(z2 + WGS84.e2 * nu * sin(found), flat)
    return found, atan2(y2, x2)


def to_degrees(easting: float, northing: float, grid: Grid = BRITISH) -> tuple[float, float]:
    """Latitude and longitude (WGS 84 degrees) of a grid reference in metres."""
    latitude, longitude = _shifted(grid, *_unproject(grid, easting, northing))
    return degrees(latitude), degrees(longitude)


def to_grid(latitude: float, longitude: float, grid: Grid = BRITISH) -> tuple[float, float]:
    """Easting and northing in metres of a position in WGS 84 degrees, by stepping until they map back onto it."""
    easting, northing = grid.false
    for _ in range(STEPS):
        at = to_degrees(easting, northing, grid)
        easting += (longitude - at[1]) * METRES_A_DEGREE * cos(radians(latitude))
        northing += (latitude - at[0]) * METRES_A_DEGREE
    return easting, northing
