"""Location texts, rule by rule. Whole tables of labelled texts are in test_location_golden.py."""

import pytest

from scraper.normalising.location import read
from tests.conftest import ROOT


def test_a_full_postcode_gives_its_authority_county_region_and_position() -> None:
    found = read("County Hall, Market Road, Chelmsford, CM1 1QH")
    assert (found.locality, found.postcode) == ("Chelmsford", "CM1 1QH")
    assert (found.local_authority, found.local_authority_code) == ("Chelmsford City Council", "E07000070")
    assert (found.upper_tier_code, found.region, found.nation) == ("E10000012", "East of England", "England")
    assert (found.latitude, found.longitude) == pytest.approx((51.737, 0.473), abs=0.01)
    assert found.rules["local_authority_code"].rule == "postcode"


@pytest.mark.parametrize("text", ["cm11qh", "CM1  1QH", "(CM1 1QH)", "CM1-1QH", "at cm1 1qh."])
def test_a_postcode_is_found_however_it_is_spaced(text: str) -> None:
    assert read(text).postcode == "CM1 1QH"


@pytest.mark.parametrize(
    ("text", "postcode"), [("CM1 IQH", "CM1 1QH"), ("CMI 1QH", "CM1 1QH"), ("0X1 1BX", "OX1 1BX"), ("SEI OAA", None)]
)
def test_o_and_0_and_i_and_1_are_mended_where_one_real_postcode_comes_out(text: str, postcode: str | None) -> None:
    found = read(text)
    assert found.postcode == postcode
    assert ("postcode_mended" in found.flags) is (postcode is not None)


@pytest.mark.parametrize("text", ["ZZ1 1AA", "LS1 0AA", "Bournemouth, Christchurch and Poole", "Room 101, Level 2"])
def test_what_is_no_real_postcode_is_none(text: str) -> None:
    assert read(text).postcode is None


def test_a_postcode_of_no_real_sector_is_flagged_and_read_as_its_district() -> None:
    found = read("LS1 0AA")
    assert (found.local_authority_code, found.flags) == ("E08000035", ("postcode_unknown", "postcode_district"))


def test_a_district_stands_for_an_authority_that_holds_nearly_all_of_it() -> None:
    found = read("Leeds LS1")
    assert (found.postcode, found.local_authority_code, found.flags) == ("LS1", "E08000035", ("postcode_district",))


def test_a_district_shared_by_several_says_no_authority_unless_the_employer_is_one_of_them() -> None:
    alone = read("BT17")
    assert (alone.local_authority_code, alone.region) == (None, "Northern Ireland")
    assert alone.rules["candidates"].text == "N09000003 Belfast, N09000007 Lisburn and Castlereagh"
    assert read("BT17", recruiter_code="N09000007").local_authority_code == "N09000007"


@pytest.mark.parametrize(
    ("text", "authority", "flags"),
    [
        ("Belfast BT1 5GS", "N09000003", ("sector_unverified",)),
        ("Site 3, BT17 9AA", None, ("ambiguous", "postcode_district", "sector_unverified")),
        ("Dunmurry BT17 9AA", "N09000003", ("postcode_district", "sector_unverified")),
        ("BT36 7PQ", "N09000001", ("postcode_district", "sector_unverified")),
    ],
)
def test_a_postcode_of_northern_ireland_is_taken_by_its_district_and_says_so(
    text: str, authority: str | None, flags: tuple[str, ...]
) -> None:
    found = read(text)
    assert (" ".join(text.split()[-2:]), "Northern Ireland") == (found.postcode, found.nation)
    assert (found.local_authority_code, found.flags) == (authority, flags)


@pytest.mark.parametrize("text", ["BT50 1AA", "BT59 1AA", "BT0 1AA", "BT95 2BB", "BT58 1AA"])
def test_a_postcode_of_no_district_of_northern_ireland_is_none(text: str) -> None:
    found = read(text)
    assert (found.postcode, found.local_authority_code, found.nation) == (None, None, None)


def test_a_grade_that_looks_like_a_district_elsewhere_is_none() -> None:
    found = read("Grade PO3, Ealing")
    assert (found.postcode, found.local_authority_code) == (None, "E09000009")


def test_a_county_with_a_council_supports_that_council_and_no_more() -> None:
    found = read("Essex")
    assert (found.local_authority_code, found.upper_tier_code, found.region) == (
        "E10000012",
        "E10000012",
        "East of England",
    )
    assert found.locality is None


def test_a_county_without_one_council_supports_its_region() -> None:
    found = read("Berkshire")
    assert (found.local_authority_code, found.region, found.nation) == (None, "South East", "England")


def test_greater_london_is_a_region_and_no_authority() -> None:
    found = read("London (Greater)")
    assert (found.local_authority_code, found.region, found.nation) == (None, "London", "England")


@pytest.mark.parametrize("text", ["Oxford", "OXFORD, Oxfordshire", "oxford , England"])
def test_a_town_gives_its_district_and_county(text: str) -> None:
    found = read(text)
    assert (found.locality, found.local_authority_code, found.upper_tier_code) == ("Oxford", "E07000178", "E10000025")


def test_an_ambiguous_name_alone_is_null_with_its_candidates() -> None:
    found = read("Newport")
    assert (found.local_authority_code, found.region, found.nation, found.flags) == (None, None, None, ("ambiguous",))
    assert {"W06000022", "E06000046", "E06000020"} <= set(found.rules["candidates"].text.replace(",", "").split())


@pytest.mark.parametrize(
    ("employer", "authority"), [("W06000022", "W06000022"), ("E06000046", "E06000046"), ("E08000035", None)]
)
def test_the_employers_area_decides_between_namesakes_when_one_lies_in_it(employer: str, authority: str | None) -> None:
    found = read("Newport", recruiter_code=employer)
    assert found.local_authority_code == authority
    assert ("from_recruiter" in found.flags) is (authority is not None)


def test_the_employer_never_overrules_the_text() -> None:
    assert read("Wembley", recruiter_code="E10000016").local_authority_code == "E09000005"
    assert read("", recruiter_code="E10000016").local_authority_code is None
    assert read("Remote", recruiter_code="E10000016").local_authority_code is None


@pytest.mark.parametrize(
    ("text", "authority"),
    [
        ("Newport, Isle of Wight", "E06000046"),
        ("Richmond, North Yorkshire", "E06000065"),
        ("Wellington, Telford", "E06000020"),
        ("Waterloo, Liverpool", "E08000014"),
        ("Wembley, London (Greater)", "E09000005"),
        ("Morningside, Edinburgh", "S12000036"),
    ],
)
def test_the_rest_of_the_text_tells_namesakes_apart(text: str, authority: str) -> None:
    assert read(text).local_authority_code == authority


@pytest.mark.parametrize("text", ["Oxford Road", "Essex House", "Lancaster House, Manchester Road", "Newport Street"])
def test_a_street_or_a_building_is_no_town(text: str) -> None:
    assert read(text).local_authority_code is None


def test_a_site_of_a_known_council_is_in_its_area() -> None:
    found = read("Civic Centre", recruiter_code="E08000028")
    assert (found.local_authority_code, found.flags) == ("E08000028", ("from_recruiter",))
    assert read("Civic Centre").local_authority_code is None
    assert read("Civic Centre", recruiter_code="E47000001").local_authority_code is None


def test_all_over_a_known_councils_area_is_that_area() -> None:
    found = read("Various locations across the county", recruiter_code="E10000014")
    assert (found.local_authority_code, found.flags) == ("E10000014", ("several_places", "from_recruiter"))


def test_of_several_places_the_first_is_read_and_flagged() -> None:
    found = read("Leeds, Newcastle, London")
    assert (found.local_authority_code, found.flags) == ("E08000035", ("several_places",))


def test_a_suburb_before_its_town_is_one_place() -> None:
    found = read("West Bridgford, Nottingham")
    assert (found.local_authority_code, found.flags) == ("E07000176", ())


@pytest.mark.parametrize(
    ("text", "workplace"),
    [
        ("Home based", "remote"),
        ("Remote (UK)", "remote"),
        ("Hybrid - Leeds", "hybrid"),
        ("London office, from home or a hybrid of the two", "hybrid"),
        ("On site, Hull", "on_site"),
        ("Care Home, Burnley", "unknown"),
        ("Home Care - Bolton", "unknown"),
        ("Council Offices, Stroud", "unknown"),
    ],
)
def test_the_workplace_is_what_the_text_says(text: str, workplace: str) -> None:
    assert read(text).workplace == workplace


@pytest.mark.parametrize("text", ["Location", "LOCATION:", "", "n/a", "TBC"])
def test_a_label_or_nothing_reads_as_nothing(text: str) -> None:
    found = read(text, recruiter_code="E10000012")
    assert found == type(found)(text=text)


def test_a_town_abroad_is_not_its_namesake_here() -> None:
    found = read("Boston, Massachusetts")
    assert (found.local_authority_code, found.nation, found.flags) == (None, None, ("abroad",))


def test_a_former_district_is_in_its_successors_area() -> None:
    assert read("Craven").local_authority_code == "E06000065"
    assert read("Corby").local_authority_code == "E06000061"


def examples() -> list[list[str]]:
    page = (ROOT / "docs" / "location.md").read_text(encoding="utf-8").partition("| text | employer |")[2]
    lines = page.partition("\n\n")[0].split("\n")[2:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line]


@pytest.mark.parametrize(("text", "employer", "authority", "county", "region", "flags"), examples())
def test_the_examples_of_the_page_hold(
    text: str, employer: str, authority: str, county: str, region: str, flags: str
) -> None:
    found = read(text, recruiter_code=employer or None)
    codes = (found.local_authority_code or "", found.upper_tier_code or "", found.region or "")
    assert (*codes, ", ".join(found.flags)) == (authority, county, region, flags)


def test_the_authorities_of_several_places_stand_in_the_rules() -> None:
    found = read("Leeds, Newcastle upon Tyne, Bradford")
    assert found.local_authority_code == "E08000035"
    assert found.rules["authorities"].text == "E08000035 Leeds, E08000021 Newcastle upon Tyne, E08000032 Bradford"
    assert "authorities" not in read("Wembley, London (Greater)").rules


@pytest.mark.parametrize("text", ["Hay-on-Foo", "Foo-on-Wye", "Llan-y-Bath"])
def test_a_part_of_a_hyphenated_name_is_no_place(text: str) -> None:
    assert read(text).local_authority_code is None


@pytest.mark.parametrize("text", ["Leeds-based", "Leeds-wide", "Leeds-Bradford"])
def test_a_place_joined_to_a_common_word_or_to_another_place_is_one(text: str) -> None:
    assert read(text).local_authority_code == "E08000035"
