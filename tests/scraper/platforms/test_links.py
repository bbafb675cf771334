"""Which links of a list lead to adverts: titles that sound like navigation do, pages about the site do not."""

import pytest

from scraper.platforms.helpers.links import advert_links, looks_like_advert
from scraper.platforms.helpers.markup import parse_html

SITE = "https://www.example.gov.uk"


@pytest.mark.parametrize(
    "path",
    [
        "/vacancies/benefits-officer",
        "/vacancies/contact-centre-adviser",
        "/jobs/advice-worker-10234",
        "/jobs/search-and-rescue-coordinator",
        "/jobs/register-office-manager",
        "/jobs/account-manager",
        "/jobs/guidance-counsellor",
        "/jobs/accessibility-officer",
        "/jobs/recruitment-policy-officer",
        "/jobs/help-desk-analyst",
        "/vacancy/news-editor",
        "/jobs/my-choice-carer-40211",
        "/job/category-manager",
        "/jobs/results-analyst/20455",
        "/vacancies/detail?id=20455",
        "/job?ref=AB-12",
        "/swyddi/swyddog-cynllunio-12044",
    ],
)
def test_an_advert_is_one_whatever_its_title_sounds_like(path: str) -> None:
    assert looks_like_advert(SITE + path)


@pytest.mark.parametrize(
    "path",
    [
        "/vacancies?page=2",
        "/jobs?sort=closing-date&page=3",
        "/jobs?category[]=care",
        "/vacancies/how-to-apply",
        "/vacancies/job-alerts",
        "/jobs/search?q=clerk",
        "/jobs/search-results",
        "/jobs/page/2",
        "/jobs/page-2",
        "/jobs/about-us",
        "/jobs/contact-us",
        "/jobs/benefits",
        "/jobs/benefits-of-working-here",
        "/jobs/applying-for-a-job",
        "/jobs/job-alerts/sign-up",
        "/jobs/create-account",
        "/jobs/privacy-notice",
        "/jobs/all-vacancies",
        "/jobs/working-for-us",
        "/jobs/person-specification.pdf",
    ],
)
def test_a_page_about_the_site_or_its_list_is_no_advert(path: str) -> None:
    assert not looks_like_advert(SITE + path)


def test_a_title_that_begins_with_a_command_is_kept_and_a_command_is_none() -> None:
    html = (
        '<a href="/jobs/201">Print Room Operator</a><a href="/jobs/202">Show Gardens Manager</a>'
        '<a href="/jobs/203">View job</a><a href="/jobs/204">Save job</a><a href="/jobs/205">Email this job</a>'
    )
    found = advert_links(parse_html(html), SITE + "/jobs")
    assert [title for _, title in found] == ["Print Room Operator", "Show Gardens Manager", None, None, None]


def test_a_section_called_after_jobs_and_what_the_list_lies_under_are_no_adverts() -> None:
    hrefs = ("/jobs-and-careers", "/jobs-and-careers/benefits-2", "/jobs-and-careers/vacancies/clerk")
    html = "".join(f'<a href="{href}">Clerk</a>' for href in (*hrefs, "/jobs-and-careers/vacancies/cook"))
    found = advert_links(parse_html(html), SITE + "/jobs-and-careers/vacancies")
    assert [url for url, _ in found] == [SITE + "/jobs-and-careers/vacancies/" + name for name in ("clerk", "cook")]
