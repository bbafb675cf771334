"""Totals that listings declare, and numbers that are about something else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.platforms.helpers.markup import parse_html
from scraper.platforms.helpers.totals import declared_total, total_in

TOTALS = {
    "Showing 1 - 25 of 2,173": 2173,
    "Showing 1 - 25 of 2173 available jobs": 2173,
    "Displaying 1 to 10 of 42": 42,
    "Showing results 1 to 25 of 42 | Sort by: date": 42,
    "1-10 of 42 results": 42,
    "1 – 20 of 57": 57,
    "Jobs 1 to 20 of 143": 143,
    "Showing 25 of 300 jobs": 300,
    "Dangos 1 - 10 o 42": 42,
    "42 vacancies found": 42,
    "9,307 jobs found": 9307,
    "We found 42 jobs": 42,
    "Found 12 matching jobs": 12,
    "Your search returned 1 job": 1,
    "Your search has returned 17 vacancies": 17,
    "There are currently 42 vacancies": 42,
    "There is 1 job available": 1,
    "Total jobs: 42": 42,
    "Results: 42": 42,
    "Jobs found: 0": 0,
}
OTHER_NUMBERS = [
    "Page 1 of 5",
    "1 to 10 / 11 to 20",
    "work 2 - 3 of 5 days from home",
    "£20,000 - £30,000 of pay",
    "There are 300+ jobs",
    "over 300 jobs found",
    "Results 1-10 of about 3,000",
    "Showing 10 jobs per page",
    "Vacancies: 2",
    "Permanent (42)",
    "37 hours a week",
    "closing date 12 of the 12",
    "You will manage a team of 12 posts across 3 sites and answer for a budget of £2,173,000 in all seasons",
]


@pytest.mark.parametrize("line", TOTALS)
def test_a_line_that_declares_a_total(line: str) -> None:
    assert total_in([line]) == TOTALS[line]


@pytest.mark.parametrize("line", OTHER_NUMBERS)
def test_a_line_about_something_else(line: str) -> None:
    assert total_in([line]) is None


@pytest.mark.parametrize(
    ("markup", "total"),
    [
        ("<h1>23 Jobs</h1>", 23),
        ("<h1><span>23</span> <span>Jobs</span></h1>", 23),
        ("<title>2,371 Search results - Jobs</title><p>x", 2371),
        ("<p>Showing <b>1</b> - <b>25</b> of <b>2,173</b></p>", 2173),
        ("<input type=hidden id=totalMatchRecords value=12>", 12),
        ("<input type=hidden id=totalCurrentRecords value=10><input type=hidden id=TotalRecords value=31>", 31),
        ("<div data-total-results=8></div>", 8),
        ("<h2>5 jobs</h2><h2>7 jobs</h2>", None),
        ("<li class=card>3 vacancies</li>", None),
        ("<script>Showing 1 - 25 of 99</script>", None),
        ("<p>Nothing here</p>", None),
    ],
)
def test_a_page_declares(markup: str, total: int | None) -> None:
    assert declared_total(parse_html(markup)) == total


def test_a_number_smaller_than_what_was_read_is_about_something_else() -> None:
    page = parse_html("<p>There are 2 vacancies available in this team.</p><p>Showing 1 - 3 of 3</p>")
    assert declared_total(page, 3) == 3
    assert declared_total(parse_html("<p>There are 2 vacancies available</p>"), 3) is None


@given(st.integers(1, 99_999), st.integers(1, 50))
def test_any_range_declares_its_last_number(total: int, shown: int) -> None:
    assert total_in([f"Showing 1 - {shown} of {total:,} vacancies"]) == total


@given(st.text(max_size=300))
def test_no_text_raises(text: str) -> None:
    found = total_in([text])
    assert found is None or found >= 0
