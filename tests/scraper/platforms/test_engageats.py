"""EngageATS's feed; a whole one is in fixtures/engageats."""

import pytest

from scraper.platforms import engageats
from scraper.platforms.read import read_listing
from scraper.records import Advert
from tests.conftest import page_of

URL = "https://harrow.engageats.co.uk/CustomVacanciesFeed.ashx"
GUID = "<guid isPermaLink='false'>/Vacancies/W/7196/0/410935/12/teacher</guid>"


def _advert(inner: str) -> Advert:
    item = f"<item><title>Teacher</title>{inner}</item>"
    body = f"<rss xmlns:engAts='urn:e'><channel><title>V</title>{item}</channel></rss>"
    (advert,) = read_listing(engageats, page_of(body, URL), {"url": URL}).adverts
    return advert


@pytest.mark.parametrize("given", [URL, "https://harrow.engageats.co.uk/", "https://harrow.engageats.co.uk/V/x?a=b"])
def test_a_tenant_is_asked_for_its_feed(given: str) -> None:
    assert [request.url for request in engageats.requests({"url": given})] == [URL]


@pytest.mark.parametrize(
    "identity",
    [
        GUID,
        "<engAts:VacancyID>410935</engAts:VacancyID><guid>x</guid>",
        "<link>https://harrow.engageats.co.uk/Vacancies/W/7196/0/410935/99/teacher-of-art</link>",
    ],
)
def test_the_vacancy_number_identifies_whatever_names_it_and_the_slug_does_not(identity: str) -> None:
    assert _advert(identity).source_ref == "410935"


def test_a_signed_link_is_never_kept() -> None:
    advert = _advert(f"{GUID}<link>https://harrow.engageats.co.uk/LoginV2.aspx?enc=abcSIGNED</link>")
    assert advert.url == "https://harrow.engageats.co.uk/Vacancies/W/7196/0/410935/12/teacher"
    assert "SIGNED" not in repr(advert)
    alone = _advert("<link>https://harrow.engageats.co.uk/LoginV2.aspx?enc=abcSIGNED</link>")
    assert alone.url is None
    assert "SIGNED" not in repr(alone)


def test_categories_with_a_domain_are_fields_and_those_without_one_the_category() -> None:
    advert = _advert(
        f"{GUID}<category domain='Location'>Pinner</category><category domain='Contract Type'>Casual</category>"
        "<category domain='Working Pattern'>Term time</category><category>Schools</category>"
    )
    assert (advert.location_texts, advert.contract_text, advert.category_text) == (
        ("Pinner",),
        "Casual; Term time",
        "Schools",
    )


def test_the_number_of_the_vacancy_is_no_reference_of_the_employer() -> None:
    assert _advert("<engAts:VacancyID>410935</engAts:VacancyID>").reference is None


def test_a_placeholder_is_no_closing_date() -> None:
    assert _advert(f"{GUID}<engAts:Expiry_date>01/01/0001 00:00</engAts:Expiry_date>").closing_text is None


def test_it_recognises_its_own_only() -> None:
    assert engageats.recognise(page_of("<p>Jobs", "https://harrow.engageats.co.uk/LoginV2.aspx"))
    assert engageats.recognise(page_of("<rss xmlns:engAts='urn:e'/>"))
    assert not engageats.recognise(page_of("<rss><channel><item><title>x</title></item></channel></rss>"))
    assert not engageats.recognise(page_of(b"\x00\x01"))
