"""Reed's API; whole replies are in fixtures/reed."""

import json

import pytest

from scraper.pages import Problem
from scraper.platforms import reed
from scraper.platforms.base import Listing
from scraper.platforms.read import read_detail, read_listing
from scraper.records import Advert
from tests.conftest import page_of

SEARCH = "https://www.reed.co.uk/api/1.0/search?keywords=council"
RECORD = "https://www.reed.co.uk/api/1.0/jobs/7"


def _read(value: object, url: str = SEARCH) -> Listing:
    return read_listing(reed, page_of(json.dumps(value), url), {"url": url})


def _one(**more: object) -> Advert:
    (advert,) = _read({"results": [{"jobId": 7, "jobTitle": "Clerk", **more}], "totalResults": 1}).adverts
    return advert


def _detail(**more: object) -> Advert:
    page = page_of(json.dumps({"jobId": 7, "jobTitle": "Clerk", **more}), RECORD)
    return read_detail(reed, page, Advert(source_ref="7", title="Clerk", salary_text="GBP 17.25"))


def test_a_search_is_asked_for_from_its_start_a_hundred_at_a_time() -> None:
    (request,) = reed.requests({"url": SEARCH})
    assert request.url == f"{SEARCH}&resultsToTake=100&resultsToSkip=0"
    assert dict(request.headers) == {}


@pytest.mark.parametrize(
    ("low", "high", "shown"),
    [
        (25000.0, 30000.0, "GBP 25000 - 30000"),
        (17.25, 17.25, "GBP 17.25"),
        (17.5, 18.0, "GBP 17.5 - 18"),
        (None, 26500.0, "up to GBP 26500"),
        (30000, None, "from GBP 30000"),
        (None, None, None),
        (0.0, 0.0, None),
    ],
)
def test_amounts_stand_as_given_and_no_unit_is_made_up(low: object, high: object, shown: str | None) -> None:
    assert _one(minimumSalary=low, maximumSalary=high, currency="GBP").salary_text == shown


def test_a_text_cut_short_is_a_summary_and_no_description() -> None:
    advert = _one(jobDescription="You will lead...")
    assert (advert.summary, advert.description) == ("You will lead...", None)


def test_the_record_prints_pay_with_its_unit_so_its_words_win() -> None:
    assert _detail(salary="£17.25 per hour").salary_text == "£17.25 per hour"
    assert _detail(minimumSalary=17.25, maximumSalary=17.25, currency="GBP", salaryType="per hour").salary_text == (
        "GBP 17.25 per hour"
    )
    assert _detail().salary_text == "GBP 17.25"


def test_contract_and_pattern_are_what_the_record_says_is_so() -> None:
    assert (
        _detail(contractType="Permanent", fullTime=True, partTime=True).contract_text
        == "Permanent; full time; part time"
    )
    assert _detail(fullTime=False, partTime=False).contract_text is None


def test_the_record_of_another_advert_is_not_this_one() -> None:
    with pytest.raises(Problem):
        read_detail(reed, page_of('{"jobId": 8}', RECORD), Advert(source_ref="7"))


def test_the_next_page_starts_after_what_was_read() -> None:
    reply = {"results": [{"jobId": 7, "jobTitle": "Clerk"}, {"jobId": 8}], "totalResults": 203}
    listing = _read(reply, f"{SEARCH}&resultsToTake=100&resultsToSkip=100")
    assert [one.url for one in listing.next] == [f"{SEARCH}&resultsToTake=100&resultsToSkip=102"]
    assert (listing.declared_total, listing.extent) == (203, "window")


def test_it_is_empty_only_when_it_counts_none() -> None:
    assert _read({"results": [], "totalResults": 0}).empty
    with pytest.raises(Problem):
        _read({"results": [], "totalResults": 40})


def test_only_its_api_is_recognised() -> None:
    assert reed.recognise(page_of('{"results": [], "totalResults": 0}', SEARCH))
    assert not reed.recognise(page_of('{"totalResults": 0}', "https://api.example.org/api/search"))
    assert not reed.recognise(page_of("<p>jobs</p>", "https://www.reed.co.uk/jobs"))
