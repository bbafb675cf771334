"""Jobtrain's cards and detail pages; whole ones are in fixtures/jobtrain, a captured one in the reference folder."""

from pathlib import Path

import pytest

from scraper.pages import Problem
from scraper.platforms import jobtrain
from scraper.platforms.base import Listing
from scraper.platforms.read import read_detail, read_listing
from scraper.records import Advert
from tests.conftest import page_of

URL = "https://www.jobtrain.co.uk/northshire/Home/_JobCard?Skip=0&what="
LISTED = Advert(
    source_ref="7", title="Cook", reference="N-7", detail_url="https://www.jobtrain.co.uk/n/Job/JobDetail?JobId=7"
)


def _read(body: str, url: str = URL) -> Listing:
    return read_listing(jobtrain, page_of(body, url), {"url": url})


def _card(inner: str, ref: int = 7) -> str:
    return f'<div class="job-card"><a href="/n/Job/JobDetail?JobId={ref}">Cook</a>{inner}</div>'


def _total(number: int) -> str:
    return f'<input type="hidden" id="totalMatchRecords" value="{number}">'


@pytest.mark.parametrize(
    ("given", "asked"),
    [
        ("https://www.jobtrain.co.uk/northshire", URL),
        ("https://www.jobtrain.co.uk/northshire/Home/Job", URL),
        ("https://www.jobtrain.co.uk/northshire/displayjob.aspx?jobid=9", URL),
        ("https://apply.jobs.example.uk/", "https://apply.jobs.example.uk/Home/_JobCard?Skip=0&what="),
        (URL, URL),
    ],
)
def test_any_page_of_a_tenant_leads_to_its_cards(given: str, asked: str) -> None:
    assert [request.url for request in jobtrain.requests({"url": given})] == [asked]


def test_the_captured_fragment_gives_its_two_adverts_with_nine_fields(shared: Path) -> None:
    body = (shared / "samples/jobtrain/beamishmuseum_jobcard_trimmed.html").read_bytes()
    found = read_listing(
        jobtrain, page_of(body, "https://www.jobtrain.co.uk/beamishmuseum/Home/_JobCard"), {"url": URL}
    )
    first, second = found.adverts
    assert (first.source_ref, first.title, first.location_texts, first.reference, first.salary_text) == (
        "157", "Food and Beverage Stock Controller", ("Beamish Museum Co Durham",), "000142", "£28,494"
    )  # fmt: skip
    assert (first.category_text, first.closing_text) == ("Operations", None)
    assert (second.source_ref, second.location_texts, second.salary_text, second.closing_text) == (
        "162", ("Beamish Museum Co Durham",), "£13.01 Per Hour", "10/10/2026"
    )  # fmt: skip
    assert second.title == "Metal Fabricator Apprentice (Fixed Term)"
    assert (found.declared_total, found.next) == (2, ())


def test_the_name_of_an_icon_is_no_place() -> None:
    for icon in (
        "<i>location_on</i>",
        '<i class="material-icons">place</i>',
        '<span class="material-icons">map</span>',
    ):
        card = _card(f'<div class="job-card__location">{icon}<strong> Selby </strong></div>')
        assert _read(card).adverts[0].location_texts == ("Selby",)


def test_an_item_is_read_by_its_label_else_by_its_class() -> None:
    unknown = '<p class="jobdetailsitem salary"><strong>What we pay:</strong> £9</p>'
    known = '<p class="jobdetailsitem x"><b>Closing date:</b> 1/2/2027</p>'
    advert = _read(_card(unknown + known)).adverts[0]
    assert (advert.salary_text, advert.closing_text) == ("£9", "1/2/2027")


def test_a_card_may_lack_a_closing_date_or_have_a_placeholder() -> None:
    assert _read(_card("")).adverts[0].closing_text is None
    item = '<p class="jobdetailsitem closingdate"><strong>Closing date:</strong> 01/01/0001</p>'
    assert _read(_card(item)).adverts[0].closing_text is None


def test_two_links_of_one_card_are_one_advert_with_its_title() -> None:
    body = _card('<a href="/n/Job/JobDetail?JobId=7">View details</a>') + _card("", 8)
    assert [(one.source_ref, one.title) for one in _read(body).adverts] == [("7", "Cook"), ("8", "Cook")]


def test_a_link_round_the_whole_card_is_titled_by_its_heading() -> None:
    body = '<div><a href="/n/Job/JobDetail?JobId=7"><h3>Cook</h3><p>Salary: £9</p></a></div><div>' + _card("", 8)
    assert _read(body).adverts[0].title == "Cook"


def test_it_asks_on_until_the_declared_total() -> None:
    found = _read(_total(3) + _card("", 7) + _card("", 8))
    assert found.declared_total == 3
    assert [request.url for request in found.next] == [URL.replace("Skip=0", "Skip=2")]
    assert _read(_total(3) + _card("", 9), URL.replace("Skip=0", "Skip=2")).next == ()


def test_a_page_that_names_the_cards_leads_to_them() -> None:
    found = _read('<input id="requestUrl" data-request-url="/new/Home/_JobCard">', "https://www.jobtrain.co.uk/new")
    assert [request.url for request in found.next] == ["https://www.jobtrain.co.uk/new/Home/_JobCard"]


def test_it_is_empty_only_when_it_says_so() -> None:
    assert _read(_total(0)).empty
    for body in (_total(4), "<div class='job-cards'></div>"):
        with pytest.raises(Problem) as caught:
            _read(body)
        assert caught.value.cause == "layout_changed"


def test_a_detail_page_reads_entities_inside_its_json_and_drops_placeholder_dates() -> None:
    body = (
        '<script type="application/ld+json">{"@type":"JobPosting","title":"Cook","validThrough":"0001-01-01T00:00:00",'
        '"baseSalary":"&#xA3;13.65/hour - &#xA3;14.03/hour (CRB18)","datePosted":"2026-11-02"}</script>'
    )
    found = read_detail(jobtrain, page_of(body, LISTED.detail_url or ""), LISTED)
    assert (found.salary_text, found.closing_text) == ("£13.65/hour - £14.03/hour (CRB18)", None)
    assert (found.reference, found.posted_text, found.source_ref) == ("N-7", "2026-11-02", "7")


def test_a_detail_page_without_an_advert_is_a_problem() -> None:
    with pytest.raises(Problem):
        read_detail(jobtrain, page_of("<p>Welcome</p>", LISTED.detail_url or ""), LISTED)


def test_it_recognises_its_own_only() -> None:
    assert jobtrain.recognise(page_of("<p>Jobs", "https://www.jobtrain.co.uk/northshire/"))
    assert jobtrain.recognise(page_of(_card("")))
    assert not jobtrain.recognise(page_of("<a href='https://www.jobtrain.co.uk/n/Job/JobDetail?JobId=7'>Cook</a>"))
    assert not jobtrain.recognise(page_of("<a href='/jobs/7'>Cook</a>"))
    assert not jobtrain.recognise(page_of(b"\x00\x01"))


def test_a_new_tag_is_no_part_of_the_title() -> None:
    tagged = '<div class="job-card"><a href="/n/Job/JobDetail?JobId=7"><span class="badge">NEW</span> {}</a></div>'
    titles = [_read(tagged.format(title)).adverts[0].title for title in ("Cook", "New Homes Officer")]
    assert titles == ["Cook", "New Homes Officer"]


@pytest.mark.parametrize("said", ["<h2>There are 0 jobs matching</h2>", '<input id="totalMatchRecords" value="0">'])
def test_a_page_that_waits_for_its_script_is_not_empty_but_leads_to_the_cards(said: str) -> None:
    page = _read(said, "https://jobs.northshire.example/Home/Job")
    assert not page.empty
    assert [one.url for one in page.next] == ["https://jobs.northshire.example/Home/_JobCard?Skip=0&what="]
    assert _read("<h2>There are 0 jobs matching</h2>").empty


def test_a_tenant_s_own_items_are_read() -> None:
    items = (
        '<p class="jobdetailsitem employmenttype"><strong>Employment type:</strong> Permanent</p>'
        '<p class="jobdetailsitem livedate"><strong>Live date:</strong> 06/10/2026</p>'
        '<p class="jobdetailsitem location"><strong>Location:</strong> Aberdeen</p>'
        '<p class="jobdetailsitem school"><strong>Employer (Board):</strong> Northshire Council</p>'
    )
    advert = _read(_card(items)).adverts[0]
    assert (advert.contract_text, advert.posted_text) == ("Permanent", "06/10/2026")
    assert (advert.location_texts, advert.recruiter_text) == (("Aberdeen",), "Northshire Council")


def test_a_tenant_on_the_employer_s_own_host_is_recognised_by_its_help() -> None:
    body = '<footer><a href="https://jobseekersupport.jobtrain.co.uk/">Help</a></footer>'
    assert jobtrain.recognise(page_of(body, "https://jobs.northshire.example/Home/Job"))
