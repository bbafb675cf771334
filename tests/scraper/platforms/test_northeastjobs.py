"""North East Jobs: labels between bars in a feed, three shapes of one link, and advert pages of labels."""

from pathlib import Path

import pytest

from scraper.pages import Page, Problem
from scraper.platforms import northeastjobs
from scraper.platforms.base import Listing
from scraper.platforms.read import read_detail, read_listing
from scraper.records import Advert
from tests.conftest import FIXTURES, page_of

URL = "https://www.northeastjobs.org.uk/RSSJobs.aspx?orgid=62"
ADVERT_URL = "https://www.northeastjobs.org.uk/Default.aspx?page=jobdetail&jid=401001"
OWN = FIXTURES / "northeastjobs"
WELDER = 1
"""Where the welder stands in the feed."""


def listed(body: bytes, **options: bool) -> Listing:
    return read_listing(northeastjobs, page_of(body, url=URL), {"url": URL, **options})


def adverts(**options: bool) -> tuple[Advert, ...]:
    return listed((OWN / "feed.xml").read_bytes(), **options).adverts


def advert_page(url: str = ADVERT_URL) -> Page:
    return page_of((OWN / "advert.html").read_bytes(), url=url)


def test_three_shapes_of_a_link_are_told_by_their_number_and_two_links_to_one_advert_are_one() -> None:
    assert [advert.source_ref for advert in adverts()] == ["401000", "401001", "401002", "401003", "1"]


def test_labels_between_bars_are_fields_and_the_blurb_is_the_summary() -> None:
    first = adverts()[0]
    assert first.summary == "Welcome visitors and mind the carousel"
    assert (first.contract_text, first.salary_text) == ("Permanent; Part time", "£24,404")
    assert first.closing_text == "04/12/2026 23:59"


def test_missing_labels_and_a_missing_employer_stay_unknown() -> None:
    last = adverts()[-1]
    assert (last.salary_text, last.closing_text, last.recruiter_text, last.contract_text) == (None,) * 4


def test_amounts_stay_apart_as_printed() -> None:
    assert adverts()[WELDER].salary_text == "£30,559 rising to £62,489 700 annualised"


def test_a_blurb_that_has_a_line_of_its_own_about_pay_keeps_it() -> None:
    assert adverts()[WELDER].summary == "Mend railings for Durham County Council. Salary: see below."


def test_labels_glued_to_the_blurb_are_found() -> None:
    glued = adverts()[2]
    assert (glued.summary, glued.contract_text) == ("North Tyneside Council seeks a coordinator", "Fixed Term")


def test_any_label_may_be_the_first_one_glued_before_a_bar() -> None:
    body = (
        (OWN / "feed.xml").read_bytes().replace(b"coordinator Contract Type: Fixed Term&amp;nbsp;|&amp;nbsp;", b"x: ")
    )
    glued = listed(body).adverts[2]
    assert (glued.summary, glued.salary_text) == ("North Tyneside Council seeks a x:", "£31,586")
    assert glued.closing_text == "02/12/2026 12:00"


def test_advert_pages_are_read_unless_the_source_says_otherwise() -> None:
    assert all(advert.detail_url == advert.url for advert in adverts())
    assert {advert.detail_url for advert in adverts(detail=False)} == {None}


def test_an_empty_feed_is_empty_and_half_of_one_is_not() -> None:
    body = (OWN / "none.xml").read_bytes()
    assert listed(body).empty
    with pytest.raises(Problem):
        listed(body[:-20])


def test_an_advert_page_adds_place_number_and_hours_and_leaves_the_search_form_out() -> None:
    told = read_detail(northeastjobs, advert_page(), Advert(source_ref="401001", detail_url=ADVERT_URL))
    assert told.location_texts == ("Meadowfield Depot, Durham",)
    assert (told.reference, told.hours_text, told.posts_text) == ("N12087", "37", "2")
    assert (told.posted_text, told.closing_text) == ("16/11/2026 09:00", "01/12/2026 12:00")
    assert (told.contract_text, told.category_text) == ("Temporary; Full time", "Engineering")


def test_being_sent_on_to_another_advert_or_to_no_advert_is_a_problem() -> None:
    other = Advert(source_ref="401009", detail_url=ADVERT_URL.replace("401001", "401009"))
    with pytest.raises(Problem):
        read_detail(northeastjobs, advert_page(), other)
    with pytest.raises(Problem):
        read_detail(northeastjobs, page_of("<h1>Search jobs</h1>", url=URL), other)


def test_the_captured_feed_gives_6_adverts_with_all_their_labels(shared: Path) -> None:
    found = listed((shared / "samples/northeastjobs/nejobs_rss_trimmed.xml").read_bytes()).adverts
    assert [advert.source_ref for advert in found] == ["301000", "302990", "292843", "1", "302838", "302528"]
    count = {name: sum(bool(getattr(advert, name)) for advert in found) for name in Advert.__struct_fields__}
    assert (count["closing_text"], count["salary_text"], count["contract_text"]) == (6, 3, 3)
    assert (count["category_text"], count["posted_text"], count["summary"]) == (5, 3, 6)


@pytest.mark.parametrize(
    ("title", "employer"),
    [
        ("Cook (Term Time) - Durham County Council", "Durham County Council"),
        ("Cook (Term Time) - St Bede's School - Hartlepool", "St Bede's School - Hartlepool"),
        ("Cook (Term Time) - Gateshead Council | North East Jobs", "Gateshead Council"),
        ("Cook (Term Time) - North East Jobs", None),
        ("Cook (Term Time)", None),
        ("North East Jobs - Job details", None),
    ],
)
def test_the_employer_stands_after_the_job_in_the_title_of_its_page(title: str, employer: str | None) -> None:
    page = page_of(f"<title>{title}</title><dl><dt>Salary:</dt><dd>£24,404</dd></dl>", url=ADVERT_URL)
    advert = Advert(source_ref="401001", title="Cook (Term Time)", detail_url=ADVERT_URL)
    assert read_detail(northeastjobs, page, advert).recruiter_text == employer
