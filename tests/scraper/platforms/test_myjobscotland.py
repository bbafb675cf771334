"""myjobscotland since its rebuilding: tags without labels, pages from 0, and a shell that is never "empty"."""

import pytest

from scraper.pages import Page, Problem
from scraper.platforms import myjobscotland
from scraper.platforms.base import Listing
from scraper.platforms.read import read_detail, read_listing
from scraper.records import Advert
from tests.conftest import FIXTURES, page_of
from tests.scraper.platforms.fixture_pages import Fixture

SEARCH = "https://www.myjobscotland.gov.uk/search-jobs"
OWN = FIXTURES / "myjobscotland"


def own(name: str) -> Listing:
    fixture = Fixture(OWN / name)
    return read_listing(myjobscotland, fixture.page, fixture.options)


def card(tags: str) -> Advert:
    link = '<a href="https://myjobscotland.gov.uk/councils/fife-council/jobs/clerk-419100">Clerk</a>'
    title = f'<h3 class="mjs-card__title">{link}</h3>'
    body = f'<div class="mjs-card">{title}<div class="mjs-card__tags">{tags}</div></div>'
    return read_listing(myjobscotland, page_of(body, url=SEARCH), {}).adverts[0]


def tag(text: str) -> str:
    return f'<span class="mjs-tag mjs-tag__secondary">{text}</span>'


def test_an_empty_keyword_beside_a_facet_is_never_asked_for() -> None:
    url = f"{SEARCH}?keyword=&location=&contract_type=8727"
    assert myjobscotland.requests({"url": url})[0].url == f"{SEARCH}?contract_type=8727"
    assert own("results.html").next[0].url == f"{SEARCH}?contract_type=8727&page=1"


def test_pages_are_counted_from_0_and_walked_to_the_declared_total() -> None:
    body = (OWN / "results.html").read_bytes().replace(b'rel="next">Next', b">2")
    found = read_listing(myjobscotland, page_of(body, url=f"{SEARCH}?contract_type=8727"), {})
    assert (found.declared_total, found.extent) == (2173, "full")
    assert [request.url for request in found.next] == [f"{SEARCH}?contract_type=8727&page=1"]
    assert own("last.html").next == ()


def test_each_card_is_one_advert_by_the_number_in_its_address() -> None:
    found = own("results.html").adverts
    assert [advert.source_ref for advert in found] == ["419025", "419026", "419027", "419028"]
    assert [advert.title for advert in found][:2] == [
        "Ferry Steward (Relief)",
        "Executive Director & Monitoring Officer",
    ]


def test_the_tag_new_before_the_title_is_neither_title_nor_contract() -> None:
    first = own("results.html").adverts[0]
    assert (first.title, first.contract_text) == ("Ferry Steward (Relief)", "Part Time; Casual")


def test_tags_are_told_by_what_they_say_in_any_order() -> None:
    told = card(tag("Closing on\n 04/12/2026") + tag("£20.90 - £21.68") + tag("Permanent") + tag("Full Time"))
    assert (told.closing_text, told.salary_text) == ("04/12/2026", "£20.90 - £21.68")
    assert told.contract_text == "Permanent; Full Time"


def test_a_contract_up_to_some_months_is_no_pay_and_pay_may_be_words() -> None:
    assert card(tag("Temporary up to 23 months")).salary_text is None
    assert card(tag("Casual") + tag("Competitive")).salary_text == "Competitive"


def test_several_places_are_listed_and_their_summary_is_none() -> None:
    assert own("results.html").adverts[2].location_texts == ("Inverness", "Nairn", "Fort William")


def test_equal_bounds_and_far_closing_dates_stand_as_printed() -> None:
    _, equal, _, far = own("results.html").adverts
    assert (equal.salary_text, far.closing_text) == ("£125,000.00 - £125,000.00", "25/06/2030")


def test_a_card_may_have_no_apply_link_and_words_for_screen_readers_are_left_out() -> None:
    first, _, third, _ = own("results.html").adverts
    assert (first.apply_url or "").startswith("https://apply.example/PXOFK")
    assert third.apply_url is None
    assert "for the job" not in (first.title or "")


def test_the_posting_date_is_the_one_in_the_title_not_the_age_shown() -> None:
    assert own("results.html").adverts[0].posted_text == "16/11/2026 10:02:11"


def test_a_search_without_hits_is_empty_and_a_councils_shell_is_not() -> None:
    assert own("none.html").empty
    with pytest.raises(Problem) as caught:
        own("shell.html")
    assert caught.value.cause == "layout_changed"


def test_cards_whose_classes_changed_still_give_their_titles() -> None:
    body = (OWN / "results.html").read_bytes().replace(b"mjs-card", b"yy")
    found = read_listing(myjobscotland, page_of(body, url=SEARCH), {}).adverts
    assert [advert.source_ref for advert in found] == ["419025", "419026", "419027", "419028"]
    assert all(advert.title and advert.recruiter_text and advert.reference for advert in found)


def advert_page() -> Page:
    return Fixture(OWN / "advert.html").page


def test_pay_without_a_unit_gets_the_unit_that_the_posting_states() -> None:
    listed = Advert(source_ref="419025", salary_text="£14.90 - £15.68")
    assert read_detail(myjobscotland, advert_page(), listed).salary_text == "£14.90 - £15.68 HOUR"
    stated = Advert(source_ref="419025", salary_text="£14.90 per hour")
    assert read_detail(myjobscotland, advert_page(), stated).salary_text == "£14.90 per hour"
    assert (
        read_detail(myjobscotland, advert_page(), Advert(source_ref="419025")).salary_text == "GBP 14.90 - 15.68 HOUR"
    )


def test_a_page_without_a_posting_or_of_another_advert_is_refused() -> None:
    other = Advert(source_ref="1", detail_url="https://myjobscotland.gov.uk/councils/fife-council/jobs/clerk-419999")
    for page in (page_of("<h1>Ferry Steward</h1>", url=advert_page().url), advert_page()):
        with pytest.raises(Problem):
            read_detail(myjobscotland, page, other)
