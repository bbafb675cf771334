"""From any address or page of a platform to what its source row says: never a token, a session or a single advert."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.discovery import entries
from scheduler.discovery.vendors import HOSTS, vendor_of
from scraper.platforms import registry
from tests.conftest import page_of


@pytest.mark.parametrize(
    ("platform", "url", "first"),
    [
        ("oleeo", "https://a.tal.net/", "https://a.tal.net/candidate/jobboard/vacancy/1/adv/"),
        (
            "oleeo",
            "https://a.tal.net/vx/lang-en-GB/mobile-0/brand-2/xf-7c9bacbaa0a0/candidate/jobboard/vacancy/2/adv/?start=50",
            "https://a.tal.net/vx/lang-en-GB/mobile-0/brand-2/candidate/jobboard/vacancy/2/adv/",
        ),
        (
            "oleeo",
            "https://a.tal.net/candidate/jobboard/vacancy/3/feed",
            "https://a.tal.net/candidate/jobboard/vacancy/3/feed",
        ),
        ("tribepad", "https://jobs.a.gov.uk/", "https://jobs.a.gov.uk/"),
        ("tribepad", "https://jobs.a.gov.uk/jobs/job/Cook/77", "https://jobs.a.gov.uk/jobs/search/-1/1"),
        ("tribepad", "https://a.tribepad-gro.com/members/", "https://a.tribepad-gro.com/v2/job/search?page=1"),
        ("jobtrain", "https://www.jobtrain.co.uk/a/Job/JobDetail?JobId=9", "https://www.jobtrain.co.uk/a/Home/Job"),
        (
            "itrent",
            "https://ce1li.webitrent.com/ce1li_webrecruitment/wrd/run/ETREC107GF.open?VACANCY_ID=1&WVID=5k&USESSION=AB",
            "https://ce1li.webitrent.com/ce1li_webrecruitment/wrd/run/ETREC179GF.open?WVID=5k",
        ),
        (
            "itrent",
            "https://ce1li.webitrent.com/ce1li_webrecruitment/wrd/run/",
            "https://ce1li.webitrent.com/ce1li_webrecruitment/wrd/run/etrec002gf.open",
        ),
        ("eploy", "https://jobs.a.gov.uk/vacancies/12/cook.html", "https://jobs.a.gov.uk/"),
        (
            "oracle",
            "https://p.fa.em2.oraclecloud.com/hcmUI/CandidateExperience/en/sites/CX_1/job/12?utm_source=x",
            "https://p.fa.em2.oraclecloud.com/hcmUI/CandidateExperience/en/sites/CX_1",
        ),
        ("jobposting", "https://a.livevacancies.co.uk/vacancy/1/cook", "https://a.livevacancies.co.uk/sitemap.xml"),
    ],
)
def test_an_address_gives_away_the_way_in(platform: str, url: str, first: str) -> None:
    assert entries.from_url(platform, url)[0].url == first


def test_a_way_in_that_an_address_does_not_tell_is_not_guessed() -> None:
    assert entries.from_url("talentlink", "https://emea3.recruitmentplatform.com/") == ()
    assert entries.from_url("jobtrain", "https://www.jobtrain.co.uk/") == ()
    assert entries.from_url("itrent", "https://www.webitrent.com/") == ()


def test_a_feed_that_a_board_links_to_comes_first() -> None:
    page = page_of(
        '<a href="/candidate/jobboard/vacancy/3/feed">Feed</a>', "https://a.tal.net/candidate/jobboard/vacancy/1/adv/"
    )
    found = [entry.url for entry in entries.from_page("oleeo", page)]
    assert found == [
        "https://a.tal.net/candidate/jobboard/vacancy/3/feed",
        "https://a.tal.net/candidate/jobboard/vacancy/1/adv/",
    ]


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://kirklees.tal.net/x", "oleeo"),
        ("https://www.ashford.gov.uk/jobs", None),
        ("https://www.gov.uk/find-a-job", "gov.uk"),
        ("https://tal.net.example.org/", None),
        ("https://nottal.net/", None),
        ("https://jobs.a.gov.uk/a_webrecruitment/wrd/run/ETREC179GF.open", "itrent"),
    ],
)
def test_a_vendor_is_known_by_its_registered_name(url: str, name: str | None) -> None:
    found = vendor_of(url)
    assert (found.name if found else None) == name


def test_every_vendor_whose_sites_are_read_has_a_platform() -> None:
    assert {vendor.name for vendor in HOSTS.values() if vendor.kind == "own"} <= set(registry.names())


@given(st.sampled_from(registry.names()), st.text(max_size=60))
def test_no_address_makes_it_fail(platform: str, tail: str) -> None:
    for url in (f"https://a.example/{tail}", f"https://a.example/x_webrecruitment/wrd/run/{tail}?WVID={tail}", tail):
        assert all(entry.platform == platform for entry in entries.from_url(platform, url))
