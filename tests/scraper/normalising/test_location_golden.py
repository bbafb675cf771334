"""Labelled location texts, and properties."""

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.normalising.location import read
from scraper.normalising.location.read import FLAGS
from scraper.normalising.readings import Location
from scraper.reference import authorities

GOLDEN = Path(__file__).parent / "golden" / "locations.tsv"
HANG_SECONDS = 5.0
"""A text that takes so long hangs; real ones take a tenth of a millisecond."""


def table() -> list[list[str]]:
    lines = GOLDEN.read_text(encoding="utf-8").split("\n")
    return [line.split("\t") for line in lines if line and not line.startswith("#")][1:]


def test_the_table_is_as_large_as_promised() -> None:
    assert len(table()) >= 300


@pytest.mark.parametrize(("text", "employer", "authority", "region", "workplace", "flag"), table())
def test_a_labelled_location_is_read_as_labelled(
    text: str, employer: str, authority: str, region: str, workplace: str, flag: str
) -> None:
    found = read(text, recruiter_code=employer or None)
    assert (found.local_authority_code or "") == authority
    assert not region or (found.region or "-") == region
    assert not workplace or found.workplace == workplace
    assert not flag or flag in found.flags


def whole(found: Location) -> bool:
    """Whether the parts of a reading agree: the authority's county, region and nation, flags in order."""
    if found.local_authority_code is None:
        return found.local_authority is None and found.upper_tier_code is None
    one = authorities.get(found.local_authority_code)
    assert one is not None
    said = (found.local_authority, found.upper_tier_code, found.region, found.nation)
    return said == (one.name, one.upper_tier, one.region, one.nation) and one.in_force()


def answer(found: Location) -> tuple[object, ...]:
    return (found.postcode, found.local_authority_code, found.region, found.nation, found.workplace, found.flags)


TEXTS = st.sampled_from([row[0] for row in table()])
EMPLOYERS = st.none() | st.sampled_from(sorted(authorities.register()))


@given(TEXTS)
def test_case_and_white_space_do_not_matter(text: str) -> None:
    expected = answer(read(text))
    assert answer(read(text.upper())) == expected
    assert answer(read(text.lower())) == expected
    assert answer(read(f"  {text.replace(' ', '   ')} ")) == expected


@given(st.text() | st.tuples(TEXTS, st.text(max_size=10), TEXTS).map("".join), EMPLOYERS)
def test_any_text_is_read_and_the_parts_agree(text: str, employer: str | None) -> None:
    found = read(text, recruiter_code=employer)
    assert found.text == text
    assert whole(found)
    assert list(found.flags) == [flag for flag in FLAGS if flag in found.flags]
    assert (found.latitude is None) == (found.longitude is None)
    assert read(text, recruiter_code=employer) == found


@given(st.from_regex(r"\A[A-Z01]{1,2}[0-9OI][0-9A-Z]? ?[0-9OI][A-Z]{2}\Z"))
def test_a_postcode_read_is_one_that_exists(text: str) -> None:
    found = read(text)
    assert whole(found)
    assert found.postcode is None or found.latitude is not None or found.local_authority_code is not None


def test_very_long_texts_are_read_at_once() -> None:
    started = time.process_time()
    for text in ("Newport " * 50_000, "A1 " * 100_000, "office home " * 50_000, "(" * 200_000, "SW1A 1A" * 50_000):
        read(text)
    assert time.process_time() - started < HANG_SECONDS
