"""Dates that stand for none."""

import pytest

from scraper.platforms.helpers.placeholders import real_date


@pytest.mark.parametrize(
    "text",
    [
        "0001-01-01T00:00:00",
        "01/01/0001 00:00",
        "Mon, 01 Jan 0001 00:00:00 GMT",
        "00010101",
        "1900-01-01",
        "01/01/1900",
        "1 January 1970",
        "30/12/1899",
        "9999-12-31T23:59:59",
        "31/12/9999",
    ],
)
def test_a_date_that_stands_for_none_is_none(text: str) -> None:
    assert real_date(text) is None


@pytest.mark.parametrize(
    "text", ["20261204", "4 December 2026 1900hrs", "01/12/2026 0001", "01/01/2027", "ongoing", "1970"]
)
def test_any_other_text_stays_as_it_is(text: str) -> None:
    assert real_date(text) == text
    assert real_date(None) is None
