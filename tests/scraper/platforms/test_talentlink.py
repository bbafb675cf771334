"""TalentLink: labels decide, links lose their search, the pager declares nothing."""

from pathlib import Path

import msgspec
import pytest
from msgspec import structs

from scraper.pages import Page, Problem
from scraper.platforms import talentlink
from scraper.platforms.base import Options
from scraper.platforms.read import read_detail, read_listing
from scraper.records import Advert
from tests.conftest import FIXTURES, page_of

LAY = "https://emea3.recruitmentplatform.example/syndicated/lay/jsoutputinitrapido.cfm"
LISTING = f"{LAY}?component=lay9999_lst400a&ID=PTESTK0262&Resultsperpage=4"
REST = "https://emea3.recruitmentplatform.example/fo/rest/jobs?firstResult=0&maxResults=2"
SITE: Options = {"url": REST, "site": "QTESTFK026", "fields": ["SLOVLIST27=Location"]}


def _page(name: str, url: str = LISTING) -> Page:
    return page_of((FIXTURES / "talentlink" / name).read_bytes(), url)


def _detail(html: str, **listed: str) -> Advert:
    advert = structs.replace(Advert(source_ref="1"), **listed)
    return talentlink.detail(page_of(html, f"{LAY}?nPostingTargetID=1"), advert)


def test_the_heads_of_columns_decide_not_their_numbers() -> None:
    advert = talentlink.listing(_page("listing.html"), {}).adverts[0]
    assert advert.recruiter_text == "Buckinghamshire Council"
    assert advert.salary_text == "£20,000 to £24,999"
    assert advert.closing_text == "30/11/2026"
    assert advert.location_texts == ("Aylesbury",)


def test_the_title_is_the_link_not_the_attribute_that_repeats_it() -> None:
    titles = [advert.title for advert in talentlink.listing(_page("listing.html"), {}).adverts]
    assert titles[2:] == ["Class Teacher (KS2)", "Kitchen Porter"]


def test_a_cell_left_blank_is_unknown() -> None:
    advert = talentlink.listing(_page("listing.html"), {}).adverts[3]
    assert (advert.salary_text, advert.closing_text) == (None, None)


def test_an_address_keeps_the_advert_and_drops_the_search() -> None:
    advert = talentlink.listing(_page("listing.html"), {}).adverts[0]
    assert advert.source_ref == "41001"
    assert advert.url is not None
    assert "nPostingTargetID=41001" in advert.url
    assert not any(word in advert.url for word in ("respnr", "Resultsperpage", "sort=", "option="))


def test_the_pager_of_ranges_leads_on_and_declares_no_total() -> None:
    found = talentlink.listing(_page("listing.html"), {})
    assert found.declared_total is None
    assert [request.url.count("pagenum=2") for request in found.next] == [1]


def test_the_last_page_leads_nowhere() -> None:
    assert talentlink.listing(_page("listing_last.html", f"{LISTING}&pagenum=2"), {}).next == ()


def test_no_openings_is_empty() -> None:
    assert read_listing(talentlink, _page("none.html"), {}).empty


def test_rows_that_lost_their_table_are_still_rows() -> None:
    found = talentlink.listing(_page("rows_without_table.html"), {}).adverts
    assert [advert.recruiter_text for advert in found] == ["East Sussex County Council", "Partnership"]
    assert [advert.closing_text for advert in found] == ["18/12/2026", "19/12/2026"]


def test_the_page_of_an_advert_gives_the_pay_where_the_row_gave_a_band() -> None:
    listed = Advert(source_ref="41001", title="Library Assistant (Saturdays)", salary_text="£20,000 to £24,999")
    found = read_detail(talentlink, _page("detail.html"), listed)
    assert found.salary_text == "22366 - 22737 GBP Year"
    assert found.closing_text == "30/11/2026"
    assert found.hours_text == "7.5 hours per week"
    assert found.contract_text == "Permanent; Part-time, Saturdays"
    assert found.category_text == "Libraries and Culture"
    assert "jdescurl" not in (found.apply_url or "")


def test_the_reference_leaves_the_title() -> None:
    found = talentlink.detail(_page("detail.html"), Advert(source_ref="41001"))
    assert (found.title, found.reference) == ("Library Assistant (Saturdays)", "LIB00412")


@pytest.mark.parametrize(
    ("printed", "title", "reference"),
    [
        ("Ceremonies Host (CET01739)", "Ceremonies Host", "CET01739"),
        ("Class Teacher (KS2)", "Class Teacher (KS2)", None),
        ("Graduate Trainee (2026)", "Graduate Trainee (2026)", None),
        ("Carer (Nights)", "Carer (Nights)", None),
    ],
)
def test_only_a_code_in_brackets_is_a_reference(printed: str, title: str, reference: str | None) -> None:
    found = _detail(f'<h3 id="JDText-Title">{printed}</h3>')
    assert (found.title, found.reference) == (title, reference)


def test_pay_of_nothing_keeps_what_the_row_said() -> None:
    html = (
        '<h3 id="JDText-Title">Cook</h3><h4 id="JDLabel-salary">Salary:</h4>'
        '<span id="JDText-salary">0 - 0 GBP Year</span>'
    )
    assert _detail(html, salary_text="Grade 3").salary_text == "Grade 3"


def test_job_type_is_the_contract_where_no_contract_type_stands_beside_it() -> None:
    html = '<h3 id="JDText-Title">Cook</h3><h4 id="JDLabel-Param1">Job Type:</h4><p id="JDText-Param1">Casual</p>'
    assert _detail(html).contract_text == "Casual"


def test_an_id_that_no_selector_can_hold_is_only_an_id() -> None:
    html = '<h3 id="JDText-Title">Cook</h3><h4 id="JDLabel-\\">Location</h4><p id="JDText-\\">Lewes</p>'
    assert _detail(html).location_texts == ("Lewes",)


def test_a_page_without_an_advert_is_a_problem() -> None:
    with pytest.raises(Problem) as raised:
        read_detail(talentlink, page_of("<p>This vacancy has been removed.</p>"), Advert(source_ref="1"))
    assert raised.value.cause == "soft_404"


def test_the_new_front_end_is_asked_as_its_guest() -> None:
    (request,) = talentlink.requests(SITE)
    assert request.method == "POST"
    assert request.headers["lumesse-site-tech-id"] == "QTESTFK026"
    assert "firstResult=0" in request.url


def test_the_new_front_end_reads_the_lists_that_the_source_names() -> None:
    found = talentlink.listing(_page("front_end.json", REST), SITE)
    first, second = found.adverts
    assert (first.source_ref, first.reference, first.location_texts) == ("71001", "PLA0098", ("Matlock",))
    assert first.title == "Planning Officer & Enforcement Lead"
    assert first.hours_text == "37"
    assert first.closing_text == "2026-12-05T23:59:00+00:00"
    assert second.closing_text == "2026-12-11"
    assert first.salary_text is None, "an unnamed list is nobody's pay"
    assert found.declared_total == 3
    assert [request.url for request in found.next] == [REST.replace("firstResult=0", "firstResult=2")]
    assert found.next[0].method == "POST"


def test_the_new_front_end_ends_at_its_total() -> None:
    last = talentlink.listing(_page("front_end.json", REST.replace("firstResult=0", "firstResult=1")), SITE)
    assert last.next == ()


def test_no_jobs_on_the_new_front_end_is_empty_and_html_is_not_json() -> None:
    assert talentlink.listing(_page("front_end_none.json", REST), SITE).empty
    with pytest.raises(Problem) as raised:
        read_listing(talentlink, page_of("<html><p>Down</p></html>", REST), SITE)
    assert raised.value.cause == "not_json"


def test_the_captured_pages_are_read_whole(shared: Path) -> None:
    folder = shared / "samples" / "talentlink"
    found = talentlink.listing(page_of((folder / "listing_multiple_job_results.html").read_bytes(), LISTING), {})
    assert len(found.adverts) == 10
    for field in ("title", "recruiter_text", "location_texts", "salary_text", "closing_text", "url"):
        assert all(getattr(advert, field) for advert in found.adverts), field
    assert len(found.next) == 1
    assert talentlink.listing(page_of((folder / "listing_no_jobs_result.html").read_bytes(), LISTING), {}).empty
    told = talentlink.detail(
        page_of((folder / "detail_job_advert1.html").read_bytes(), LISTING), Advert(source_ref="1")
    )
    given = {name for name, value in msgspec.structs.asdict(told).items() if value}
    assert given == {
        *("source_ref", "url", "title", "apply_url", "reference", "description", "recruiter_text", "location_texts"),
        *("salary_text", "hours_text", "contract_text", "closing_text", "category_text"),
    }
    assert told.closing_text == "29/01/2017"


def test_its_pages_are_recognised() -> None:
    assert talentlink.recognise(_page("listing.html"))
    assert talentlink.recognise(_page("detail.html"))
    assert talentlink.recognise(_page("front_end.json"))
    assert not talentlink.recognise(page_of('<a href="https://x.example/apply?nPostingTargetID=3">Apply</a>'))


@pytest.mark.parametrize("name", ["lumesse", "talentlink"])
def test_the_new_front_end_is_recognised_under_both_names_of_its_maker(name: str) -> None:
    widget = f'<script src="/x.js" data-{name}-fo-host="emea3.recruitmentplatform.example"></script>'
    assert talentlink.recognise(page_of(widget, "https://www.council.example/jobs"))
