"""Every row of the register can be asked for: its platform knows what to fetch, and says so for the row's own site."""

from urllib.parse import urlsplit

import pytest

from scraper.platforms import registry
from scraper.reference.authorities import get, register
from scraper.sources.coverage import REACHED, coverage
from scraper.sources.loader import load
from scraper.sources.model import Source

ROWS = load()
READABLE = [row for row in ROWS if row.platform != "unknown"]


@pytest.mark.parametrize("row", READABLE, ids=lambda row: row.id)
def test_its_platform_says_what_to_fetch_of_its_own_host(row: Source) -> None:
    requests = registry.load(row.platform).requests({**row.options, "url": row.url})
    assert requests
    assert {urlsplit(request.url).hostname for request in requests} == {urlsplit(row.url).hostname}


@pytest.mark.parametrize("row", READABLE, ids=lambda row: row.id)
def test_a_row_that_names_a_platform_says_how_that_is_known_and_since_when(row: Source) -> None:
    assert row.notes
    assert row.checked_on
    assert row.enabled or len(row.notes) > 20, "a source that is off says why"


def test_codes_are_those_in_force_and_an_authority_has_one_row_of_its_own() -> None:
    own = [row.authority for row in ROWS if row.authority]
    assert len(own) == len(set(own))
    for code in [*own, *(code for row in ROWS for code in row.covers)]:
        assert code in register(), code
        assert register()[code].in_force(), code


def test_boards_carry_each_council_once_and_own_sites_carry_none() -> None:
    for row in ROWS:
        assert len(row.covers) == len(set(row.covers)), row.id
        assert not (row.authority and row.covers), row.id


def test_names_of_own_sites_are_those_of_the_authorities_they_stand_for() -> None:
    words = {"council", "borough", "city", "of", "county", "london", "district", "metropolitan", "the"}
    for row in ROWS:
        authority = get(row.authority)
        if authority:
            told = set(row.name.lower().replace(",", "").split()) - words
            assert told & set(authority.name.lower().replace(",", "").split()), (row.id, row.name, authority.name)


def test_seventy_five_councils_are_reached_with_evidence() -> None:
    assert sum(one.state in REACHED for one in coverage(ROWS)) >= 75
