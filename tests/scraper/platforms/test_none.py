"""The many ways councils say that there are no vacancies, and sentences that do not say so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.platforms.helpers.markup import parse_html
from scraper.platforms.helpers.none import none_in, says_none

DENIALS = [
    "There are currently no vacancies",
    "There are no current vacancies at this time - please check back later",
    "There are no job openings available which match your criteria.",
    "Sorry, there are no vacancies that match your search criteria. Please try again.",
    "At present there are no vacancies available",
    "There aren't any vacancies at the moment",
    "We currently have no vacancies at Durham County Council, please check back soon",
    "We don't have any open positions right now",
    "Unfortunately, we do not have any vacancies right now",
    "We are not currently recruiting",
    "Sorry, no jobs",
    "No jobs found",
    "No jobs found for “librarian”",
    "No results match",
    "No matching vacancies were found",
    "No vacancies to display",
    "no current vacancies",
    "0 jobs found",
    "0 results",
    "Showing 0 of 0 jobs",
    "Showing 0 to 0 of 0 entries",
    "Jobs found: 0",
    "Vacancies (0)",
    "Your search returned no results",
    "Your search did not match any jobs",
    "We couldn’t find any jobs matching your search",
    "Nid oes unrhyw swyddi gwag ar hyn o bryd.",
    "Nid oes unrhyw swyddi",
    "Does dim swyddi gwag ar hyn o bryd",
    "Dim canlyniadau",
]
NOT_DENIALS = [
    "0 vacancies left in this team",
    "There is no closing date for this post",
    "no closing date",
    "You have no saved jobs",
    "There are no jobs in your basket",
    "no recent jobs",
    "no job alerts",
    "10 vacancies",
    "1,000 jobs",
    "100 results",
    "Permanent (0)",
    "No job is too small for our team",
    "No experience required for these jobs",
    "No agencies please",
    "There are no vacancies for drivers under 21",
    "This role is not available to job share",
    "We are recruiting",
    "If there are no vacancies that suit you, register for alerts",
    "",
]


@pytest.mark.parametrize("line", DENIALS)
def test_a_plain_denial_is_evidence(line: str) -> None:
    assert none_in([line])
    assert none_in([line.upper()])


@pytest.mark.parametrize("line", NOT_DENIALS)
def test_other_sentences_are_not(line: str) -> None:
    assert not none_in([line])


@pytest.mark.parametrize(
    "markup",
    [
        "<p hidden>No jobs found</p>",
        "<div style='display: none'><p>No jobs found</p></div>",
        "<template><p>No jobs found</p></template>",
        "<script>show('No jobs found')</script>",
        "<p class=d-none>No jobs found</p>",
        "<p>No jobs found</p><p>Showing 1 - 10 of 42 jobs</p>",
        "<p>No jobs found</p><ul><li>Closing date: 4 December 2026</li></ul>",
    ],
)
def test_what_is_hidden_or_contradicted_is_no_evidence(markup: str) -> None:
    assert not says_none(parse_html(markup))


def test_a_denial_is_read_across_inline_tags() -> None:
    assert says_none(parse_html("<p>There are <b>currently</b>&nbsp;<i>no</i> <a href=/x>vacancies</a>.</p>"))


@given(st.text(max_size=300))
def test_no_text_raises(text: str) -> None:
    assert none_in([text]) in (True, False)
