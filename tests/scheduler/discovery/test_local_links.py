"""GOV.UK's export of local links gives each council's careers page, by what the service is called."""

import pytest

from scheduler.discovery.local_links import careers_pages
from scraper.pages import Problem
from tests.conftest import page_of

HEAD = "Authority Name,SNAC,GSS,Description,LGSL,LGIL,URL,Supported by GOV.UK\n"


def test_the_page_on_council_jobs_is_taken_whatever_its_number() -> None:
    text = HEAD + (
        "Ashford Borough Council,29UB,E07000105,Council tax bands: Find out about,57,8,https://www.ashford.gov.uk/tax,true\n"
        "Ashford Borough Council,29UB,E07000105,Job vacancies in the council: Apply,9,0,https://www.ashford.gov.uk/work,true\n"
        "Ashford Borough Council,29UB,E07000105,Housing benefit: Apply,9,0,https://www.ashford.gov.uk/hb,true\n"
        "Dover District Council,29UE,E07000108,Job vacancies in the council: Apply,9,0,,false\n"
    )
    assert careers_pages(page_of(text)) == {"E07000105": "https://www.ashford.gov.uk/work"}


def test_a_council_that_is_no_more_speaks_for_the_one_that_took_over() -> None:
    row = "Allerdale,16UB,E07000026,Council jobs: Find,1,8,https://www.allerdale.gov.uk/jobs,true\n"
    assert careers_pages(page_of(HEAD + row)) == {"E06000063": "https://www.allerdale.gov.uk/jobs"}


@pytest.mark.parametrize("body", [b"", b"<html>Sign in</html>", b"a,b\n1,2\n", b"\xff\xfe\x00", b'"GSS","x\n' * 3])
def test_what_is_no_export_is_said_to_be_none(body: bytes) -> None:
    with pytest.raises(Problem):
        careers_pages(page_of(body))
