"""Oracle Recruiting Cloud's replies; whole ones are in fixtures/oracle."""

import json
from typing import Any

import httpx
import pytest

from scraper.pages import Problem
from scraper.platforms import oracle
from scraper.platforms.base import Listing
from scraper.platforms.read import read_detail, read_listing
from scraper.records import Advert
from tests.conftest import page_of

POD = "https://ehgh.fa.em2.oraclecloud.com"
SITE = f"{POD}/hcmUI/CandidateExperience/en/sites/CX_2/requisitions"
LISTED = Advert(source_ref="7", title="Clerk", posted_text="2026-11-01")


def _asked(url: str = SITE, **options: str) -> str:
    (request,) = oracle.requests({"url": url, **options})
    return request.url


def _read(total: Any, records: Any, url: str | None = None, **options: str) -> Listing:
    body = json.dumps({"items": [{"TotalJobsCount": total, "requisitionList": records}]})
    return read_listing(oracle, page_of(body, url or _asked()), {"url": SITE, **options})


def _one(**more: Any) -> Advert:
    return _read(1, [{"Id": "7", "Title": "Clerk", **more}]).adverts[0]


def _detail(**more: Any) -> Advert:
    return read_detail(oracle, page_of(json.dumps({"items": [{"Id": "7", **more}]}), POD), LISTED)


def test_a_candidate_site_is_asked_through_its_api() -> None:
    assert _asked().startswith(f"{POD}/hcmRestApi/resources/latest/recruitingCEJobRequisitions?onlyData=true&expand=")
    assert "finder=findReqs;siteNumber=CX_2,limit=100,offset=0," in _asked()
    assert ";siteNumber=CX_1," in _asked(POD)
    assert ";siteNumber=CX_45," in _asked(SITE, site="CX_45")
    assert _asked(_asked()) == _asked()


def test_the_separators_of_the_finder_are_never_encoded_away() -> None:
    following = _read(300, [{"Id": "7", "Title": "Clerk"}]).next[0].url
    assert ";siteNumber=CX_2,limit=100,offset=1,sortBy=" in following
    assert str(httpx.URL(following)) == following


def test_it_asks_on_after_what_a_reply_gave_until_the_total() -> None:
    records = [{"Id": str(n), "Title": "Clerk"} for n in range(25)]
    first = _read(26, records)
    assert first.declared_total == 26
    assert "offset=25," in first.next[0].url
    assert _read(26, [{"Id": "99", "Title": "Clerk"}], first.next[0].url).next == ()


def test_fields_of_the_employers_choosing_are_read_by_their_prompts() -> None:
    flex = [
        {"Prompt": "Pay Scale", "Value": "£30,024"},
        {"Prompt": "Closing date", "Value": "1 Dec 2026"},
        {"Prompt": None},
        7,
    ]
    advert = _one(requisitionFlexFields=flex, PostingEndDate="2026-12-02")
    assert (advert.salary_text, advert.closing_text) == ("£30,024", "1 Dec 2026")


def test_the_id_may_be_a_number_or_a_text() -> None:
    assert _read(1, [{"Id": 7, "Title": "Clerk"}]).adverts[0].source_ref == "7"


def test_every_place_is_one_text() -> None:
    advert = _one(PrimaryLocation="Hertford, United Kingdom", secondaryLocations=[{"Name": "Ware"}, {"Name": "Ware"}])
    assert advert.location_texts == ("Hertford, United Kingdom", "Ware")


def test_where_the_primary_location_is_a_country_the_address_of_the_work_counts() -> None:
    work = [{"LocationName": "County Hall", "TownOrCity": "Hertford", "PostalCode": "SG13 8DE"}]
    assert _one(PrimaryLocation="United Kingdom", workLocation=work).location_texts == (
        "County Hall, Hertford, SG13 8DE",
    )
    assert _one(PrimaryLocation="United Kingdom").location_texts == ("United Kingdom",)


def test_the_record_adds_text_dates_and_openings_and_keeps_what_was_listed() -> None:
    found = _detail(
        ExternalDescriptionStr="<p>File.</p>",
        ExternalQualificationsStr="<p>GCSE</p>",
        ExternalPostedStartDate="2026-11-01T09:00:00+00:00",
        ExternalPostedEndDate="2026-12-01T12:00:00+00:00",
        NumberOfOpenings=3,
    )
    assert found.description == "<p>File.</p>\n<p>GCSE</p>"
    assert (found.posted_text, found.closing_text, found.posts_text) == ("2026-11-01", "2026-12-01T12:00:00+00:00", "3")
    assert (found.source_ref, found.title) == ("7", "Clerk")


def test_a_record_that_is_gone_or_anothers_is_a_problem() -> None:
    for body, cause in (
        ('{"items":[]}', "soft_404"),
        ('{"items":[{"Id":"8"}]}', "layout_changed"),
        ("7", "layout_changed"),
    ):
        with pytest.raises(Problem) as caught:
            read_detail(oracle, page_of(body, POD), LISTED)
        assert caught.value.cause == cause


def test_it_is_empty_only_when_it_counts_none_and_lists_none() -> None:
    assert _read(0, []).empty
    for total, records in ((0, None), (None, []), (5, []), ("none", []), (0, {"a": 1})):
        with pytest.raises(Problem) as caught:
            _read(total, records)
        assert caught.value.cause == "layout_changed"


def test_a_page_of_html_is_not_json() -> None:
    with pytest.raises(Problem) as caught:
        read_listing(oracle, page_of("<html><p>Careers</p></html>", _asked()), {"url": SITE})
    assert caught.value.cause == "not_json"


def test_it_recognises_its_own_only() -> None:
    assert oracle.recognise(page_of("<html>", SITE))
    assert oracle.recognise(page_of('{"items":[{"requisitionList":[]}]}', _asked()))
    assert not oracle.recognise(page_of("<html>", "https://www.oracle.com/careers"))
    assert not oracle.recognise(page_of('{"requisitionList":[]}'))


def test_an_advert_s_address_keeps_the_name_that_the_site_goes_by() -> None:
    named = {"url": f"{POD}/hcmUI/CandidateExperience/en/sites/Northshire-Jobs/jobs", "site": "CX_1"}
    body = json.dumps({"items": [{"TotalJobsCount": 1, "requisitionList": [{"Id": "7", "Title": "Clerk"}]}]})
    advert = read_listing(oracle, page_of(body, _asked()), named).adverts[0]
    assert advert.url == f"{POD}/hcmUI/CandidateExperience/en/sites/Northshire-Jobs/job/7"
    assert advert.detail_url is not None
    assert advert.detail_url.endswith(",siteNumber=CX_1")


@pytest.mark.parametrize(
    "markup",
    [
        "<script>x = {apiBaseUrl: 'https://ehgh.fa.em2.oraclecloud.com:443', siteNumber: 'CX_1003'}</script>",
        '<html><body data-apibaseurl="https://ehgh.fa.em2.oraclecloud.com:443" data-sitenumber="CX_1003"></body>',
        '<script>{"siteNumber": "CX_1003"}</script>',
    ],
)
def test_a_site_of_a_name_is_asked_for_its_number_first(markup: str) -> None:
    named = f"{POD}/hcmUI/CandidateExperience/en/sites/council-jobs/jobs"
    assert _asked(named) == named
    (following,) = read_listing(oracle, page_of(markup, named), {"url": named}).next
    assert following.url.startswith(f"{POD}/hcmRestApi/")
    assert ";siteNumber=CX_1003,limit=100," in following.url
    body = json.dumps({"items": [{"TotalJobsCount": 1, "requisitionList": [{"Id": "7", "Title": "Clerk"}]}]})
    (advert,) = read_listing(oracle, page_of(body, following.url), {"url": named}).adverts
    assert advert.url == f"{POD}/hcmUI/CandidateExperience/en/sites/council-jobs/job/7"
    assert advert.detail_url is not None
    assert advert.detail_url.endswith("siteNumber=CX_1003")


def test_a_site_page_without_a_number_is_not_json_and_an_api_elsewhere_is_not_asked() -> None:
    named = f"{POD}/hcmUI/CandidateExperience/en/sites/council-jobs/jobs"
    with pytest.raises(Problem):
        read_listing(oracle, page_of("<p>Loading</p>", named), {"url": named})
    markup = "<script>x = {apiBaseUrl: 'https://evil.example', siteNumber: 'CX_1'}</script>"
    assert read_listing(oracle, page_of(markup, named), {"url": named}).next[0].url.startswith(POD)
