"""Adzuna's API; whole replies are in fixtures/adzuna."""

import json

import pytest

from scraper.pages import Problem
from scraper.platforms import adzuna
from scraper.platforms.base import Listing
from scraper.platforms.read import read_listing
from scraper.records import Advert
from tests.conftest import page_of

SEARCH = "https://api.adzuna.com/v1/api/jobs/gb/search/1?what=council"


def _read(value: object, url: str = SEARCH) -> Listing:
    return read_listing(adzuna, page_of(json.dumps(value), url), {"url": url})


def _one(**more: object) -> Advert:
    (advert,) = _read({"results": [{"id": "7", "title": "Clerk", **more}], "count": 1}).adverts
    return advert


@pytest.mark.parametrize("flag", ["1", 1, True, "true", " 1 ", None, "", "yes", 2, {}, []])
def test_a_salary_that_is_predicted_or_not_said_to_be_none_is_never_shown(flag: object) -> None:
    assert _one(salary_min=30000, salary_max=30000, salary_is_predicted=flag).salary_text is None


def test_a_salary_without_a_word_on_its_origin_is_not_shown_either() -> None:
    assert _one(salary_min=30000, salary_max=30000).salary_text is None


@pytest.mark.parametrize("flag", ["0", 0, False, "false"])
def test_a_salary_that_was_advertised_stands_as_given(flag: object) -> None:
    advert = _one(salary_min=27500, salary_max=31250.5, salary_is_predicted=flag)
    assert advert.salary_text == "GBP 27500 - 31250.5"


def test_a_search_term_marked_in_the_title_is_plain() -> None:
    assert _one(title="<strong>Council</strong> Tax &amp; Benefits Officer").title == "Council Tax & Benefits Officer"


def test_an_address_signed_for_one_caller_is_kept_without_its_parameters() -> None:
    url = "https://www.adzuna.co.uk/jobs/land/ad/7?se=abc&utm_medium=api&utm_source=0a1b2c3d&v=F00"
    assert _one(redirect_url=url).url == "https://www.adzuna.co.uk/jobs/land/ad/7"


def test_areas_go_from_the_country_down_so_they_are_read_the_other_way_round() -> None:
    assert _one(location={"area": ["UK", "London", "Camden"]}).location_texts == ("Camden, London",)
    assert _one(location={"area": ["UK"]}).location_texts == ("UK",)
    assert _one(location={}).location_texts == ()


def test_unknown_is_no_category_and_a_missing_company_no_recruiter() -> None:
    advert = _one(category={"label": "Unknown"}, company={"__CLASS__": "x"})
    assert (advert.category_text, advert.recruiter_text) == (None, None)


def test_there_is_no_closing_date() -> None:
    assert _one(created="2026-11-09T06:12:00Z").closing_text is None


def test_pages_are_numbered_in_the_path() -> None:
    (request,) = adzuna.requests({"url": SEARCH.replace("/1?", "/4?")})
    assert request.url == f"{SEARCH}&results_per_page=50"
    reply = {"results": [{"id": "7", "title": "Clerk"}], "count": 101}
    assert [one.url for one in _read(reply, SEARCH.replace("/1?", "/2?")).next] == [SEARCH.replace("/1?", "/3?")]
    assert _read(reply, SEARCH.replace("/1?", "/3?")).next == ()


def test_it_is_empty_only_when_it_counts_none() -> None:
    assert _read({"results": [], "count": 0}).empty
    with pytest.raises(Problem):
        _read({"results": [], "count": 40})


def test_only_its_api_is_recognised() -> None:
    assert adzuna.recognise(page_of('{"__CLASS__": "Adzuna::API::Response::JobSearchResults"}', SEARCH))
    assert not adzuna.recognise(page_of('{"salary_is_predicted": "0"}', "https://api.example.org/"))
