"""Retry-After and back-off, purely."""

from datetime import timedelta
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.fetching.retry import LONGEST_BACKOFF, backoff, retry_after
from tests.conftest import NOW

SOON = format_datetime(NOW + timedelta(seconds=90), usegmt=True)
PAST = format_datetime(NOW - timedelta(seconds=90), usegmt=True)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("0", 0.0),
        ("120", 120.0),
        (" 7 ", 7.0),
        (SOON, 90.0),
        (PAST, 0.0),
        ("Mon, 23 Nov 2026 09:00:30 -0000", 30.0),
        ("Mon Nov 23 09:01:00 2026", 60.0),
        ("Monday, 23-Nov-26 09:01:00 GMT", 60.0),
        ("", None),
        ("soon", None),
        ("-5", None),
        ("1.5", None),
        ("٣", None),
        ("Mon, 99 Nov 2026 09:00:00 GMT", None),
    ],
)
def test_both_forms_are_read_and_nonsense_is_no_answer(value: str, seconds: float | None) -> None:
    assert retry_after({"retry-after": value}, NOW) == seconds


def test_without_the_header_there_is_no_answer() -> None:
    assert retry_after({}, NOW) is None


@given(st.text(max_size=100), st.text(max_size=100))
def test_any_text_is_a_wait_or_none(value: str, date: str) -> None:
    seconds = retry_after({"retry-after": value, "date": date}, NOW)
    assert seconds is None or seconds >= 0.0


@given(st.integers(1, 500), st.floats(0.01, 60), st.floats(0, 1))
def test_a_pause_has_jitter_and_an_end(attempt: int, first: float, chance: float) -> None:
    pause = backoff(attempt, first, chance)
    assert 0.0 < pause <= LONGEST_BACKOFF
    assert backoff(attempt, first, 0.0) == pytest.approx(backoff(attempt, first, 1.0) / 2)
