"""Oleeo: labels of the tenant's choosing, fields nobody filled, tokens in paths, bands that are no pay."""

from pathlib import Path

import pytest

from scraper.pages import Page, Problem
from scraper.platforms import oleeo
from scraper.platforms.oleeo.common import is_band
from scraper.platforms.read import read_detail, read_listing
from scraper.records import Advert
from tests.conftest import FIXTURES, page_of

BOARD = "https://kirklees.tal.example/candidate/jobboard/vacancy/1/adv/"


def _page(name: str, url: str = BOARD) -> Page:
    return page_of((FIXTURES / "oleeo" / name).read_bytes(), url)


def _adverts(name: str) -> tuple[Advert, ...]:
    return oleeo.listing(_page(name), {}).adverts


def test_lines_of_a_feed_are_read_by_their_labels() -> None:
    advert = _adverts("feed_lines.xml")[0]
    assert (advert.source_ref, advert.reference) == ("5101", "5101")
    assert advert.salary_text == "£29,093 - £31,586"
    assert advert.location_texts == ("Huddersfield",)
    assert advert.closing_text == "6 Dec 2026 23:55 GMT"
    assert advert.category_text == "Highways,Technical"


def test_one_advert_under_two_brands_comes_once() -> None:
    assert [advert.source_ref for advert in _adverts("feed_lines.xml")] == ["5101", "5102"]


def test_what_nobody_filled_is_unknown() -> None:
    assert _adverts("feed_lines.xml")[1].salary_text is None
    _, social_worker = _adverts("feed_structured.xml")
    assert social_worker.closing_text is None
    assert _adverts("board_last.html")[0].salary_text is None
    assert "not found" not in str(_adverts("feed_structured.xml"))


def test_a_title_escaped_twice_is_read() -> None:
    assert _adverts("feed_lines.xml")[1].title == "Interpreter & Translator (Casual)"
    assert _adverts("feed_structured.xml")[0].title == "Premises Manager - Valley View Infant & Nursery School"
    assert _adverts("board_table.html")[1].title == "Trading Standards Officer & Inspector"


def test_named_values_of_the_structured_feed_are_read() -> None:
    premises, social_worker = _adverts("feed_structured.xml")
    assert premises.closing_text == "2026-12-11T12:00:00"
    assert premises.contract_text == "Permanent"
    assert "<li>Hold the keys</li>" in (premises.description or "")
    assert social_worker.location_texts == ("Huddersfield", "Dewsbury")
    assert social_worker.posts_text == "3"
    assert social_worker.apply_url == "https://jobs.kirklees.example/apply/2302"
    assert social_worker.contract_text == "Full Time"


def test_a_band_is_not_the_pay_and_a_lone_minimum_is_where_it_begins() -> None:
    premises, social_worker = _adverts("feed_structured.xml")
    assert premises.salary_text is None
    assert social_worker.salary_text == "from £37,938"


@pytest.mark.parametrize(
    ("text", "band"),
    [
        ("£20,001 - £30,000", True),
        ("£20,000 - £29,999", True),
        ("£35,895 - £46,424", False),
        ("£30,000 - £35,000", False),
        ("Grade 7", False),
    ],
)
def test_a_band_is_told_by_its_edges(text: str, *, band: bool) -> None:
    assert is_band(text) is band


def test_a_kind_of_organisation_is_no_employer() -> None:
    premises, social_worker = _adverts("feed_structured.xml")
    assert premises.recruiter_text == "Valley View Infant & Nursery School"
    assert social_worker.recruiter_text == "Kirklees Council"


def test_addresses_lose_the_visit_s_token_and_the_short_cut_to_the_form() -> None:
    for name in ("feed_structured.xml", "board_table.html", "board_tiles.html"):
        for advert in _adverts(name):
            assert "xf-" not in (advert.url or "")
            assert "instant" not in (advert.url or "")
            assert advert.source_ref.isdigit()
    visited = BOARD.replace("candidate/", "user-72902/xf-abc123/candidate/")
    board = _page("board_table.html", visited)
    assert [request.url for request in oleeo.listing(board, {}).next] == [
        "https://kirklees.tal.example/vx/lang-en-GB/mobile-0/appcentre-1/brand-4/candidate/jobboard/vacancy/1/adv/?start=2"
    ]


def test_a_table_is_read_by_the_heads_of_its_columns() -> None:
    found = oleeo.listing(_page("board_table.html"), {})
    assert found.declared_total == 3, "not the 18 of a filter"
    first = found.adverts[0]
    assert (first.location_texts, first.salary_text, first.closing_text) == (("Batley",), "£27,711", "4 Dec 2026")


def test_tiles_are_read_by_their_labels_whatever_their_numbers() -> None:
    head, planner = _adverts("board_tiles.html")
    assert head.title == "Head of Corporate Systems"
    assert head.recruiter_text == "North Yorkshire Council"
    assert (head.posted_text, head.closing_text) == ("18 Sept 2026", "8 Dec 2026")
    assert planner.closing_text == "10 Dec 2026"
    assert planner.location_texts == ()


def test_a_board_without_a_next_link_is_stepped_until_its_total() -> None:
    body = (FIXTURES / "oleeo" / "board_table.html").read_text(encoding="utf-8").replace('class="next"', "hidden")
    (request,) = oleeo.listing(page_of(body, BOARD), {}).next
    assert request.url == f"{BOARD}?start=2"
    assert oleeo.listing(_page("board_last.html", f"{BOARD}?start=2"), {}).next == ()


def test_a_board_searched_by_words_is_a_window() -> None:
    assert oleeo.listing(_page("feed_lines.xml", f"{BOARD}?ftq=officer"), {}).extent == "window"
    assert oleeo.listing(_page("feed_lines.xml"), {}).extent == "full"


@pytest.mark.parametrize("name", ["board_none.html", "feed_none.xml"])
def test_none_is_empty(name: str) -> None:
    assert read_listing(oleeo, _page(name), {}).empty


def test_an_advert_s_page_is_read_by_its_labels() -> None:
    found = read_detail(oleeo, _page("detail.html"), Advert(source_ref="6001", closing_text="4 Dec 2026"))
    assert found.title == "Cemeteries Officer"
    assert found.location_texts == ("Batley Cemetery",)
    assert found.salary_text == "£27,711 - £28,624"
    assert found.hours_text == "37"
    assert found.closing_text == "4 Dec 2026 23:55 GMT"
    assert "meet families with kindness" in (found.description or "")


def test_a_page_without_an_advert_is_a_problem() -> None:
    with pytest.raises(Problem):
        read_detail(oleeo, page_of("<h1>Welcome</h1><p>Search for work</p>", BOARD), Advert(source_ref="6001"))


def test_the_captured_feed_is_read_whole(shared: Path) -> None:
    (file,) = (shared / "samples" / "oleeo").glob("*.xml")
    found = oleeo.listing(page_of(file.read_bytes(), BOARD), {})
    assert [advert.source_ref for advert in found.adverts] == ["13638", "13788", "15977"], "13788 stands there twice"
    for field in ("url", "title", "salary_text", "location_texts", "closing_text", "category_text", "posted_text"):
        assert all(getattr(advert, field) for advert in found.adverts), field
    assert found.adverts[1].closing_text == "25 Oct 2017 23:55 BST"


def test_its_pages_are_recognised() -> None:
    for name in ("feed_lines.xml", "feed_structured.xml", "feed_none.xml", "board_table.html", "board_tiles.html"):
        assert oleeo.recognise(_page(name)), name
    assert oleeo.recognise(_page("detail.html", "https://kirklees.tal.net/candidate/so/pm/1/pl/1/opp/6001-x/en-GB"))
    link = page_of('<a href="https://kirklees.tal.net/candidate/jobboard/vacancy/1/adv/">Our vacancies</a>')
    assert not oleeo.recognise(link), "a council's page that links to its board is not the board"


def test_a_board_without_adverts_is_recognised_by_its_address() -> None:
    body = "<h1>Jobs</h1><h2 role='alert'>0 results match!</h2>"
    assert oleeo.recognise(page_of(body, "https://kirklees.tal.net/vx/candidate/jobboard/vacancy/1/adv/"))
    assert not oleeo.recognise(page_of(body, "https://www.kirklees.example/candidate/jobboard/vacancy/1/adv/"))
    assert not oleeo.recognise(page_of(body, "https://kirklees.tal.net/help"))


def test_a_deadline_to_register_by_and_an_authority_are_read() -> None:
    tile = (
        '<li class="opp-container"><div class="search_res details_row candidate-opp-tile" data-oppid="9">'
        '<div><span class="candidate-opp-field-label">Registration Deadline:</span> 28/11/2026</div>'
        '<div><span class="candidate-opp-field-label">Department/Authority:</span> Kirklees Council</div>'
        '<h3><a class="subject" href="/vx/xf-7c9b/candidate/so/pm/1/pl/2/opp/9-Cook/en-GB">Cook</a></h3></div></li>'
    )
    advert = oleeo.listing(page_of(tile, BOARD), {}).adverts[0]
    assert (advert.closing_text, advert.recruiter_text) == ("28/11/2026", "Kirklees Council")


def test_the_board_s_plain_next_link_is_followed() -> None:
    link = '<a class="subject" href="/vx/candidate/so/pm/1/pl/2/opp/9-Cook/en-GB">Cook</a>'
    nav = '<div class="next_links"><a href="?start=50">2</a> <a href="?start=50">Next page</a></div>'
    found = oleeo.listing(page_of(f"<h2>52 results match!</h2>{link}{nav}", BOARD), {})
    assert [request.url for request in found.next] == [f"{BOARD}?start=50"]


@pytest.mark.parametrize(
    ("value", "field"), [("Permanent", "contract_text"), ("Fixed Term", "contract_text"), ("Nurse", "category_text")]
)
def test_a_role_type_is_a_contract_or_a_trade_as_it_says(value: str, field: str) -> None:
    link = '<a class="subject" href="/vx/candidate/so/pm/1/pl/2/opp/9-Cook/en-GB">Cook</a>'
    tile = f'<div class="search_res" data-oppid="9">{link}<div><span>Role Type:</span> {value}</div></div>'
    assert getattr(oleeo.listing(page_of(tile, BOARD), {}).adverts[0], field) == value
