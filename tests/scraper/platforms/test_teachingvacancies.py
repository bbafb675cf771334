"""Teaching Vacancies' API, pages, sitemap and vendors' feeds; whole pages are in fixtures/teachingvacancies."""

import json
from pathlib import Path
from typing import Any

import pytest

from scraper.pages import Problem
from scraper.platforms import teachingvacancies
from scraper.platforms.base import Listing
from scraper.platforms.read import read_detail, read_listing
from scraper.records import Advert
from tests.conftest import page_of

SITE = "https://teaching-vacancies.service.gov.uk"
API = f"{SITE}/api/v1/jobs.json"
POSTING = {
    "@type": "JobPosting",
    "title": "Cook",
    "url": f"{SITE}/jobs/cook-hill-school",
    "hiringOrganization": {"name": "Hill School", "identifier": "100901"},
    "identifier": "100901",
}


def _read(value: object, url: str = API, **options: bool) -> Listing:
    return read_listing(teachingvacancies, page_of(json.dumps(value), url), {"url": url, **options})


def _reply(*postings: object, **more: object) -> dict[str, object]:
    return {"data": list(postings), **more}


def _one(**more: Any) -> Advert:
    (advert,) = _read(_reply(POSTING | more)).adverts
    return advert


def _pay(text: str, unit: str | None) -> str | None:
    return _one(baseSalary={"currency": "GBP", "value": {"value": text, "unitText": unit}}).salary_text


@pytest.mark.parametrize(
    ("given", "asked"),
    [(SITE, API), (f"{SITE}/", API), (API, API), ("https://x.org/feed.xml", "https://x.org/feed.xml")],
)
def test_the_site_is_asked_by_its_api(given: str, asked: str) -> None:
    assert [request.url for request in teachingvacancies.requests({"url": given})] == [asked]


def test_a_schools_number_is_no_advert_of_its_own() -> None:
    two = _read(_reply(POSTING, POSTING | {"title": "Cleaner", "url": f"{SITE}/jobs/cleaner-hill-school"})).adverts
    assert [one.source_ref for one in two] == ["cook-hill-school", "cleaner-hill-school"]
    assert [one.reference for one in two] == [None, None]


def test_a_posting_without_an_address_is_known_by_what_it_says_not_by_its_school() -> None:
    nameless = [{key: value for key, value in POSTING.items() if key != "url"} | {"title": title} for title in "AB"]
    adverts = _read(_reply(*nameless)).adverts
    assert len({one.source_ref for one in adverts}) == 2
    assert {one.url for one in adverts} == {None}


def test_pay_is_free_text_and_stands_as_the_school_wrote_it() -> None:
    text = "£25,989 - £27,254 Annually (FTE) NJC Grade 4"
    assert _pay(text, "YEAR") == text


@pytest.mark.parametrize(
    ("text", "unit", "shown"),
    [
        ("£12.85", "HOUR", "£12.85 HOUR"),
        ("£30,000 to £35,000", "YEAR", "£30,000 to £35,000 YEAR"),
        ("12.85", "HOUR", "GBP 12.85 HOUR"),
        ("MPS/UPS", "YEAR", "MPS/UPS"),
        ("£12.85", None, "£12.85"),
    ],
)
def test_bare_amounts_keep_the_unit_beside_them(text: str, unit: str | None, shown: str) -> None:
    assert _pay(text, unit) == shown


def test_the_older_replys_salary_is_read_where_it_has_no_base_salary() -> None:
    assert _one(salary="Main pay range").salary_text == "Main pay range"


def test_the_next_page_is_the_replys_own_link() -> None:
    listing = _read(_reply(POSTING, links={"next": f"{API}?page=2"}, meta={"totalPages": 2, "count": 101}))
    assert ([request.url for request in listing.next], listing.declared_total) == ([f"{API}?page=2"], 101)


@pytest.mark.parametrize("link", [None, "", "https://elsewhere.example/jobs.json?page=2", API, 7, {"href": "x"}])
def test_a_link_that_leads_nowhere_or_elsewhere_is_not_followed(link: object) -> None:
    assert _read(_reply(POSTING, links={"next": link})).next == ()


def test_pages_are_counted_where_the_reply_links_to_none() -> None:
    assert [one.url for one in _read(_reply(POSTING, meta={"totalPages": 3}), f"{API}?page=2").next] == [
        f"{API}?page=3"
    ]
    assert _read(_reply(POSTING, meta={"totalPages": 3}), f"{API}?page=3").next == ()


def test_after_the_last_page_the_sitemap_names_what_the_pages_left_out() -> None:
    last = _read(_reply(POSTING, meta={"totalPages": 1}), sitemap=True)
    assert [request.url for request in last.next] == [f"{SITE}/sitemap.xml"]


def test_an_advert_of_the_sitemap_is_the_one_of_the_api(fixtures: Path) -> None:
    page = page_of((fixtures / "teachingvacancies" / "sitemap.xml").read_bytes(), f"{SITE}/sitemap.xml")
    named = read_listing(teachingvacancies, page, {"url": API}).adverts
    assert [one.source_ref for one in named] == ["headteacher-7", "teacher-of-mathematics-computing-fen-view-academy"]


def test_no_adverts_and_a_count_of_none_is_empty() -> None:
    assert _read(_reply(meta={"totalPages": 0})).empty


@pytest.mark.parametrize("reply", [_reply(), _reply(meta={"totalPages": 4, "count": 301}), {"data": None}])
def test_a_page_past_the_end_is_not_empty(reply: object) -> None:
    with pytest.raises(Problem) as caught:
        _read(reply)
    assert caught.value.cause == "layout_changed"


def test_html_where_the_api_should_be_is_not_json() -> None:
    with pytest.raises(Problem) as caught:
        read_listing(teachingvacancies, page_of("<html><body><p>Hello</p></body></html>", API), {"url": API})
    assert caught.value.cause == "not_json"


def test_the_record_of_another_advert_is_not_this_one() -> None:
    page = page_of(json.dumps(POSTING), f"{SITE}/api/v1/jobs/cook-hill-school.json")
    with pytest.raises(Problem):
        read_detail(teachingvacancies, page, Advert(source_ref="cleaner-hill-school"))


def test_an_advert_page_gives_no_schools_number_as_reference(fixtures: Path) -> None:
    page = page_of((fixtures / "teachingvacancies" / "advert.html").read_bytes(), f"{SITE}/jobs/headteacher-7")
    told = read_detail(teachingvacancies, page, Advert(source_ref="headteacher-7"))
    assert (told.title, told.reference) == ("Headteacher", None)


@pytest.mark.parametrize(
    ("name", "ref", "title", "pay", "closes"),
    [
        ("broadbean.xml", "0044", "Class Teacher", "£50879 - £85262 per week", "2042-08-23T01:40:35+0100"),
        ("fusion.json", "0044", "Class Teacher", "£25,714.00 to £41,604.00", "2042-10-28T12:00:00"),
        ("vacancy_poster.xml", "TEST002", "Test Post", "£80000", "2044-06-15 00:00:00"),
        ("ventrus.xml", "915213", "Teaching Assistant", "£21,575 - £22,369", "01/09/2043 12:00:00"),
    ],
)
def test_each_vendors_captured_feed_has_one_vacancy(
    shared: Path, name: str, ref: str, title: str, pay: str, closes: str
) -> None:
    page = page_of((shared / "samples" / "teachingvacancies" / name).read_bytes(), "https://vendor.example.org/feed")
    (advert,) = read_listing(teachingvacancies, page, {"url": page.url}).adverts
    assert (advert.source_ref, advert.title) == (ref, title)
    assert (advert.salary_text, advert.closing_text) == (pay, closes)
    assert advert.contract_text
    assert advert.category_text
    assert advert.description


def test_only_the_services_own_pages_are_recognised() -> None:
    body = json.dumps(_reply(POSTING))
    assert teachingvacancies.recognise(page_of(body, API))
    assert not teachingvacancies.recognise(page_of(body, "https://jobs.example.org/"))
    assert not teachingvacancies.recognise(page_of("<p>hello</p>", API))
