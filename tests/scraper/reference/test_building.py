"""What the tables are built with: grid references to degrees and back, sectors summed up, nearest postcodes."""

import pytest

from scraper.reference.building import geonames, onspd
from scraper.reference.building.grid import BRITISH, IRISH, Grid, to_degrees, to_grid

METRE = 1e-5
"""Degrees of latitude."""


def test_the_ordnance_surveys_own_example_comes_out() -> None:
    """Caister water tower: 651409.903 E, 313177.270 N is 52.657979 N, 1.716052 E by the seven-parameter shift."""
    assert to_degrees(651409.903, 313177.270) == pytest.approx((52.657979, 1.716052), abs=METRE)


@pytest.mark.parametrize(("at", "grid"), [((50.1, -5.5), BRITISH), ((60.1, -1.2), BRITISH), ((54.6, -5.9), IRISH)])
def test_degrees_to_the_grid_and_back(at: tuple[float, float], grid: Grid) -> None:
    assert to_degrees(*to_grid(*at, grid), grid) == pytest.approx(at, abs=METRE)


def units() -> list[onspd.Unit]:
    return [
        onspd.Unit("AA1 1", "AA", "E1", (400000.0, 300000.0)),
        onspd.Unit("AA1 1", "AB", "E1", (400200.0, 300000.0)),
        onspd.Unit("AA1 1", "AD", "E2", None),
        onspd.Unit("BT1 1", "AA", "N1", (333000.0, 374000.0)),
        onspd.Unit("BT1 2", "AA", "N2", (333000.0, 374000.0)),
    ]


def test_a_sector_row_names_its_main_authority_and_the_endings_of_others() -> None:
    (row,) = onspd.sector_rows(onspd.summed(iter(units())))
    code, latitude, longitude, count, main, others = row.split("\t")
    assert (code, count, main, others) == ("AA1 1", "3", "E1", "E2=AD")
    assert (float(latitude), float(longitude)) == pytest.approx((52.59, -2.0), abs=0.02)


def test_northern_ireland_is_summed_up_by_district() -> None:
    (row,) = onspd.irish_rows(onspd.summed(iter(units())))
    assert row.split("\t")[0] == "BT1"
    assert row.endswith("N1=0.500;N2=0.500")


def test_northern_irelands_sectors_are_for_a_table_of_ones_own() -> None:
    rows = list(onspd.sector_rows(onspd.summed(iter(units())), irish=True))
    assert [row.split("\t")[0] for row in rows] == ["BT1 1", "BT1 2"]


def test_a_place_takes_the_authority_of_the_nearest_postcode_within_reach() -> None:
    british, irish = geonames.indexed(iter(units()))
    near = geonames.nearest(british, 400150.0, 300000.0)
    assert near is not None
    assert near.ending == "AB"
    assert geonames.nearest(british, 500000.0, 300000.0) is None
    assert sum(map(len, irish.values())) == 2
