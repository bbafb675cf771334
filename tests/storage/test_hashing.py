"""What makes an advert look changed, and what does not."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.records import Advert
from storage.hashing import is_relative, listed_hash, stabilised

CARD = Advert(source_ref="1", title="Planner", closing_text="Closes 12 December 2026", posted_text="Posted 3 days ago")


def shown(**fields: Any) -> str:
    """The digest of a card that leads to a page of its own."""
    fields = {"detail_url": "https://example.org/1"} | fields
    return listed_hash(Advert(source_ref="1", title="Planner", **fields))


@pytest.mark.parametrize(
    ("field", "today", "tomorrow"),
    [
        ("posted_text", "Posted 9 days ago", "Posted 10 days ago"),
        ("posted_text", "Posted 23 hours ago", "Posted 1 day ago"),
        ("posted_text", "Posted: today", "Posted: yesterday"),
        ("posted_text", "1 month ago", "2 months ago"),
        ("posted_text", "30+ days ago", "29 days ago"),
        ("posted_text", "Posted about an hour ago", "Posted about 2 hours ago"),
        ("closing_text", "2 days left", "1 day left"),
        ("closing_text", "Closes in 3 days", "Closes in 2 days"),
        ("closing_text", "Expires in 1 week, 2 days", "Expires in 1 week, 1 day"),
        ("closing_text", "12 December 2026 (3 days, 4 hours left)", "12 December 2026 (2 days left)"),
        ("closing_text", "Closing tomorrow", "Closing today"),
        ("summary", "A fine post. Posted 3 days ago.", "A fine post. Posted 4 days ago."),
        ("summary", "Closing in 5 days. Apply now.", "Closing in 4 days. Apply now."),
    ],
)
def test_words_that_age_do_not_make_an_advert_look_changed(field: str, today: str, tomorrow: str) -> None:
    assert shown(**{field: today}) == shown(**{field: tomorrow})


@pytest.mark.parametrize(
    ("field", "before", "after"),
    [
        ("closing_text", "Closes 12 December 2026", "Closes 19 December 2026"),
        ("closing_text", "12/12/2026 23:59", "12/12/2026 12:00"),
        ("posted_text", "1 November 2026", "2 November 2026"),
        ("summary", "Two days a week in Oldham.", "Three days a week in Oldham."),
        ("summary", "Fixed term for 12 months.", "Fixed term for 6 months."),
        ("hours_text", "2 days a week", "3 days a week"),
        ("salary_text", "£30,000", "£31,000"),
        ("mark", "2026-11-01", "2026-11-02"),
    ],
)
def test_what_people_change_makes_it_look_changed(field: str, before: str, after: str) -> None:
    assert shown(**{field: before}) != shown(**{field: after})


def test_without_a_detail_page_the_days_left_are_read_again() -> None:
    assert shown(closing_text="2 days left", detail_url=None) != shown(closing_text="9 days left", detail_url=None)
    assert shown(posted_text="2 days ago", detail_url=None) == shown(posted_text="9 days ago", detail_url=None)


@pytest.mark.parametrize(
    ("text", "moves"),
    [
        ("3 days left", True),
        ("Posted today", True),
        ("12 December 2026 (3 days left)", False),
        ("Soon", False),
        (None, False),
    ],
)
def test_only_a_date_that_names_no_day_moves_by_itself(text: str | None, moves: bool) -> None:
    assert is_relative(text) is moves


def test_the_digest_is_the_same_in_every_process() -> None:
    assert listed_hash(CARD) == listed_hash(Advert(**{f: getattr(CARD, f) for f in CARD.__struct_fields__}))
    assert len(listed_hash(CARD)) == 32


@given(st.text(st.characters()) | st.text("0123456789 daysgomnthlft", max_size=3000))
def test_any_text_has_a_digest(text: str) -> None:
    assert len(shown(posted_text=text, summary=text)) == 32
    assert isinstance(is_relative(text), bool)


@given(st.text("0123456789 dayshourleftgo,+", max_size=200))
def test_taking_the_ageing_words_out_keeps_other_words_in_order(text: str) -> None:
    kept = iter(text)
    assert all(letter in kept for letter in (stabilised("posted_text", text) or "").replace(" ", ""))
