"""An advert's page in a theme that nobody knows is read on every platform; what is not its page is refused."""

import pytest

from scraper.pages import Page, Problem
from scraper.platforms.read import read_detail
from scraper.platforms.registry import load
from scraper.records import Advert
from tests.conftest import page_of

URL = "https://x.example/job/4410/market-manager"
LABELLED = {
    "definitions": "<dl><dt>Location<dd>Ludlow<dt>Salary<dd>£31,537<dt>Closing date<dd>9 May</dl>",
    "table": "<table><tr><th>Pay<td>£31,537<tr><th>Apply by<td>9 May<tr><th>Place of work<td>Ludlow</table>",
    "strong": "<p><b>Closes:</b> 9 May</p><p><b>Salary:</b> £31,537</p><p><b>Location:</b> Ludlow</p>",
    "bilingual": "<p>Cyflog / Salary: £31,537<p>Lleoliad / Location: Ludlow<p>Dyddiad cau / Closing date: 9 May",
}
PLATFORMS = ("madgex", "tribepad", "successfactors", "myjobscotland", "jobiqo", "talentlink", "nhsjobs", "jobposting")


def _page(labels: str, title: str = "Market Manager", url: str = URL) -> Page:
    body = f"<nav><a href='/'>Home</a></nav><main><h1>{title}</h1>{labels}<p>Keep the market running.</p></main>"
    return page_of(f"<html><head><title>x</title></head><body>{body}</body></html>", url)


def _listed(title: str | None = "Market Manager", reference: str | None = None) -> Advert:
    return Advert(source_ref="4410", title=title, url=URL, detail_url=URL, reference=reference)


def _cause(page: Page, advert: Advert) -> str | None:
    try:
        read_detail(load("jobposting"), page, advert)
    except Problem as problem:
        return problem.cause
    return None


@pytest.mark.parametrize("markup", LABELLED)
@pytest.mark.parametrize("platform", PLATFORMS)
def test_labels_are_read_under_the_advert_s_title(platform: str, markup: str) -> None:
    found = read_detail(load(platform), _page(LABELLED[markup]), _listed())
    assert (found.salary_text, found.closing_text, found.location_texts) == ("£31,537", "9 May", ("Ludlow",))
    assert found.description is not None
    assert "Home" not in found.description


@pytest.mark.parametrize(
    "title", ["Market Manager", "MARKET MANAGER", "Market Manager - Shropshire", "Market Manager (12)"]
)
def test_a_heading_may_add_to_the_title(title: str) -> None:
    assert _cause(_page(LABELLED["strong"], title), _listed()) is None


@pytest.mark.parametrize("title", ["Market Trader", "Our vacancies", "Manager"])
def test_a_page_headed_by_something_else_is_refused(title: str) -> None:
    assert _cause(_page(LABELLED["strong"], title), _listed()) == "layout_changed"


def test_an_address_that_came_without_a_title_has_to_show_more() -> None:
    assert _cause(_page(LABELLED["strong"]), _listed(title=None)) is None
    assert _cause(_page("<p>Location: Ludlow</p><p>Hours: 9 to 5</p>"), _listed(title=None)) == "layout_changed"
    assert _cause(_page("<p>Salary: £1</p>"), _listed()) == "layout_changed"


def test_another_number_or_another_reference_is_another_advert() -> None:
    sent_on = _page(LABELLED["strong"], url="https://x.example/job/5511/market-manager")
    assert _cause(sent_on, _listed()) == "layout_changed"
    named = _page(LABELLED["strong"] + "<p>Reference: B/2</p>")
    assert _cause(named, _listed(reference="A/1")) == "layout_changed"
    assert _cause(named, _listed(reference="B/2")) is None


def test_a_page_that_says_the_advert_is_gone_stays_gone() -> None:
    gone = _page("<p>Sorry, this vacancy has closed and is no longer available.</p>", "Vacancy not found")
    assert _cause(gone, _listed()) == "soft_404"


@pytest.mark.parametrize(
    ("title", "more"),
    [("2,371 search results", ""), ("9,307 jobs found", ""), ("Vacancies", "<p>Closing date: 7 May</p>")],
)
def test_a_list_is_no_advert_that_nobody_named(title: str, more: str) -> None:
    assert _cause(_page(LABELLED["strong"] + more, title), _listed(title=None)) == "layout_changed"
