"""Employer texts, rule by rule. Whole tables of labelled texts are in test_recruiter_golden.py."""

from datetime import date

import pytest

from scraper.normalising.recruiter import read
from tests.conftest import ROOT


def test_a_councils_full_name_gives_its_official_name_code_and_kind() -> None:
    found = read("  essex COUNTY  council ")
    assert (found.name, found.code, found.kind, found.flags) == ("Essex County Council", "E10000012", "council", ())
    assert found.text == "  essex COUNTY  council "
    assert found.rules["code"].rule == "register_name"


def test_a_bare_place_in_an_employer_field_is_its_council() -> None:
    assert read("Hackney").code == "E09000012"


@pytest.mark.parametrize(
    "text",
    ["Durham University", "Rutland Water", "Essex Cares", "Sandwell Children's Trust", "Hackney Empire", "Bath Spa"],
)
def test_a_name_that_merely_contains_a_place_is_no_council(text: str) -> None:
    assert read(text).code is None


def test_west_suffolk_is_not_suffolk_and_west_essex_is_nothing() -> None:
    assert read("West Suffolk").code == "E07000245"
    assert read("Suffolk").code == "E10000029"
    assert read("West Essex Council").code is None


@pytest.mark.parametrize(
    ("on", "code", "flags"),
    [
        (None, "E06000066", ()),
        (date(2023, 4, 1), "E06000066", ()),
        (date(2022, 5, 1), "E10000027", ("former_authority",)),
    ],
)
def test_one_name_of_two_authorities_goes_by_the_day(on: date | None, code: str, flags: tuple[str, ...]) -> None:
    found = read("Somerset", on=on)
    assert (found.code, found.flags) == (code, flags)


def test_a_former_authority_keeps_its_code_and_names_its_successor() -> None:
    found = read("Craven District Council")
    assert (found.code, found.flags) == ("E07000163", ("former_authority",))
    assert found.rules["successors"].text == "E06000065 North Yorkshire Council"


def test_a_district_of_northern_ireland_that_never_had_a_gss_code_has_none() -> None:
    found = read("Omagh District Council")
    assert (found.name, found.code, found.kind) == ("Omagh District Council", None, "council")


def test_departments_before_and_behind_do_not_hide_the_council() -> None:
    assert read("Essex County Council - Adult Social Care").code == "E10000012"
    assert read("Children & Families, Leeds City Council").code == "E08000035"


def test_several_councils_keep_their_name_the_first_ones_code_and_a_flag() -> None:
    found = read("South Hams District and West Devon Borough Councils")
    assert (found.code, found.flags) == ("E07000044", ("several_authorities",))
    assert found.name == "South Hams District and West Devon Borough Councils"
    assert "E07000047" in found.rules["authorities"].text


def test_an_agency_on_behalf_of_a_council_is_an_agency_with_the_councils_code() -> None:
    found = read("Hays on behalf of Kent County Council")
    assert (found.name, found.code, found.kind, found.flags) == ("Hays", "E10000016", "agency", ("on_behalf",))


def test_a_school_beside_its_council_is_a_school_with_the_councils_code() -> None:
    found = read("Oak Tree Primary School, Essex County Council")
    assert (found.name, found.code, found.kind) == ("Oak Tree Primary School", "E10000012", "school")
    assert read("Oak Tree Primary School").code is None


def test_another_body_beside_a_council_keeps_its_own_kind_and_no_code() -> None:
    assert (read("Leeds City Council Trading Ltd").code, read("Leeds City Council Trading Ltd").kind) == (
        None,
        "company",
    )
    assert read("University of Essex and Essex County Council").kind == "university"


def test_a_council_below_the_districts_is_a_council_without_a_code() -> None:
    found = read("Newport Town Council")
    assert (found.code, found.kind, found.flags) == (None, "council", ("not_in_register",))
    assert read("Chichester City Council").code is None
    assert read("Chichester District Council").code == "E07000225"


def test_a_county_that_is_none_is_not_its_town() -> None:
    assert read("Nottingham County Council").code is None
    assert read("Stockport County").code is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Leesd City Council", "E08000035"),
        ("Manchster City Council", "E08000003"),
        ("Wolverhamtpon City Council", "E08000031"),
        ("Baston Council", None),
        ("Melford Council", None),
        ("Manchster", None),
        ("Manchster Parish Council", None),
    ],
)
def test_a_slip_in_a_place_is_forgiven_beside_a_council_word_only(text: str, code: str | None) -> None:
    found = read(text)
    assert found.code == code
    assert ("misspelt" in found.flags) is (code is not None)


def test_a_name_that_means_a_council_only_beside_a_council_word_is_ambiguous_alone() -> None:
    found = read("Richmond")
    assert (found.code, found.kind, found.flags) == (None, "unknown", ("ambiguous",))
    assert "E09000027" in found.rules["candidates"].text
    assert read("Richmond Council").code == "E09000027"


@pytest.mark.parametrize("text", ["", "   ", "-", "Not specified", "Council"])
def test_a_text_that_names_nobody_takes_the_authority_of_its_source(text: str) -> None:
    found = read(text, authority="E08000035")
    assert (found.name, found.code) == ("Leeds City Council", "E08000035")
    assert found.rules["code"].rule == "source_authority"
    assert read(text).code is None


def test_a_department_alone_on_a_councils_own_site_is_the_council() -> None:
    assert read("Adult Social Care", authority="E10000012").code == "E10000012"
    assert read("Adult Social Care").code is None


def test_the_text_outweighs_the_source() -> None:
    assert read("Durham University", authority="E06000047").code is None
    assert read("Leeds City Council", authority="E10000012").code == "E08000035"


def test_a_company_that_councils_own_says_whose_it_is() -> None:
    found = read("Achieving for Children")
    assert (found.code, found.kind, found.flags) == (None, "company", ("council_owned",))
    assert "E09000021" in found.rules["owners"].text


def test_a_combined_authority_has_its_code_and_kind() -> None:
    assert (read("GMCA").code, read("GMCA").kind) == ("E47000001", "combined_authority")
    assert read("Greater Manchester").code is None


def examples() -> list[list[str]]:
    page = (ROOT / "docs" / "recruiter.md").read_text(encoding="utf-8").partition("| text | code |")[2]
    lines = page.partition("\n\n")[0].split("\n")[2:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line]


@pytest.mark.parametrize(("text", "code", "kind", "flags"), examples())
def test_the_examples_of_the_page_hold(text: str, code: str, kind: str, flags: str) -> None:
    found = read(text)
    assert (found.code or "", found.kind, ", ".join(found.flags)) == (code, kind, flags)
