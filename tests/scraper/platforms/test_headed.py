"""Adverts under headings of their own, with no page of their own, and pages whose headings are no titles."""

import pytest

from scraper.pages import Problem
from scraper.platforms import jobposting
from scraper.platforms.read import read_listing
from scraper.records import Advert
from tests.conftest import page_of

URL = "https://x.example/vacancies"
LABELS = "<dl><dt>Salary<dd>£{0}<dt>Location<dd>Ely<dt>Closing date<dd>{0} May</dl>"
MARKUPS = {
    "details": "<details><summary>Clerk {0}</summary>" + LABELS + "<a href='/f/{0}.docx'>Form</a></details>",
    "headings": "<h3>Clerk {0}</h3><p>Salary: £{0}</p><p>Location: Ely</p><p>Closing date: {0} May</p>",
}


def _adverts(body: str) -> tuple[Advert, ...]:
    return read_listing(jobposting, page_of(f"<main><h1>Vacancies</h1>{body}</main>", URL), {"url": URL}).adverts


@pytest.mark.parametrize("markup", MARKUPS)
def test_adverts_are_read_under_their_headings(markup: str) -> None:
    found = _adverts("".join(MARKUPS[markup].format(number) for number in (11, 12)))
    told = [(ad.title, ad.salary_text, ad.closing_text, ad.location_texts) for ad in found]
    assert told == [(f"Clerk {n}", f"£{n}", f"{n} May", ("Ely",)) for n in (11, 12)]
    assert len({ad.source_ref for ad in found}) == 2


def test_a_reference_stays_when_pay_and_dates_change() -> None:
    body = "".join(MARKUPS["headings"].format(number) for number in (11, 12))
    before, after = _adverts(body), _adverts(body.replace("£1", "£4").replace("May", "June"))
    assert [ad.source_ref for ad in before] == [ad.source_ref for ad in after]
    assert before != after


@pytest.mark.parametrize(
    "body",
    [
        MARKUPS["headings"].format(11),
        "<h2>How to apply</h2><p>By post.</p><h2>Benefits</h2><p>Pay: fair</p><h2>Contact</h2><p>Location: Ely</p>",
        "<h2>Closing date</h2><p>9 May</p><h2>Salary</h2><p>£20,000</p><h2>Location</h2><p>Ely</p>",
    ],
)
def test_headings_of_a_page_about_jobs_are_no_adverts(body: str) -> None:
    with pytest.raises(Problem) as caught:
        _adverts(body)
    assert caught.value.cause == "layout_changed"
