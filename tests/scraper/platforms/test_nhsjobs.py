"""NHS Jobs: search results, the XML API and advert pages; whole pages are in fixtures/nhsjobs."""

from pathlib import Path

import pytest

from scraper.pages import Problem
from scraper.platforms import nhsjobs
from scraper.platforms.base import Listing
from scraper.platforms.read import read_detail, read_listing
from scraper.records import Advert
from tests.conftest import page_of

SITE = "https://www.jobs.nhs.uk"
SEARCH = f"{SITE}/candidate/search/results?sort=publicationDateDesc"
API = f"{SITE}/api/v1/search_xml?limit=100&sort=publicationDateAsc"
ADVERT = f"{SITE}/candidate/jobadvert/E1-26-1"


def _read(body: str | bytes, url: str = SEARCH) -> Listing:
    return read_listing(nhsjobs, page_of(body, url), {"url": url})


def _card(inner: str, ref: str = "E1-26-1") -> Advert:
    link = f'<a href="/candidate/jobadvert/{ref}?keyword=&amp;page=2" data-test="search-result-job-title"> Nurse </a>'
    (advert,) = _read(f'<ul><li data-test="search-result"><h2>{link}</h2>{inner}</li></ul>').adverts
    return advert


def _item(name: str, shown: str) -> str:
    return f'<ul><li data-test="search-result-{name}">{shown}</li></ul>'


def _detail(inner: str, **listed: str) -> Advert:
    body = f'<h1 id="heading">Nurse</h1><span id="employer_name">Hill Surgery</span>{inner}'
    return read_detail(nhsjobs, page_of(body, ADVERT), Advert(source_ref="E1-26-1", **listed))  # type: ignore[arg-type]


def _api(inner: str, head: str = "<totalPages>1</totalPages><totalResults>1</totalResults>", url: str = API) -> Listing:
    return _read(f'<?xml version="1.0"?><nhsJobs>{head}{inner}</nhsJobs>', url)


@pytest.mark.parametrize(
    ("given", "asked"),
    [
        (SITE, API),
        (f"{SITE}/", API),
        (f"{SITE}/api/v1/search_xml", API),
        (SEARCH, SEARCH),
        (f"{SITE}/candidate/search/results", f"{SITE}/candidate/search/results?sort=publicationDateAsc"),
    ],
)
def test_a_walk_goes_in_the_order_of_publication(given: str, asked: str) -> None:
    assert [request.url for request in nhsjobs.requests({"url": given})] == [asked]


def test_the_search_that_led_to_an_advert_is_no_part_of_its_address() -> None:
    advert = _card("")
    assert (advert.source_ref, advert.url, advert.detail_url) == ("E1-26-1", ADVERT, ADVERT)


def test_an_unclosed_heading_holds_the_employer_and_then_the_place() -> None:
    heading = '<h3> Hill\n Surgery <div class="location-font-size"> Ely CB6 </div>'
    inner = f'<div data-test="search-result-location">{heading}</div>'
    advert = _card(inner + _item("salary", "Salary: <strong>£20,000 a year</strong>"))
    assert (advert.recruiter_text, advert.location_texts) == ("Hill Surgery", ("Ely CB6",))
    assert advert.salary_text == "£20,000 a year"


def test_the_place_is_found_without_its_class() -> None:
    advert = _card('<div data-test="search-result-location"><h3>Hill Surgery</h3><div>Ely CB6</div></div>')
    assert (advert.recruiter_text, advert.location_texts) == ("Hill Surgery", ("Ely CB6",))


def test_a_line_break_within_pay_is_a_space() -> None:
    assert _card(_item("salary", "Salary: <strong>£12.62\n an hour</strong>")).salary_text == "£12.62 an hour"


@pytest.mark.parametrize(
    "shown", ["Closing date: <strong>1 May 2026</strong>", "Closing date: 1 May 2026", "1 May 2026"]
)
def test_a_value_is_read_with_and_without_its_label(shown: str) -> None:
    assert _card(_item("closingDate", shown)).closing_text == "1 May 2026"


def test_a_card_without_a_closing_date_has_none() -> None:
    assert _card(_item("publicationDate", "Date posted: <strong>1 May 2026</strong>")).closing_text is None


def test_items_nested_in_a_card_are_no_cards() -> None:
    inner = '<ul><li data-test="search-result-salary">Salary: £1 an hour</li><li>Save</li></ul>'
    assert _card(inner).title == "Nurse"


def test_items_that_lie_in_a_card_without_a_list_of_their_own_are_its_values() -> None:
    def card(ref: str, pay: str) -> str:
        title = f'<a href="/candidate/jobadvert/{ref}" data-test="search-result-job-title">Nurse</a>'
        place = '<div data-test="search-result-location"><h3>Hill Surgery</h3><div>Ely CB6</div></div>'
        values = f'<li data-test="search-result-salary">Salary: <strong>{pay}</strong></li><li>{place}</li>'
        return f'<li data-test="search-result">{title}{values}</li>'

    one, other = _read(f"<ul>{card('A-1', '£1 an hour')}{card('A-2', '£2 an hour')}</ul>").adverts
    assert (one.salary_text, other.salary_text) == ("£1 an hour", "£2 an hour")
    assert (one.recruiter_text, one.location_texts) == ("Hill Surgery", ("Ely CB6",))


def test_without_a_pager_the_total_says_whether_there_is_more() -> None:
    def listing(total: int, page: int) -> Listing:
        card = '<li data-test="search-result"><a href="/candidate/jobadvert/A1">Nurse</a></li>'
        return _read(f"<h1>{total} jobs found</h1><ul>{card}</ul>", f"{SEARCH}&page={page}")

    assert [one.url for one in listing(3, 2).next] == [f"{SEARCH}&page=3"]
    assert listing(3, 3).next == ()


@pytest.mark.parametrize(
    ("url", "extent"), [(SEARCH, "full"), (f"{SEARCH}&keyword=", "full"), (f"{SEARCH}&keyword=x", "window")]
)
def test_a_search_shows_a_part(url: str, extent: str) -> None:
    page = '<li data-test="search-result"><a href="/candidate/jobadvert/A1">Nurse</a></li>'
    assert _read(page, url).extent == extent


def test_the_apis_id_is_that_of_the_address_on_whatever_host() -> None:
    vacancy = "<id>9</id><title>Nurse</title><url>https://beta.jobs.nhs.uk/candidate/jobadvert/E1-26-1</url>"
    (advert,) = _api(f"<vacancyDetails>{vacancy}</vacancyDetails>").adverts
    assert (advert.source_ref, advert.url) == ("E1-26-1", ADVERT)


def test_the_apis_pages_are_counted() -> None:
    head = "<totalPages>3</totalPages><totalResults>201</totalResults>"
    vacancy = "<vacancyDetails><id>E1-26-1</id><title>Nurse</title></vacancyDetails>"
    assert [one.url for one in _api(vacancy, head, f"{API}&page=2").next] == [f"{API}&page=3"]
    assert _api(vacancy, head, f"{API}&page=3").next == ()


def test_the_api_is_empty_only_when_it_says_so() -> None:
    assert _api("", "<totalPages>0</totalPages><totalResults>0</totalResults>").empty
    with pytest.raises(Problem):
        _api("")


def test_blocks_that_come_twice_give_each_address_once() -> None:
    block = (
        '<p id="employer_address_line_1">Dock House</p><p id="employer_town">Ely</p><p id="employer_county"></p>'
        '<p id="employer_postcode">CB6 9ZZ</p><p id="employer_country">United Kingdom</p>'
    )
    assert _detail(block * 2).location_texts == ("Dock House, Ely, CB6 9ZZ",)


def test_a_paragraph_within_a_paragraph_is_the_text_that_follows_it() -> None:
    overview = '<h3>Job summary</h3><p id="job_overview"><p>First.</p><p>Second.</p><h3>Contact</h3><p>Ann</p>'
    assert _detail(overview).description == "<p>First.</p>\n<p>Second.</p>"


def test_an_empty_block_before_a_full_one_is_passed_over() -> None:
    assert _detail('<p id="range_salary"></p><p id="range_salary">£9 an hour</p>').salary_text == "£9 an hour"


def test_a_band_stands_beside_the_pay_of_the_card_where_the_page_has_none() -> None:
    told = _detail('<p id="payscheme-band">Band 3</p>', salary_text="£24,465 a year")
    assert told.salary_text == "£24,465 a year; Band 3"


def test_the_closing_sentence_is_read_for_its_date_alone() -> None:
    assert _detail('<p id="closing_date">The closing date is 01 May 2026</p>').closing_text == "01 May 2026"
    assert (
        _detail('<p id="closing_date">This job is now closed</p>', closing_text="1 May 2026").closing_text
        == "1 May 2026"
    )


@pytest.mark.parametrize("body", ["<h1>Sign in</h1>", "<h1>Job not found</h1><p>It may have closed.</p>", "<p></p>"])
def test_a_page_without_an_advert_is_a_problem(body: str) -> None:
    with pytest.raises(Problem):
        read_detail(nhsjobs, page_of(body, ADVERT), Advert(source_ref="E1-26-1"))


def test_captured_results_have_two_adverts_with_all_they_show(shared: Path) -> None:
    listing = _read((shared / "samples/nhsjobs/search_2cards_2026-08.html").read_bytes(), f"{SEARCH}&keyword=&page=1")
    first, second = listing.adverts
    assert (listing.declared_total, listing.extent) == (9307, "full")
    assert (first.source_ref, second.source_ref) == ("E9847-26-0265", "C9184-26-1273")
    assert (first.recruiter_text, first.location_texts) == ("Spectrum Community Health CIC", ("Wakefield WF1 5RH",))
    assert (first.posted_text, first.closing_text) == ("11 August 2026", "1 September 2026")
    assert first.contract_text == "Permanent; Flexible working, Full time, Job-share, Part time"
    assert (second.salary_text, second.closing_text) == ("Depends on experience", None)


def test_the_captured_advert_page_adds_eight_fields(shared: Path) -> None:
    body = (shared / "samples/nhsjobs/detail_E9847-26-0265_trimmed.html").read_bytes()
    told = read_detail(
        nhsjobs, page_of(body, f"{SITE}/candidate/jobadvert/E9847-26-0265"), Advert(source_ref="E9847-26-0265")
    )
    assert (told.title, told.recruiter_text) == ("Public Health Practitioner", "Spectrum Community Health CIC")
    assert told.salary_text == "£49,387 to £56,515 a year per annum, pro rata for part time; Band 7"
    assert told.location_texts == ("Navigation Walk, Wakefield, WF1 5RH",)
    assert (told.contract_text, told.reference) == ("Permanent", "847-RM-26-V945")
    assert (told.posted_text, told.closing_text) == ("11 August 2026", "01 September 2026")
    assert told.description is not None


def test_only_its_own_pages_are_recognised() -> None:
    card = '<li data-test="search-result"></li>'
    assert nhsjobs.recognise(page_of(card, SEARCH))
    assert not nhsjobs.recognise(page_of(card, "https://jobs.example.org/"))
    assert not nhsjobs.recognise(page_of("<p>Bin days</p>", SITE))


@pytest.mark.parametrize("identity", ["../admin", "a b", "x" * 100, "٣"])
def test_what_is_no_id_makes_no_advert(identity: str) -> None:
    with pytest.raises(Problem):
        _api(f"<vacancyDetails><id>{identity}</id><title>Nurse</title></vacancyDetails>")
