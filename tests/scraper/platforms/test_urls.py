"""Addresses made absolute and safe, and cut down to what identifies a page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.platforms.helpers import urls

BASE = "https://jobs.example.org/search/list?page=2"


@pytest.mark.parametrize(
    ("href", "target"),
    [
        ("/job/1", "https://jobs.example.org/job/1"),
        ("job/1?a=b#apply", "https://jobs.example.org/search/job/1?a=b"),
        ("\n\t/job/1/\n\t  clerk\n", "https://jobs.example.org/job/1/clerk"),
        ("//cdn.example.org/x", "https://cdn.example.org/x"),
        ("HTTPS://Example.org/A b", "https://Example.org/A%20b"),
        ("?a=1&amp;jid=3", "https://jobs.example.org/search/list?a=1&jid=3"),
        ("?q=a b", "https://jobs.example.org/search/list?q=a%20b"),
        ("javascript:alert(1)", None),
        ("java\nscript:alert(1)", None),
        ("mailto:jobs@example.org", None),
        ("data:text/html,x", None),
        ("http://[::1", None),
        ("", None),
        (None, None),
        ("/" + "a" * 5000, None),
    ],
)
def test_a_link_becomes_an_absolute_http_address_or_nothing(href: str | None, target: str | None) -> None:
    assert urls.absolute(href, BASE) == target


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("HTTPS://Jobs.Example.ORG:443/Job/1#x", "https://jobs.example.org/Job/1"),
        ("http://example.org:8080", "http://example.org:8080/"),
        ("https://x.org/j?utm_source=a&id=1&fbclid=2&UTM_medium=b&gclid=3", "https://x.org/j?id=1"),
        ("https://x.org/index.cgi?SID=b3duZXI9&id=4", "https://x.org/index.cgi?id=4"),
        ("https://x.org/ETREC179GF.open?WVID=1&USESSION=AB12&VACANCY_ID=9", "https://x.org/ETREC179GF.open?WVID=1&VACANCY_ID=9"),
        ("https://x.org/job;jsessionid=0A1B?id=3", "https://x.org/job?id=3"),
        ("https://x.tal.net/vx/lang-en-GB/xf-3f0a9b11/candidate/so/opp/12-a/en-GB", "https://x.tal.net/vx/lang-en-GB/candidate/so/opp/12-a/en-GB"),
        ("https://x.org/(S(abc123def))/job.aspx?id=1", "https://x.org/job.aspx?id=1"),
        ("https://x.org/hcm?finder=findReqs;siteNumber=CX_1,limit=100", "https://x.org/hcm?finder=findReqs;siteNumber=CX_1,limit=100"),
        ("https://[2001:db8::1]/a", "https://[2001:db8::1]/a"),
    ],
)  # fmt: skip
def test_tracking_sessions_and_fragments_are_no_part_of_a_page(url: str, canonical: str) -> None:
    assert urls.canonical(url) == canonical
    assert urls.canonical(canonical) == canonical


def test_sites_are_compared_without_www() -> None:
    assert urls.same_site("https://www.x.gov.uk/a", "http://X.gov.uk/b")
    assert not urls.same_site("https://x.gov.uk", "https://x.gov.uk.evil.org")
    assert not urls.same_site("mailto:a", "mailto:b")


def test_parameters_are_read_and_set_whatever_their_case() -> None:
    assert urls.parameter("https://x.org/?Page=3", "page") == "3"
    assert urls.parameter("https://x.org/?page=", "page") is None
    assert urls.with_parameters("https://x.org/?a=1&Page=3", page=4, start=50) == "https://x.org/?a=1&Page=4&start=50"


def test_an_id_is_read_by_the_first_pattern_that_finds_one() -> None:
    assert urls.id_in("https://x.org/Job/12/a", r"[?&]jid=(\d+)", r"/job/(\d+)") == "12"
    assert urls.id_in(None, r"(\d+)") is None


@given(st.text(max_size=200), st.text(max_size=50))
def test_no_text_raises(href: str, base: str) -> None:
    target = urls.absolute(href, base)
    assert target is None or target.startswith(("http://", "https://"))
    assert urls.canonical(href) == urls.canonical(urls.canonical(href)) or target is None
