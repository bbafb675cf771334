"""What Civil Service Jobs prints, and why none of its links is ever kept."""

from base64 import b64encode
from pathlib import Path

import msgspec
import pytest

from scraper.pages import Page, Problem, Request, SessionRequest
from scraper.platforms import civilservicejobs
from scraper.platforms.base import Listing
from scraper.platforms.read import read_detail, read_listing
from scraper.records import Advert
from tests.conftest import FIXTURES, page_of

URL = "https://www.civilservicejobs.service.gov.uk/csr/index.cgi"
OWN = FIXTURES / "civilservicejobs"
FIELDS = ("title", "reference", "recruiter_text", "location_texts", "salary_text", "closing_text")


def page(name: str) -> Page:
    return page_of((OWN / f"{name}.html").read_bytes(), url=URL)


def listed(one: Page) -> Listing:
    return read_listing(civilservicejobs, one, {"url": URL})


def test_pound_signs_of_latin_1_are_read() -> None:
    assert b"\xa3" in page("results").body
    assert [advert.salary_text for advert in listed(page("results")).adverts] == [
        "£53,730",
        "£27,620 to £32,163",
        "£34,173",
        None,
    ]


def test_the_reference_identifies_an_advert_and_no_signed_link_is_kept() -> None:
    found = listed(page("results"))
    assert [advert.source_ref for advert in found.adverts] == ["401730", "401892", "401671", "401868"]
    assert b"SID" not in msgspec.json.encode(found.adverts)
    assert {advert.detail_url for advert in found.adverts} == {None}


def test_a_title_that_reads_like_a_label_is_a_title() -> None:
    body = page("results").body.replace(b">Head of Flood Forecasting<", b">Reference: Librarian<")
    first = listed(page_of(body, url=URL)).adverts[0]
    assert (first.title, first.source_ref) == ("Reference: Librarian", "401730")


def test_the_next_page_is_followed_though_only_its_session_tells_it_apart() -> None:
    following = listed(page("results")).next
    assert len(following) == 1
    assert following[0].url.startswith(URL + "?SID=")
    assert listed(page("last")).next == ()


def _paged(visit: str, number: int) -> tuple[Request, ...]:
    session = b64encode(f"contextid={visit}&page={number}&pageclass=Search&reqsig=1-{visit}".encode()).decode()
    pager = f'<div class="search-results-paging-menu"><a href="{URL}?SID={session}">next &raquo;</a></div>'
    return listed(page_of(page("last").body.replace(b"</body>", pager.encode() + b"</body>"), url=URL)).next


def test_a_page_has_the_same_name_in_every_visit_and_no_session_is_in_it() -> None:
    (one,), (other,), (third,) = _paged("417", 2), _paged("998", 2), _paged("417", 3)
    assert isinstance(one, SessionRequest)
    assert one.url != other.url
    assert one.key == other.key == f"{URL}?SID=page-2"
    assert third.key == f"{URL}?SID=page-3"
    assert one.public(f"{one.url} answered") == f"{one.key} answered"


def test_the_total_is_the_headings() -> None:
    assert listed(page("results")).declared_total == 1029


def test_no_results_are_empty_and_a_captcha_is_a_challenge() -> None:
    assert listed(page("none")).empty
    with pytest.raises(Problem) as caught:
        listed(page("captcha"))
    assert caught.value.cause == "challenge"


def test_an_advert_page_of_another_reference_is_refused() -> None:
    with pytest.raises(Problem):
        read_detail(civilservicejobs, page("advert"), Advert(source_ref="1", reference="1"))


def test_an_advert_page_adds_labelled_fields_and_no_signed_address() -> None:
    told = read_detail(civilservicejobs, page("advert"), Advert(source_ref="401730"))
    assert told.apply_url == "https://rivers.example/careers/opp/4568-Head/en-GB"
    assert told.contract_text == "Fixed Term; Two years; Full-time, Job share"
    assert told.closing_text == "10:00 pm on Sunday 6th December 2026"
    assert (told.posts_text, told.salary_text) == ("2", "£53,730; Grade 7")


def test_the_captured_results_give_25_adverts_with_all_six_fields(shared: Path) -> None:
    body = (shared / "samples/civilservicejobs/result_page1.html").read_bytes()
    found = listed(page_of(body, url=URL))
    assert (len(found.adverts), found.declared_total, len(found.next)) == (25, 2371, 1)
    assert all(getattr(advert, name) for advert in found.adverts for name in FIELDS)


def test_the_captured_advert_gives_every_field_it_shows(shared: Path) -> None:
    body = (shared / "samples/civilservicejobs/job_detail_page.html").read_bytes()
    told = read_detail(civilservicejobs, page_of(body, url=URL), Advert(source_ref="296730"))
    assert (told.salary_text, told.location_texts, told.posts_text) == ("£53,730; Other; HL8", ("Westminster",), "1")
    assert (told.contract_text or "").startswith("Fixed Term; Two years, with the possibility")
    assert told.description
    assert len(told.description) > 1_000
