"""Where people live: the positions of all sectors and districts, which together draw the country."""

from scraper.reference import tables


def land() -> list[tuple[float, float]]:
    """Return (latitude, longitude), WGS 84, of every sector of Great Britain and district of Northern Ireland."""
    lines = [*list(tables.lines("postcodes.tsv"))[1:], *list(tables.lines("postcodes_ni.tsv"))[1:]]
    cells = (line.split("\t", 3) for line in lines)
    return [(float(found[1]), float(found[2])) for found in cells if found[1]]
