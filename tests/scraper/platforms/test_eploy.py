"""Eploy's feed; whole feeds are in fixtures/eploy."""

import pytest

from scraper.pages import Problem
from scraper.platforms import eploy
from scraper.platforms.base import Listing
from scraper.platforms.read import read_listing
from scraper.records import Advert
from tests.conftest import page_of

URL = "https://jobs.islington.gov.uk/feeds/datafeed.ashx?Format=xml"


def _read(body: str, url: str = URL) -> Listing:
    return read_listing(eploy, page_of(body, url), {"url": url})


def _item(inner: str, count: int = 1) -> Advert:
    (advert,) = _read(
        f'<Vacancies Count="{count}"><Item><VacancyID>7</VacancyID><Title>Clerk</Title>{inner}</Item></Vacancies>'
    ).adverts
    return advert


@pytest.mark.parametrize(
    ("given", "asked"),
    [
        ("https://jobs.islington.gov.uk/", URL),
        ("https://jobs.islington.gov.uk/vacancies/search.html", URL),
        (URL, URL),
        ("https://x.eploy.net/feeds/datafeed.ashx", "https://x.eploy.net/feeds/datafeed.ashx"),
    ],
)
def test_a_site_is_asked_for_its_xml_feed_and_a_feed_for_itself(given: str, asked: str) -> None:
    assert [request.url for request in eploy.requests({"url": given})] == [asked]


def test_internal_numbers_are_neither_reference_nor_anything_else() -> None:
    advert = _item("<LocationID>4</LocationID><PositionID>3</PositionID><VacancyTypeID>0</VacancyTypeID>")
    assert advert == Advert(source_ref="7", title="Clerk")


def test_empty_elements_are_unknown() -> None:
    advert = _item("<VacancyType></VacancyType><Company/><Reference> </Reference><DisplaySalary/>")
    assert advert == Advert(source_ref="7", title="Clerk")


def test_pay_stays_as_printed() -> None:
    assert _item("<DisplaySalary>£40,317 – £52,300</DisplaySalary>").salary_text == "£40,317 – £52,300"


def test_dates_that_stand_for_none_are_none() -> None:
    zero = "Mon, 01 Jan 0001 00:00:00 GMT"
    advert = _item(f"<DatePosted>{zero}</DatePosted><AdvertisingEndDate>{zero}</AdvertisingEndDate>")
    assert (advert.posted_text, advert.closing_text) == (None, None)


def test_position_and_industry_that_say_the_same_are_one_category() -> None:
    assert _item("<Position>Social Care</Position><Industry>Social care</Industry>").category_text == "Social Care"


def test_an_item_without_a_number_is_known_by_its_link() -> None:
    body = '<Vacancies Count="1"><Item><Title>Clerk</Title><Link>https://x.uk/vacancies/88/a.html</Link></Item></Vacancies>'
    assert _read(body).adverts[0].source_ref == "88"


def test_an_item_that_comes_twice_counts_once() -> None:
    item = "<Item><VacancyID>7</VacancyID><Title>Clerk</Title></Item>"
    found = _read(f'<Vacancies Count="2">{item}{item}</Vacancies>')
    assert (len(found.adverts), found.declared_total) == (1, 1)


def test_a_short_feed_shows_in_its_total() -> None:
    found = _read('<Vacancies Count="30"><Item><VacancyID>7</VacancyID><Title>Clerk</Title></Item></Vacancies>')
    assert found.declared_total == 30


@pytest.mark.parametrize(
    "body", ['<Vacancies Count="4"></Vacancies>', "<Vacancies></Vacancies>", '<Vacancies Count="0">']
)
def test_only_a_whole_feed_that_counts_none_is_empty(body: str) -> None:
    with pytest.raises(Problem):
        _read(body)
    assert _read('<Vacancies Count="0"/>').empty


def test_it_recognises_its_feed_and_sites_that_name_it() -> None:
    assert eploy.recognise(page_of('<Vacancies Type="Vacancies" Count="0"/>'))
    assert eploy.recognise(page_of("<a href='/feeds/datafeed.ashx'>RSS</a>"))
    assert not eploy.recognise(page_of("<a href='https://jobs.islington.gov.uk/feeds/datafeed.ashx'>RSS</a>"))
    assert eploy.recognise(page_of("<rss/>", URL))
    assert not eploy.recognise(page_of("<rss><channel><item><title>x</title></item></channel></rss>"))
    assert not eploy.recognise(page_of(b"\x00\x01"))
