"""Jobiqo: jobs found by shape in the page's data and once by id; cards where a page carries no data."""

import json
from pathlib import Path

import pytest

from scraper.pages import Page, Problem
from scraper.platforms import jobiqo
from scraper.platforms.read import read_detail, read_listing
from scraper.records import Advert
from tests.conftest import FIXTURES, page_of

URL = "https://www.jobsgopublic.example/jobs"
SAMPLE = "https://www.building4jobs.com/jobs?search_api_views_fulltext=project+manager"


def _page(name: str, url: str = URL) -> Page:
    return page_of((FIXTURES / "jobiqo" / name).read_bytes(), url)


def _with(before: str, after: str, name: str = "listing.html") -> Page:
    body = (FIXTURES / "jobiqo" / name).read_text(encoding="utf-8")
    assert before in body
    return page_of(body.replace(before, after), URL)


def test_jobs_that_stand_twice_in_the_data_come_once_and_those_beside_the_result_do_not() -> None:
    found = jobiqo.listing(_page("listing.html"), {})
    assert [advert.source_ref for advert in found.adverts] == ["70101", "70102", "70103"]
    assert found.declared_total == 4


def test_the_path_to_the_jobs_does_not_matter() -> None:
    moved = jobiqo.listing(_with('"pageProps": {"data": {"jobs":', '"pageProps": {"page": {"result":'), {})
    assert moved.adverts == jobiqo.listing(_page("listing.html"), {}).adverts


def test_the_name_of_the_list_beside_the_total_does_not_matter() -> None:
    renamed = jobiqo.listing(_with('"result_count": 4, "pages": [', '"result_count": 4, "facets": [], "items": ['), {})
    assert (renamed.declared_total, len(renamed.adverts)) == (4, 3)


def test_a_result_that_only_refers_to_the_cache_is_followed() -> None:
    here = '"data": {"jobs": {"__typename": "SearchAPIJobResult", "result_count": 4, "pages": [{'
    gone = _with(here, '"old": {"x": {"y": [{')
    assert [advert.source_ref for advert in jobiqo.listing(gone, {}).adverts] == ["70101", "70102", "70103"]


def test_pay_in_parts_loses_its_six_decimals() -> None:
    pay = [advert.salary_text for advert in jobiqo.listing(_page("listing.html"), {}).adverts]
    assert pay == ["GBP 34206 - 38220 YEAR", "GBP 15.60 HOUR", "£0 - £9,999"]


def test_several_places_are_each_one_text() -> None:
    places = [advert.location_texts for advert in jobiqo.listing(_page("listing.html"), {}).adverts]
    assert places == [("Southwark, London, UK",), ("Harrow, UK", "Brent, London, UK"), ()]


def test_who_placed_an_advert_for_another_is_its_advertiser() -> None:
    surveyor, clerk, _ = jobiqo.listing(_page("listing.html"), {}).adverts
    assert (surveyor.recruiter_text, surveyor.advertiser_text) == ("Southwark Council", None)
    assert (clerk.recruiter_text, clerk.advertiser_text) == ("Harrow Council", "Outer London Recruitment Partnership")


def test_dates_are_the_data_s_and_not_its_relative_words() -> None:
    surveyor, _, trustee = jobiqo.listing(_page("listing.html"), {}).adverts
    assert surveyor.closing_text == "2026-12-11T23:59:00+00:00"
    assert surveyor.posted_text == "2026-11-16T09:00:00+00:00"
    assert trustee.closing_text is None


def test_pages_follow_the_pager_to_its_end() -> None:
    assert [request.url for request in jobiqo.listing(_page("listing.html"), {}).next] == [f"{URL}?page=2"]
    assert jobiqo.listing(_page("listing_last.html", f"{URL}?page=2"), {}).next == ()


def test_a_page_without_a_pager_is_stepped_until_the_total() -> None:
    page = _with("pager_next", "elsewhere")
    body = page.body.replace(b"<title>Next</title>", b"")
    assert [request.url for request in jobiqo.listing(page_of(body, URL), {}).next] == [f"{URL}?page=2"]
    last = _page("listing_last.html", f"{URL}?page=2")
    assert jobiqo.listing(last, {}).next == ()


def test_a_result_of_none_is_empty_whatever_is_featured_beside_it() -> None:
    assert read_listing(jobiqo, _page("listing_none.html"), {}).empty


def test_data_without_jobs_that_should_be_there_is_not_empty() -> None:
    with pytest.raises(Problem) as raised:
        read_listing(jobiqo, _with('"result_count": 0', '"result_count": 7', "listing_none.html"), {})
    assert raised.value.cause == "layout_changed"


def test_a_place_is_asked_for_by_its_full_label() -> None:
    (request,) = jobiqo.requests({"url": URL, "location": "London", "search": "clerk"})
    assert request.url == f"{URL}?search=clerk&geo_location=London%2C+UK"
    assert jobiqo.listing(_page("listing.html", request.url), {}).extent == "window"
    assert jobiqo.listing(_page("listing.html"), {}).extent == "full"


def test_an_advert_s_page_gives_its_own_job_and_not_a_similar_one() -> None:
    listed = Advert(source_ref="70101", title="Repairs Surveyor", workplace_text="Hybrid")
    found = read_detail(jobiqo, _page("detail.html", "https://x.example/job/repairs-surveyor-70101"), listed)
    assert found.description == "<p>Inspect homes, order repairs and check the work.</p>"
    assert found.apply_url == "https://jobs.southwark.example/vacancy/771"
    assert found.workplace_text == "Hybrid"


def test_an_advert_s_page_without_its_job_is_a_problem() -> None:
    with pytest.raises(Problem) as raised:
        read_detail(jobiqo, _page("detail.html", "https://x.example/job/gone-5"), Advert(source_ref="5"))
    assert raised.value.cause == "layout_changed"


def test_cards_of_older_sites_are_read() -> None:
    found = jobiqo.listing(_page("legacy.html", "https://www.councilcareers.example/jobs"), {})
    first, second = found.adverts
    assert (first.source_ref, first.title) == ("4391", "Pest Control Officer")
    assert (first.recruiter_text, first.location_texts) == ("Bexley Council", ("Bexleyheath",))
    assert first.posted_text == "15 Nov 2026"
    assert second.title == "Senior Auditor [Fixed Term]"
    assert [request.url for request in found.next] == ["https://www.councilcareers.example/jobs?page=1"]


def test_cards_of_the_front_end_are_read_where_it_carries_no_data() -> None:
    (advert,) = jobiqo.listing(_page("teasers.html"), {}).adverts
    assert (advert.source_ref, advert.title, advert.recruiter_text) == (
        "8801",
        "Bridge Engineer",
        "Devon County Council",
    )
    assert (advert.salary_text, advert.workplace_text) == ("£45,000 - £54,999", "Hybrid")
    assert advert.location_texts == ("Exeter, UK",)
    assert advert.posted_text == "Published 1 week ago"


def test_the_captured_listing_is_read_whole_by_its_data_and_by_its_cards(shared: Path) -> None:
    body = (shared / "samples" / "jobiqo" / "building4jobs_page1.html").read_bytes()
    found = jobiqo.listing(page_of(body, SAMPLE), {})
    assert len(found.adverts) == 10
    assert found.declared_total == 23
    assert found.extent == "window"
    assert [request.url.rpartition("&")[2] for request in found.next] == ["page=2"]
    filled = {"url", "title", "recruiter_text", "location_texts", "posted_text", "closing_text", "category_text"}
    assert all(getattr(advert, field) for advert in found.adverts for field in filled - {"category_text"})
    assert sum(advert.salary_text is not None for advert in found.adverts) == 6
    assert sum(advert.workplace_text is not None for advert in found.adverts) == 3
    cards = jobiqo.listing(page_of(body.replace(b"__NEXT_DATA__", b"x").replace(b"application/json", b"x"), SAMPLE), {})
    for by_card, by_data in zip(cards.adverts, found.adverts, strict=True):
        for field in ("source_ref", "url", "title", "recruiter_text", "salary_text", "workplace_text"):
            assert getattr(by_card, field) == getattr(by_data, field), field


def test_its_pages_are_recognised() -> None:
    for name in ("listing.html", "legacy.html", "teasers.html", "detail.html"):
        assert jobiqo.recognise(_page(name)), name
    assert not jobiqo.recognise(page_of('<script id="__NEXT_DATA__">{}</script><a href="/job/cook-12">Cook</a>'))


def test_pay_that_only_the_advert_s_own_page_states_is_read() -> None:
    pay = {
        "minValue": {"number": "29540"},
        "maxValue": {"number": "31022.50"},
        "currencyCode": "GBP",
        "unitText": "YEAR",
    }
    job = {"__typename": "Job", "id": 71, "title": "Cook", "salaryRangeFree": None, "schemaOrgSalary": pay}
    script = f'<script id="__NEXT_DATA__" type="application/json">{json.dumps(job)}</script>'
    found = jobiqo.detail(page_of(script, "https://www.jobsgopublic.example/job/cook-71"), Advert(source_ref="71"))
    assert found.salary_text == "GBP 29540 - 31022.50 YEAR"
