"""Madgex boards: RSS that says employer, title, pay, blurb and town in two texts; cards; an advert's data layer."""

from pathlib import Path

import pytest

from scraper.pages import Page, Problem
from scraper.platforms import madgex
from scraper.platforms.base import Listing
from scraper.platforms.read import read_detail, read_listing
from scraper.records import Advert
from tests.conftest import FIXTURES, page_of
from tests.scraper.platforms.fixture_pages import Fixture

SITE = "https://www.wmjobs.co.uk"
RSS = f"{SITE}/jobsrss/?keywords=&sort=Date"
OWN = FIXTURES / "madgex"


def own(name: str) -> Listing:
    fixture = Fixture(OWN / name)
    return read_listing(madgex, fixture.page, fixture.options)


def item(title: str, text: str) -> Advert:
    body = (
        f"<rss><channel><title>t</title><item><title>{title}</title><link>{SITE}/job/401000/x/</link>"
        f"<description><![CDATA[{text}]]></description></item></channel></rss>"
    )
    return read_listing(madgex, page_of(body, url=RSS), {"url": RSS}).adverts[0]


def test_rss_is_asked_for_first_with_the_same_search() -> None:
    assert (
        madgex.requests({"url": f"{SITE}/jobs/?keywords=clerk"})[0].url == f"{SITE}/jobsrss/?keywords=clerk&sort=Date"
    )
    assert madgex.requests({"url": RSS})[0].url == RSS
    assert madgex.requests({"url": f"{SITE}/jobs/", "cards": True})[0].url == f"{SITE}/jobs/"
    assert "keywords=clerk" in madgex.requests({"url": RSS, "keywords": "clerk"})[0].url


def test_an_rss_search_that_is_not_found_has_no_hits_and_any_other_address_is_gone() -> None:
    found = own("rss_no_hits.html")
    assert (found.empty, found.extent) == (True, "window")
    with pytest.raises(Problem) as caught:
        own("not_there.html")
    assert caught.value.cause == "http_404"


def test_a_challenge_that_answers_404_to_rss_is_no_empty_search() -> None:
    body = "<title>Just a moment...</title><script>window._cf_chl_opt={}</script>"
    with pytest.raises(Problem) as caught:
        read_listing(madgex, page_of(body, url=RSS, status=404), {"url": RSS})
    assert caught.value.cause == "challenge"


def test_the_employer_stands_before_the_first_colon_of_the_title() -> None:
    first = own("rss.xml").adverts[0]
    assert first.recruiter_text == "Dudley Metropolitan Borough Council"
    assert first.title == "Lollipop Person: Netherton"


def test_an_employer_with_a_colon_in_its_name_is_told_by_the_text() -> None:
    third = own("rss.xml").adverts[2]
    assert (third.recruiter_text, third.title) == ("St Chad's Academy: Sixth Form", "Cover Supervisor & Tutor")
    assert third.salary_text == "SCP 7: £24,790 - £26,409"


def test_pay_stands_before_the_employer_whatever_its_words() -> None:
    assert [advert.salary_text for advert in own("rss.xml").adverts] == [
        "£12.65 per hour",
        "National Living Wage",
        "SCP 7: £24,790 - £26,409",
        "£30,024 - £33,699",
        None,
    ]


def test_the_town_stands_last_and_a_blurb_cut_off_has_none() -> None:
    assert [advert.location_texts for advert in own("rss.xml").adverts] == [
        ("Dudley, West Midlands",),
        (),
        (),
        ("Newcastle-under-Lyme",),
        (),
    ]
    assert item("Essex County Council: Clerk", "£1: Essex County Council: Work in lovely Chelms…").location_texts == ()


def test_an_employer_named_in_mid_sentence_parts_nothing() -> None:
    told = item("Solihull Council: Clerk", "Join Solihull Council as a clerk and file things.")
    assert (told.salary_text, told.summary) == (None, "Join Solihull Council as a clerk and file things.")


def test_the_number_decides_and_the_rest_of_an_address_is_dropped() -> None:
    first = own("rss.xml").adverts[0]
    assert (first.source_ref, first.url) == ("401822", f"{SITE}/job/401822/lollipop-person-netherton/")


def test_cards_are_read_through_new_lines_in_their_links() -> None:
    found = own("cards.html")
    assert found.adverts[0].url == f"{SITE}/job/401901/tree-officer/"
    assert [advert.source_ref for advert in found.adverts] == ["401901", "401902", "401903"]
    assert [advert.salary_text for advert in found.adverts] == ["£35,235 - £38,626 per annum", None, None]


def test_ages_and_countdowns_are_kept_as_printed_and_never_made_dates() -> None:
    first, second, third = own("cards.html").adverts
    assert (first.posted_text, first.closing_text) == ("10 days ago", "1 day left")
    assert (second.posted_text, second.closing_text, third.closing_text) == ("Today", "Expiring today", None)


def test_pages_are_walked_to_the_last() -> None:
    found = own("cards.html")
    assert (found.declared_total, found.extent, found.next[0].url) == (41, "full", f"{SITE}/jobs/?page=2")
    assert own("cards_last.html").next == ()
    assert own("none.html").empty


def test_without_a_pager_the_total_leads_on() -> None:
    body = (OWN / "cards.html").read_bytes().replace(b'rel="next"', b'class="x"').replace(b">Next<", b">2<")
    found = read_listing(madgex, page_of(body, url=f"{SITE}/jobs/"), {})
    assert [request.url for request in found.next] == [f"{SITE}/jobs/?page=2"]


def test_a_page_number_in_the_path_is_stepped_there() -> None:
    body = (OWN / "cards_last.html").read_bytes().replace(b"41 jobs", b"90 jobs")
    found = read_listing(madgex, page_of(body, url=f"{SITE}/jobs/west-midlands/2/"), {})
    assert [request.url for request in found.next] == [f"{SITE}/jobs/west-midlands/3/"]


def test_cards_whose_classes_changed_are_told_by_their_links() -> None:
    body = (OWN / "cards.html").read_bytes().replace(b"lister__", b"xx-").replace(b'id="item-', b'id="x')
    found = read_listing(madgex, page_of(body, url=f"{SITE}/jobs/"), {}).adverts
    assert (found[0].source_ref, found[0].title) == ("401901", "Tree Officer & Planner")
    assert len(found) == 3


def test_an_html_page_in_place_of_rss_is_not_xml() -> None:
    with pytest.raises(Problem) as caught:
        read_listing(madgex, page_of("<!DOCTYPE html><html><p>Hello</p>", url=RSS), {})
    assert caught.value.cause == "not_xml"


def advert_page(body: bytes | None = None, url: str = f"{SITE}/job/401901/tree-officer/") -> Page:
    return page_of(body or (OWN / "advert.html").read_bytes(), url=url)


def listed(**more: str) -> Advert:
    return Advert(source_ref="401901", detail_url=f"{SITE}/job/401901/tree-officer/", **more)  # type: ignore[arg-type]


def test_an_advert_page_gives_dates_for_relative_words() -> None:
    told = read_detail(madgex, advert_page(), listed(posted_text="10 days ago", closing_text="1 day left"))
    assert (told.posted_text, told.closing_text) == ("2026-11-13", "24 Nov 2026")


def test_the_data_layer_gives_pay_as_printed_contract_reference_and_where_to_apply() -> None:
    told = read_detail(madgex, advert_page(), listed())
    assert (told.salary_text, told.reference) == ("£35,235 - £38,626 per annum", "WAL/26/0042")
    assert (told.contract_text, told.hours_text) == ("Fixed Term", "Full Time")
    assert told.apply_url == "https://walsall.example/apply?id=42"
    assert told.category_text is None


def test_without_a_data_layer_the_list_in_a_string_is_read_as_a_list() -> None:
    body = (OWN / "advert.html").read_bytes().replace(b"ClientGoogleTag", b"Other")
    told = read_detail(madgex, advert_page(body), listed())
    assert (told.contract_text, told.salary_text) == ("FULL_TIME", "GBP 35235 - 38626 YEAR")


def test_a_data_layer_that_is_not_quite_json_is_mended() -> None:
    body = (OWN / "advert.html").read_bytes().replace(b'"Sector":"17"}]', b'"Sector":"17",},]')
    assert read_detail(madgex, advert_page(body), listed()).reference == "WAL/26/0042"


def test_another_slug_is_the_same_advert_and_another_number_is_not() -> None:
    assert read_detail(madgex, advert_page(url=f"{SITE}/job/401901/renamed/"), listed()).title
    for url in (f"{SITE}/job/401999/tree-officer/", f"{SITE}/jobs/"):
        with pytest.raises(Problem):
            read_detail(madgex, advert_page(url=url), listed())


def captured(shared: Path, name: str, url: str) -> tuple[Advert, ...]:
    body = (shared / "samples/madgex" / name).read_bytes()
    return read_listing(madgex, page_of(body, url=url), {"url": url}).adverts


def test_the_captured_rss_gives_3_adverts_each_with_employer_pay_and_date(shared: Path) -> None:
    found = captured(shared, "wmjobs_rss_sample_trimmed.xml", RSS)
    assert [advert.source_ref for advert in found] == ["273822", "273815", "273816"]
    assert found[0].recruiter_text == "Smith's Wood Primary Academy"
    assert all(advert.salary_text and advert.posted_text and advert.summary for advert in found)
    assert not any(advert.location_texts for advert in found)


def test_the_captured_card_and_partner_xml_give_1_and_4_adverts(shared: Path) -> None:
    (card,) = captured(shared, "biospace_card_trimmed.html", "https://jobs.example/jobs/")
    assert (card.source_ref, card.location_texts) == ("3052525", ("Boca Raton, FL",))
    found = captured(shared, "guardian_frontend_jobs_feed.xml", "https://jobs.example/partner.xml")
    assert [advert.source_ref for advert in found] == ["1058606", "4302057", "4411510", "6061077"]
    assert found[2].summary == "Control some of the world’s most modern aircraft using radar & communications equipment"
    assert found[3].salary_text is None
