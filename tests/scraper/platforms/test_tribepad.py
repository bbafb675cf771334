"""Tribepad: fields told by itemprops and icons; XML of texts escaped twice and answers by number."""

from pathlib import Path

import pytest

from scraper.pages import Page, Problem
from scraper.platforms import tribepad
from scraper.platforms.read import read_detail, read_listing
from scraper.records import Advert
from tests.conftest import FIXTURES, page_of

CLASSIC = "https://jobs.coventry.example/jobs/search/-1/1"
GRO = "https://rugby.tribepad-gro.example/v2/job/search?page=1&records_per_page=2"
LISTS = {
    "custom": ["13=Working pattern", "15=Pay grade"],
    "answers": ["13/16=Full Time", "15/24=Single Status", "15/36=ORBIS Blended Grades"],
}


def _page(name: str, url: str = CLASSIC) -> Page:
    return page_of((FIXTURES / "tribepad" / name).read_bytes(), url)


def _vendor(**options: list[str]) -> tuple[Advert, ...]:
    return tribepad.listing(_page("vendor.xml"), {"url": CLASSIC, **options}).adverts


def _job(inside: str) -> Advert:
    job = f"<job><job_id>1</job_id><job_title>New Worker</job_title>{inside}</job>"
    return tribepad.listing(page_of(job), {}).adverts[0]


def test_a_classic_card_is_read_by_itemprops_and_icons() -> None:
    advert = tribepad.listing(_page("classic.html"), {}).adverts[0]
    assert (advert.source_ref, advert.title) == ("4410", "Housing Options Officer")
    assert advert.salary_text == "£33,366 - £37,938 per annum"
    assert advert.contract_text == "Permanent"
    assert advert.posted_text == "16/11/2026"
    assert advert.closing_text == "06/12/2026 23:59"


def test_the_country_at_the_end_of_an_address_says_nothing_of_northern_ireland() -> None:
    places = [advert.location_texts for advert in tribepad.listing(_page("classic.html"), {}).adverts]
    assert places == [("One Friargate, Coventry, CV1 2GN",), ("War Memorial Park, Coventry",), ("Coventry",)]


def test_two_links_to_one_advert_are_one_card() -> None:
    found = tribepad.listing(_page("classic.html"), {})
    assert [advert.source_ref for advert in found.adverts] == ["4410", "4411", "4412"]
    assert found.declared_total == 5


def test_classic_pages_are_numbered_in_the_path() -> None:
    first = tribepad.listing(_page("classic.html"), {})
    assert [request.url for request in first.next] == [CLASSIC.removesuffix("1") + "2"]
    at_root = tribepad.listing(_page("classic.html", "https://jobs.coventry.example/"), {})
    assert at_root.next == first.next
    assert tribepad.listing(_page("classic_last.html", CLASSIC.removesuffix("1") + "2"), {}).next == ()


def test_a_gro_card_is_read_by_its_icons() -> None:
    advert = tribepad.listing(_page("gro.html", GRO), {}).adverts[0]
    assert advert.location_texts == ("Rugby",)
    assert advert.salary_text == "£31,022 to £34,434"
    assert advert.category_text == "Legal & Democratic"
    assert advert.contract_text == "Full Time"
    assert advert.reference == "RBC-0091"


def test_the_days_left_are_no_part_of_a_closing_date() -> None:
    closing = [advert.closing_text for advert in tribepad.listing(_page("gro.html", GRO), {}).adverts]
    assert closing == ["11/12/26", "27/11/26"]


def test_a_session_in_a_link_is_left_out() -> None:
    advert = tribepad.listing(_page("gro.html", GRO), {}).adverts[0]
    assert advert.url == "https://rugby.tribepad-gro.example/members/modules/job/detail.php?record=901"


def test_gro_pages_are_walked_until_their_total() -> None:
    first = tribepad.listing(_page("gro.html", GRO), {})
    assert first.declared_total == 3
    assert [request.url for request in first.next] == [GRO.replace("page=1", "page=2")]
    assert tribepad.listing(_page("gro_last.html", GRO.replace("page=1", "page=2")), {}).next == ()


@pytest.mark.parametrize("name", ["classic_none.html", "gro_none.html", "vendor_none.xml"])
def test_none_is_empty(name: str) -> None:
    assert read_listing(tribepad, _page(name), {}).empty


def test_an_advert_s_page_adds_its_body_and_labels() -> None:
    listed = Advert(source_ref="4410", title="Housing Options Officer", posted_text="16/11/2026")
    found = read_detail(tribepad, _page("classic_detail.html"), listed)
    assert found.reference == "COV/TP/101/4410"
    assert found.hours_text == "37 hours per week"
    assert found.recruiter_text == "Coventry City Council"
    assert found.posted_text == "16/11/2026"
    assert "lose their home" in (found.description or "")


def test_a_gro_page_gives_the_year_in_full() -> None:
    listed = Advert(source_ref="901", title="Democratic Services Officer", closing_text="11/12/26")
    assert read_detail(tribepad, _page("gro_detail.html"), listed).closing_text == "11/12/2026"


def test_a_page_without_an_advert_is_a_problem() -> None:
    with pytest.raises(Problem):
        read_detail(tribepad, page_of("<h1>Search</h1><p>Find work near you</p>"), Advert(source_ref="1"))


def test_pay_in_parts_is_read_from_the_texts_that_are_not_cut() -> None:
    assert _vendor()[0].salary_text == "£38296.5 - £41511.75 per annum"


def test_answers_are_read_by_the_lists_that_the_source_names() -> None:
    nurse, _, patrol, _ = _vendor(**LISTS)
    assert nurse.contract_text == "Permanent; Full Time"
    assert patrol.salary_text == "ORBIS Blended Grades"


def test_an_answer_by_number_says_nothing_without_its_list() -> None:
    nurse, _, patrol, _ = _vendor()
    assert nurse.contract_text == "Permanent"
    assert patrol.salary_text is None


def test_bodies_escaped_twice_come_out_as_html() -> None:
    nurse = _vendor()[0]
    assert nurse.title == "Learning Disability Nurse & Team Lead"
    assert nurse.category_text == "Health & Social Care"
    assert "<p>Hours of work: 37 per week<br />" in (nurse.description or "")
    assert nurse.summary == "Lead a team of community nurses."


def test_a_person_who_recruits_is_not_the_employer() -> None:
    nurse = _vendor()[0]
    assert nurse.recruiter_text == "East Sussex County Council"
    assert "Named" not in str(nurse)


def test_a_partnership_s_employer_stands_after_the_title() -> None:
    cook = _vendor()[1]
    assert cook.recruiter_text == "Hillside Nursery School"
    assert cook.advertiser_text == "East Sussex County Council"


def test_several_towns_in_one_field_are_several_places() -> None:
    assert _vendor()[1].location_texts == ("Lewes", "Uckfield", "Crowborough", "Forest Row")


def test_a_date_of_zeros_is_none() -> None:
    assert _vendor()[1].closing_text is None


@pytest.mark.parametrize(
    ("fields", "pay"),
    [
        ("<salary_from>bad</salary_from><salaryDisplay>£7,503.60 per annum</salaryDisplay>", "£7,503.60 per annum"),
        ("<salary_frequency>2</salary_frequency><salaryText>£9.68 - £11.20</salaryText>", "£9.68 - £11.20 per hour"),
        ("<salary_frequency>2</salary_frequency><salaryText>£12 per hour</salaryText>", "£12 per hour"),
        ("<salary_from>23000</salary_from><salary_to>0</salary_to><salary_currency>1</salary_currency>", "£23000"),
        ("<salary_from>0</salary_from><salary_to>0</salary_to><salaryText>Competitive</salaryText>", "Competitive"),
        ("<salary_from>0</salary_from><salary_to>0</salary_to><salaryDisplay/>", "Voluntary"),
        ("<salary_from>bad</salary_from><salary_to>0</salary_to>", None),
    ],
)  # fmt: skip
def test_pay_of_the_xml(fields: str, pay: str | None) -> None:
    assert _job(fields).salary_text == pay


def test_xml_that_breaks_off_is_not_empty() -> None:
    with pytest.raises(Problem):
        read_listing(tribepad, page_of("<jobs>"), {})


@pytest.mark.parametrize(
    ("name", "field", "expected"),
    [
        ("JobMultipleLocations", "location_texts", ("Lewes", "Uckfield", "Crowborough", "Forest Row")),
        ("NoClosingDate", "closing_text", None),
        ("PartnershipJob", "recruiter_text", "Example Organisation"),
        ("SalaryFromBadData", "salary_text", "£7,503.60 per annum"),
        ("SalaryHourlyRange", "salary_text", "£9.68 - £11.20 per hour"),
        ("SalaryRange", "salary_text", "£15000 - £19999"),
        ("SalaryTextOnly", "salary_text", "Competitive; ORBIS Blended Grades"),
        ("SalaryPayGradeOnly", "salary_text", "ORBIS Blended Grades"),
        ("SalaryToZero", "salary_text", "£23000"),
        ("SalaryVoluntary", "salary_text", "Voluntary"),
        ("JobXml", "location_texts", ("Lewes, BN7 1UE",)),
        ("JobXml", "coordinates", (50.8717, 0.00107299)),
        ("JobXml", "posts_text", "2"),
    ],
)
def test_the_captured_jobs_are_read_as_their_names_say(shared: Path, name: str, field: str, expected: object) -> None:
    (file,) = (shared / "samples" / "tribepad").glob(f"TribePad{name}*.xml")
    (advert,) = tribepad.listing(page_of(file.read_bytes()), {"url": CLASSIC, **LISTS}).adverts
    assert getattr(advert, field) == expected


def test_the_captured_lists_tell_what_answers_mean(shared: Path) -> None:
    folder = shared / "samples" / "tribepad"
    (lists,), (job,) = folder.glob("TribePadCustomFields*"), folder.glob("TribePadSalaryPayGradeOnly*")
    tables = lists.read_text(encoding="utf-8").partition("?>")[2]
    (advert,) = tribepad.listing(page_of(f"<jobs>{tables}{job.read_text(encoding='utf-8')}</jobs>"), {}).adverts
    assert advert.salary_text == "ORBIS Blended Grades"


def test_its_pages_are_recognised() -> None:
    for name in ("classic.html", "gro.html", "vendor.xml"):
        assert tribepad.recognise(_page(name)), name
    assert tribepad.recognise(_page("gro_none.html", "https://rugby.tribepad-gro.com/v2/job/search"))
    assert not tribepad.recognise(page_of('<span class="job-list-title">Cook</span>'))
    assert not tribepad.recognise(page_of("<jobs><job><title>Cook</title></job></jobs>"))


@pytest.mark.parametrize(
    ("icon", "shown", "field", "expected"),
    [
        ("fa-calendar-check", "Closing date: 10/12/2026", "closing_text", "10/12/2026"),
        ("fa-list-alt", "Reference CCC/TP/12/142", "reference", "CCC/TP/12/142"),
        ("fa-wallet", "Salary: Negotiable", "salary_text", "Negotiable"),
        ("fa-wallet", "Salary negotiable", "salary_text", "Salary negotiable"),
    ],
)
def test_a_label_beside_an_icon_is_no_part_of_the_value(icon: str, shown: str, field: str, expected: str) -> None:
    markup = (
        f"<h1>Cook</h1><div><i class='far {icon}'></i> {shown}</div><section class='job-details-section'>x</section>"
    )
    found = tribepad.detail(page_of(markup, "https://x.tribepad-gro.com/v2/1?record=7"), Advert(source_ref="7"))
    assert getattr(found, field) == expected


def test_a_council_s_own_search_without_jobs_is_recognised_by_the_maker_it_credits() -> None:
    url = "https://jobs.coventry.example/jobs/search/-1/1"
    assert tribepad.recognise(page_of("<p>No jobs found</p><footer>Powered by Tribepad</footer>", url))
    assert tribepad.recognise(page_of("<p>0 vacancies</p><img alt='Tribepad'>", "https://jobs.coventry.example/"))
    assert tribepad.recognise(page_of("<p>There are no vacancies.</p>", "https://rugby.tribepad.com/"))
    assert not tribepad.recognise(page_of("<p>No jobs found</p>", url))
    assert not tribepad.recognise(page_of("<p>About Tribepad</p>", "https://jobs.coventry.example/"))
