"""The register of authorities: complete, dated, consistent with itself and with the reference."""

import csv
from collections import Counter
from datetime import date
from pathlib import Path
from typing import get_args

import pytest

from scraper.reference import authorities, postcodes
from scraper.reference.authorities import AuthorityType

MOVED = {"E08000016": "E08000038", "E08000019": "E08000039"}
"""Codes the reference has not taken over yet (Barnsley, Sheffield)."""
WRONG_REGION = {"E10000002", "E10000007", "E10000019", "E06000028", "E06000029", "E47000017"}
"""Region missing or wrong in the reference: Buckinghamshire, Derbyshire, Lincolnshire, Bournemouth, Poole, Greater
Lincolnshire; its ended districts without a region take their county's."""
RENAMED = {"E06000033", "E06000042", "E07000071"}
"""Cities since 2022: Southend-on-Sea, Milton Keynes, Colchester."""
OTHER_WORDS = {"E07000146", "E06000020", "E09000013", "S12000020", "S12000017", "E47000004", "W06000015", "W06000002"}
"""The reference drops an apostrophe, writes "&", adds "The" or lacks the body's word; Gwynedd has one name only."""


def reference(shared: Path) -> list[dict[str, str]]:
    with (shared / "reference" / "authorities.csv").open(encoding="utf-8") as file:
        return [row for row in csv.DictReader(file) if row["gss"]]


def test_the_councils_in_force_are_as_many_as_there_are() -> None:
    counted = Counter(one.type for one in authorities.register().values() if one.in_force() and one.is_council)
    assert counted == {
        "county": 21,
        "district": 164,
        "unitary": 62 + 1,
        "metropolitan_district": 36,
        "london_borough": 32,
        "city_corporation": 1,
        "scottish_council": 32,
        "welsh_council": 22,
        "ni_district": 11,
    }


def test_every_row_keeps_to_the_types_and_points_at_rows_that_exist() -> None:
    register = authorities.register()
    for one in register.values():
        assert one.type in get_args(AuthorityType)
        assert {*one.successors, *filter(None, (one.county, one.combined))} <= set(register)
        assert one.start is None or one.end is None or one.start < one.end
        assert bool(one.end) == bool(one.successors), one.code
        assert one.type != "district" or one.county is not None, one.code


def test_a_successor_exists_on_the_day_after() -> None:
    for one in authorities.register().values():
        for code in one.successors:
            assert one.end is not None
            after = date.fromordinal(one.end.toordinal() + 1)
            assert authorities.register()[code].in_force(after), (one.name, code)


def test_a_district_lies_in_the_region_of_its_county() -> None:
    for one in authorities.register().values():
        county = authorities.get(one.county)
        assert county is None or (county.region, county.nation) == (one.region, one.nation)


def test_codes_types_and_regions_equal_the_reference(shared: Path) -> None:
    types = {"Unitary authority": "unitary", "County": "county", "London borough": "london_borough"}
    for row in reference(shared):
        one = authorities.register()[MOVED.get(row["gss"], row["gss"])]
        assert one.type == types.get(row["type"], one.type)
        assert one.nation == row["nation"]
        assert one.in_force() == (row["current"] == "True" and row["gss"] not in ("E47000010", "E47000011"))
        if row["region"] and one.code not in WRONG_REGION and one.code != "E07000201":
            assert one.region == row["region"], one.name


def test_official_names_equal_the_reference_but_for_those_that_changed(shared: Path) -> None:
    for row in reference(shared):
        one = authorities.register()[MOVED.get(row["gss"], row["gss"])]
        if one.code not in RENAMED | OTHER_WORDS:
            assert one.name == " ".join(row["official_name"].split())


def test_every_authority_in_the_postcode_table_is_in_the_register() -> None:
    current = {one.code for one in authorities.register().values() if one.in_force()}
    for sector in ("CM1 1", "S1 2", "S70 2", "EH1 1", "CF10 4"):
        area = postcodes.sector(sector)
        assert area is not None
        assert area.authority in current


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("E07000163", {"E06000065"}),
        ("E10000006", {"E06000063", "E06000064"}),
        ("E10000021", {"E06000061", "E06000062"}),
        ("E07000190", {"E06000066"}),
        ("E06000028", {"E06000058"}),
        ("E10000002", {"E06000060"}),
        ("E47000011", {"E47000014"}),
        ("E07000178", {"E07000178"}),
    ],
)
def test_successors_are_followed_to_the_authorities_of_today(old: str, new: set[str]) -> None:
    assert {one.code for one in authorities.successors(old)} == new


def test_a_code_that_ons_replaced_still_finds_its_authority() -> None:
    found = authorities.get("E08000019")
    assert found is not None
    assert (found.code, found.name) == ("E08000039", "Sheffield City Council")


def test_an_unknown_code_finds_nothing() -> None:
    assert authorities.get("X00000000") is None
    assert authorities.get(None) is None
    assert authorities.successors("X00000000") == ()


@pytest.mark.parametrize(
    ("name", "on", "code"),
    [
        ("Somerset", None, "E06000066"),
        ("Somerset", date(2022, 6, 1), "E10000027"),
        ("North Yorkshire", date(2023, 3, 31), "E10000023"),
        ("North Yorkshire", date(2023, 4, 1), "E06000065"),
        ("North East Combined Authority", date(2023, 1, 1), "E47000010"),
        ("North East Combined Authority", None, "E47000014"),
        ("King’s Lynn & West Norfolk", None, "E07000146"),
    ],
)
def test_a_name_finds_the_authority_in_force_on_the_day_else_the_newest(name: str, on: date | None, code: str) -> None:
    found = authorities.by_name(name, on)
    assert found is not None
    assert found.code == code


def test_a_bare_region_is_no_combined_authority() -> None:
    assert authorities.by_name("West Midlands") is None


@pytest.mark.parametrize(
    ("code", "pays"),
    [
        ("E10000012", True),
        ("W06000015", True),
        ("N09000003", True),
        ("E09000012", False),
        ("S12000036", False),
        ("E47000001", False),
        ("X00000000", False),
    ],
)
def test_the_njc_spine_is_paid_outside_london_and_scotland(code: str, *, pays: bool) -> None:
    assert authorities.pays_on_njc(code) is pays


def test_every_name_of_the_reference_finds_its_code(shared: Path) -> None:
    """The rest are read by the recruiter's rules: see the tests of the recruiter."""
    with (shared / "reference" / "authority_names.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    found = [authorities.by_name(row["name"]) for row in rows]
    assert sum(one is not None for one in found) > len(rows) * 0.75
