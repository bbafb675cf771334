"""Shipped tables: each says where it comes from, is small and well formed; bodies and keys behave."""

from typing import get_args

import pytest

from scraper.records import RecruiterKind
from scraper.reference import authorities, bodies, tables
from scraper.reference.keys import key

MINE = (
    "areas.tsv",
    "authorities.tsv",
    "authority_aliases.tsv",
    "bodies.tsv",
    "place_choices.tsv",
    "places.tsv",
    "places_more.tsv",
    "postcodes.tsv",
    "postcodes_ni.tsv",
)
MOST_BYTES = 1_200_000
"""Of all tables together: they travel with every install."""


@pytest.mark.parametrize("name", MINE)
def test_a_table_says_source_date_and_how_to_renew(name: str) -> None:
    head = "".join(line for line in (tables.DATA / name).read_text(encoding="utf-8").split("\n") if line[:1] == "#")
    assert "Source:" in head
    assert "Renew:" in head
    assert "2025" in head


@pytest.mark.parametrize("name", MINE)
def test_every_row_of_a_table_has_its_columns(name: str) -> None:
    width = len(next(tables.lines(name)).split("\t"))
    assert {len(row) for row in tables.rows(name)} == {width}


def test_the_tables_are_small() -> None:
    assert sum((tables.DATA / name).stat().st_size for name in MINE) < MOST_BYTES


def test_every_other_name_is_written_as_its_key_and_belongs_to_an_authority() -> None:
    for name, code, use in tables.rows("authority_aliases.tsv"):
        assert name == key(name)
        assert code in authorities.register()
        assert use in ("bare", "full", "letters")


def test_every_body_has_a_kind_and_known_owners_and_is_no_council() -> None:
    for name, body in bodies.bodies().items():
        assert body.kind in get_args(RecruiterKind)
        assert set(body.owners) <= set(authorities.register())
        assert not authorities.named(name), name


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("essex police", "Essex Police"),
        ("ECL", "Essex Cares"),
        ("Essex Cares Limited", "Essex Cares"),
        ("Hays", "Hays"),
    ],
)
def test_a_body_is_found_by_each_of_its_names(written: str, name: str) -> None:
    found = bodies.by_name(written)
    assert found is not None
    assert found.name == name


def test_an_unknown_body_is_none() -> None:
    assert bodies.by_name("Anybody Ltd") is None


@pytest.mark.parametrize(
    ("written", "same"),
    [
        ("King’s Lynn & West Norfolk", "kings lynn and west norfolk"),
        ("St. Helens", "st helens"),
        ("Ynys Môn", "ynys mon"),
        ("  STOKE-ON-TRENT ", "stoke on trent"),
        ("Sir Ynys Mï¿½n", "sir ynys mn"),
        ("—", ""),
    ],
)
def test_two_spellings_of_a_name_have_one_key(written: str, same: str) -> None:
    assert key(written) == same
