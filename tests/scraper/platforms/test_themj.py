"""The MJ's block of adverts, whatever its tags: told by the words of its button, read by the order of its lines."""

import pytest

from scraper.pages import Problem
from scraper.platforms import themj
from scraper.platforms.base import Listing
from scraper.platforms.read import read_listing
from scraper.records import Advert
from tests.conftest import FIXTURES, page_of
from tests.scraper.platforms.fixture_pages import Fixture

SITE = "https://www.themj.co.uk/an-article"
ADS = (
    ("Director of Tides", "£104,625 - £112,300", "Lead from the front, and from behind.", "Suffolk County Council"),
    ("Chief Executive", "up to £179.404 p.a. inc.", "Cross the bridge before we come to it.", "Torbay Council"),
    ("Cemetery Manager", "£16.84 per hour", "Look after the quietest parks in town.", "Norwich City Council"),
)
MARKUPS = {
    "list items": "<li><h4>{0}</h4><p>{1}</p><p>{2} <a href='/a'>Apply for this job</a></p><p>{3}</p></li>",
    "divs": "<div><div>{0}</div><div>{1}</div><div>{2}</div><a href='/a'>Apply for this job</a><div>{3}</div></div>",
    "breaks": "<p><b>{0}</b><br>{1}<br>{2} Apply for this job<br>{3}</p>",
    "table": "<table><tr><td>{0}<td>{1}<td>{2} <a href='/a'>Apply for this job</a><td>{3}</table>",
    "spans": "<div><h3>{0}</h3><div>{1}</div><div>{2} <a href='/a'>Apply for this job</a> <span>{3}</span></div></div>",
    "unclosed": "<li><h4>{0}</h4><p>{1}<p>{2}<p><a href='/a'>Apply for this job &raquo;</a><p>{3}",
    "one link round it all": "<a href='/j'><h4>{0}</h4><p>{1}</p><p>{2}</p><p>Apply for this job</p><p>{3}</p></a>",
    "inline": "<div><a href='/j'><i>{0}</i></a><i>{1}</i><p>{2}<a>Apply for this job</a></p><i>{3}</i></div>",
    "spans only": "<div><i>{0}</i> <i>{1}</i> <i>{2}</i> <a href='/a'>Apply for this job</a> <i>{3}</i></div>",
    "barred": "<div><h3>{0}</h3><p>{1}</p><p>{2}</p><p><a href='/a'>Apply for this job</a> | {3}</p></div>",
    "two buttons": "<li><h4>{0}</h4><p>{1}<p>{2}<p>Apply for this job</p><a>Apply for this job</a><p>{3}</p></li>",
}


def read(html: str) -> Listing:
    return read_listing(themj, page_of(html, url=SITE), {"url": SITE})


def shown(markup: str) -> str:
    block = "<h2>Latest jobs</h2>" + "".join(MARKUPS[markup].format(*ad) for ad in ADS)
    return (
        f"<body><h1>News</h1><p>It rained.</p><section>{block}</section><aside>{block}</aside><footer>The MJ</footer>"
    )


def row(advert: Advert) -> tuple[str | None, ...]:
    return (advert.title, advert.salary_text, advert.summary, advert.recruiter_text)


@pytest.mark.parametrize("markup", MARKUPS)
def test_each_advert_is_read_once_in_any_markup_though_the_block_stands_twice(markup: str) -> None:
    assert [row(advert) for advert in read(shown(markup)).adverts] == list(ADS)


def test_without_a_heading_over_the_block_the_last_pay_above_the_button_tells_the_title() -> None:
    html = shown("divs").replace("Latest jobs", "Authorities may borrow £2m for sea walls.")
    assert [row(advert) for advert in read(html).adverts] == list(ADS)


def own(name: str) -> Listing:
    fixture = Fixture(FIXTURES / "themj" / name)
    return read_listing(themj, fixture.page, fixture.options)


def test_a_page_shows_a_sample() -> None:
    found = own("page.html")
    assert (found.extent, found.next, found.declared_total, len(found.adverts)) == ("sample", (), None, 5)


def test_an_advert_without_pay_has_none_and_keeps_its_summary() -> None:
    fourth = own("page.html").adverts[3]
    assert (fourth.title, fourth.salary_text) == ("Monitoring Officer", None)
    assert fourth.summary == "Keep us honest, in writing, every day of the week."


def test_a_title_that_reads_like_pay_is_a_title() -> None:
    second = own("page.html").adverts[1]
    assert (second.title, second.salary_text) == ("Head of Voluntary Services", "Competitive")


def test_a_place_is_read_only_where_the_summary_ends_in_one() -> None:
    assert [advert.location_texts for advert in own("page.html").adverts] == [("Ipswich",), (), (), (), ("Norwich",)]


def test_the_number_in_an_address_identifies_and_tracking_is_dropped() -> None:
    first = own("page.html").adverts[0]
    assert first.source_ref == "42001"
    assert first.apply_url == first.url == "https://www.themj.co.uk/jobs/director-of-estuary-affairs/42001"


def test_only_the_block_itself_can_say_that_there_are_no_adverts() -> None:
    assert own("none.html").empty
    with pytest.raises(Problem):
        own("article.html")


def test_other_sites_with_the_same_button_are_not_this_one() -> None:
    assert not themj.recognise(page_of(shown("divs"), url="https://www.example.org/"))
    assert themj.recognise(page_of(b"", url=SITE))
