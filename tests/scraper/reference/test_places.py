"""Names of places and areas: every meaning, and the one a bare name has."""

from typing import get_args

import pytest

from scraper.reference import authorities, places, tables
from scraper.reference.places import Level


def test_every_area_keeps_to_the_levels_and_has_members_that_exist() -> None:
    for name, level, authority, members, region in tables.rows("areas.tsv"):
        assert level in get_args(Level)
        codes = [code.removeprefix("+") for code in members.split(";") if code] + ([authority] if authority else [])
        for code in codes:
            assert authorities.register()[code].in_force(), (name, code)
        assert region or level not in ("region", "nation"), name


def test_every_place_lies_in_an_authority_in_force() -> None:
    for table, column in (("places.tsv", 3), ("places_more.tsv", 1)):
        for row in tables.rows(table):
            assert authorities.register()[row[column]].in_force(), row


def test_every_place_kept_by_hand_has_a_position() -> None:
    for name, authority, *_ in tables.rows("places_more.tsv"):
        own = [one for one in places.find(name) if one.authority == authority and one.level == "place"]
        assert any(one.latitude for one in own), name


def test_a_county_stands_for_its_council_and_holds_its_districts() -> None:
    (essex,) = places.find("ESSEX")
    assert (essex.level, essex.authority, essex.region) == ("county", "E10000012", "East of England")
    assert {"E07000070", "E06000033", "E06000034"} <= essex.members


@pytest.mark.parametrize("name", ["Berkshire", "Cumbria", "Greater Manchester", "Northamptonshire"])
def test_a_county_without_one_council_has_a_region_and_no_authority(name: str) -> None:
    (found,) = places.find(name)
    assert found.authority is None
    assert found.region is not None


def test_london_is_the_region_and_not_the_town_at_its_middle() -> None:
    assert [(one.level, one.region) for one in places.find("London")] == [("region", "London")]


def test_a_former_district_is_its_successors_area() -> None:
    found = places.choice(places.find("Craven"))
    assert found is not None
    assert found.authority == "E06000065"


@pytest.mark.parametrize(
    ("name", "authority"),
    [("Preston", "E07000123"), ("Sutton", "E09000029"), ("Wembley", "E09000005"), ("Kensington", "E09000020")],
)
def test_a_bare_name_means_the_only_the_chosen_or_the_far_larger_place(name: str, authority: str) -> None:
    found = places.choice(places.find(name))
    assert found is not None
    assert found.authority == authority


@pytest.mark.parametrize("name", ["Newport", "Richmond", "Newcastle", "Ashford", "Whitchurch", "Hayes", "Bangor"])
def test_a_name_of_several_towns_means_none_alone(name: str) -> None:
    meanings = places.find(name)
    assert len({one.authority for one in meanings}) > 1
    assert places.choice(meanings) is None


def test_an_unknown_name_means_nothing() -> None:
    assert places.find("Nowhere in Particular") == ()
    assert places.choice(()) is None


def test_kilometres_between_two_places() -> None:
    leeds, york = (places.choice(places.find(name)) for name in ("Leeds", "York"))
    assert leeds is not None
    assert york is not None
    assert places.kilometres(leeds, york.latitude, york.longitude) == pytest.approx(35, abs=3)
    assert places.kilometres(leeds, None, None) is None
