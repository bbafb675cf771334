"""Pages are kept without e-mail addresses and telephone numbers, however they are written, and else byte for byte."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counciljobs.kept_pages import ending, is_masked, masked
from scraper.normalising.masking import EMAIL_MASK, TELEPHONE_MASK
from tests.conftest import page_of

CODED = "".join(f"&#{ord(letter)};" for letter in "jane.doe@example.gov.uk")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('<a href="mailto:jane@x.gov.uk">jane@x.gov.uk</a>', f'<a href="mailto:{EMAIL_MASK}">{EMAIL_MASK}</a>'),
        ("jane&#64;x.gov.uk", EMAIL_MASK),
        ("jane&commat;x.gov.uk", EMAIL_MASK),
        ("?to=jane%40x.gov.uk&amp;b", f"?to={EMAIL_MASK}&amp;b"),
        (f"<p>{CODED}</p>", f"<p>{EMAIL_MASK}</p>"),
        ('<a data-cfemail="7d1c131c">[email]</a>', '<a data-cfemail="">[email]</a>'),
        ('href="/cdn-cgi/l/email-protection#7d1c131c"', 'href="/cdn-cgi/l/email-protection#"'),
        ("Call 0113 496 0000 now", f"Call {TELEPHONE_MASK} now"),
        ("&#163;30,000 &#8211; &#163;32,000", "&#163;30,000 &#8211; &#163;32,000"),
        ("Ref 00123456, £30,000, LS1 1UR, 01/12/2026", "Ref 00123456, £30,000, LS1 1UR, 01/12/2026"),
    ],
)
def test_what_is_personal_is_masked_and_the_rest_stays(before: str, after: str) -> None:
    kept = masked(page_of(before))
    assert kept.body.decode() == after
    assert is_masked(kept)


def test_bytes_of_any_charset_stay_as_they_were() -> None:
    body = "<p>£30,000 – caf\xe9".encode("cp1252") + b" jane@x.gov.uk \xff</p>"
    assert masked(page_of(body)).body == body.replace(b"jane@x.gov.uk", EMAIL_MASK.encode())


def test_what_can_not_be_masked_byte_for_byte_is_told() -> None:
    assert not is_masked(masked(page_of("\ufeffwrite to jane@x.gov.uk today".encode("utf-16-le"))))


@given(st.binary(max_size=300))
def test_masking_twice_is_masking_once_and_never_raises(body: bytes) -> None:
    once = masked(page_of(body))
    assert masked(once).body == once.body


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('{"jobs": []}', "json"),
        (" [1]", "json"),
        ("\ufeff<?xml version='1.0'?><rss/>", "xml"),
        ("<rss></rss>", "xml"),
        ('<?xml version="1.0"?><!DOCTYPE html><html>', "html"),
        ("<!doctype html><p>", "html"),
        ("", "html"),
    ],
)
def test_the_file_ending_follows_from_what_the_page_is(body: str, expected: str) -> None:
    assert ending(page_of(body)) == expected
