"""Postcodes find their own authority, also in a sector that two share."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from scraper.reference import postcodes, tables

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


def forget() -> None:
    for known in (postcodes._lines, postcodes._sectors_of, postcodes._irish, postcodes._taken_apart):
        known.cache_clear()


@pytest.fixture
def own_sectors(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A folder of tables with one sector of Northern Ireland built by its user, with invented shares."""
    head = "sector\tlatitude\tlongitude\tpostcodes\tmain\tothers\n"
    (tmp_path / "postcodes.tsv").write_text(f"{head}CM1 1\t51.7\t0.5\t9\tE07000070\t\n")
    (tmp_path / postcodes.OWN_IRISH).write_text(f"# own\n{head}BT17 9\t54.5\t-6.0\t3\tN09000003\tN09000007=AA\n")
    (tmp_path / "postcodes_ni.tsv").write_text(
        "district\tlatitude\tlongitude\tshares\nBT7\t54.6\t-5.9\tN09000003=1.0\n"
    )
    monkeypatch.setattr(tables, "DATA", tmp_path)
    forget()
    yield
    forget()


@pytest.mark.usefixtures("own_sectors")
def test_who_builds_northern_irelands_sectors_for_themselves_has_its_full_postcodes() -> None:
    found = [postcodes.lookup("BT17", inward) for inward in ("9AA", "9AB", "8AA")]
    assert [one and (one.authority, one.share) for one in found] == [("N09000007", 1.0), ("N09000003", 1.0), None]
    assert not postcodes.exists("BT17", "8AA")
    assert postcodes.exists("BT7", "1NN")
    assert postcodes.exists("CM1", "1QH")


def test_sectors_of_northern_ireland_are_not_shipped() -> None:
    assert not any(line.startswith("BT") for line in tables.lines("postcodes.tsv"))
    assert postcodes.OWN_IRISH in (tables.DATA.parents[2] / ".gitignore").read_text()


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
