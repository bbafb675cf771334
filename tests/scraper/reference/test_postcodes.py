"""Postcodes find their own authority, also in a sector that two share."""

import csv
from pathlib import Path

import pytest

from scraper.reference import postcodes

SAME = 0.0005
"""The reference's share is rounded to three places."""
NEAR = 0.01
"""Degrees: the reference gives weight to postcodes without a position in another way."""


def test_a_full_postcode_finds_its_authority_and_the_position_of_its_sector() -> None:
    found = postcodes.lookup("CM1", "1QH")
    assert found is not None
    assert (found.code, found.authority, found.share) == ("CM1 1QH", "E07000070", 1.0)
    assert (found.latitude, found.longitude) == pytest.approx((51.737, 0.473), abs=0.01)


def test_a_postcode_in_a_shared_sector_finds_the_smaller_partner_too() -> None:
    shared_sector = postcodes.sector("AB1 4")
    assert shared_sector is not None
    assert 0.6 < shared_sector.share < 0.7
    owners = {found.authority for ending in ("LQ", "PT", "AA") if (found := postcodes.lookup("AB1", f"4{ending}"))}
    assert owners == {"S12000033", "S12000034"}


@pytest.mark.parametrize(("outward", "inward"), [("ZZ1", "1AA"), ("LS1", "0AA"), ("BT99X", "1AA"), ("JE1", "1AA")])
def test_a_postcode_of_no_real_sector_in_the_united_kingdom_is_none(outward: str, inward: str) -> None:
    assert not postcodes.exists(outward, inward)
    assert postcodes.lookup(outward, inward) is None


def test_northern_ireland_is_known_by_district_only() -> None:
    found = postcodes.lookup("BT17", "9AA")
    assert found is not None
    assert {name for name, _ in found.shares} == {"N09000003", "N09000007"}
    assert postcodes.sector("BT17 9") is None
    assert postcodes.exists("BT7", "1NN")


@pytest.mark.parametrize(("code", "authority"), [("LS1", "E08000035"), ("CM1", "E07000070"), ("BT7", "N09000003")])
def test_a_district_has_a_main_authority(code: str, authority: str) -> None:
    found = postcodes.district(code)
    assert found is not None
    assert found.authority == authority
    assert found.shares[0] == (found.authority, found.share)
    assert sum(share for _, share in found.shares) == pytest.approx(1, abs=0.01)


def test_an_unknown_district_is_none() -> None:
    assert postcodes.district("ZZ9") is None
    assert postcodes.district("BT0") is None


def test_sectors_equal_the_reference(shared: Path) -> None:
    with (shared / "reference" / "postcode_sectors.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["main_la"].startswith(("E", "S", "W"))]
    assert len(rows) > 12_000
    for row in rows:
        found = postcodes.sector(row["code"])
        assert found is not None, row["code"]
        assert abs(found.share - float(row["main_share"])) <= SAME
        assert found.authority == row["main_la"] or found.shares[1][1] == pytest.approx(found.share, abs=SAME)
        if row["lat"] and found.latitude is not None:
            assert abs(found.latitude - float(row["lat"])) < NEAR, row["code"]


def test_districts_of_northern_ireland_equal_the_reference(shared: Path) -> None:
    with (shared / "reference" / "postcode_districts.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["code"].startswith("BT") and row["main_la"]]
    assert len(rows) > 70
    for row in rows:
        found = postcodes.district(row["code"])
        assert found is not None
        assert found.authority == row["main_la"]
