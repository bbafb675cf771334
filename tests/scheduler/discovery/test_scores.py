"""Links that lead to a council's vacancies score high; what merely speaks of jobs is left alone."""

import pytest

from scheduler.discovery.scores import LIKELY, PLAIN, score

HOME = "https://www.ashford.gov.uk"


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("Jobs", "/jobs"),
        ("Careers", "/careers"),
        ("Jobs and careers", "/council/jobs-and-careers"),
        ("Work for us", "/work-for-us"),
        ("Working for us", "/our-council/working-for-us"),
        ("Working for Ashford", "/jobs"),
        ("Vacancies", "/vacancies"),
        ("Current vacancies", "/x"),
        ("Council jobs", "/y"),
        ("Search and apply for jobs", "/z"),
        ("View all our vacancies", "/v"),
        ("Job vacancies", "/jv"),
        ("Jobs & volunteering", "/jobs"),
        ("Recruitment", "/recruitment"),
        ("Join our team", "/join"),
        ("Swyddi", "/cy/swyddi"),
        ("Swyddi a gyrfaoedd", "/swyddi"),
        ("Swyddi gwag", "/a"),
        ("Swyddi a Gwirfoddoli", "/swyddi"),
        ("Gweithio i ni", "/gweithio"),
        ("Gyrfaoedd", "/gyrfaoedd"),
        ("Jobs, careers and training", "/jobs-careers-and-training"),
        ("Jobs and benefits of working here", "/jobs"),
    ],
)
def test_a_menu_label_for_vacancies_is_worth_a_request(text: str, path: str) -> None:
    assert score(text, HOME + path) >= LIKELY


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("Jobs for the community: new fund opens", "/news/2026/jobs-for-the-community"),
        ("Report a job well done", "/news/2026/job-well-done"),
        ('"Work for us", says leader at school visit', "/councillors/work-for-us"),
        ("500 new jobs at business park", "/business-park"),
        ("Benefits and support", "/benefits"),
        ("Planning applications", "/planning"),
        ("Apply for a parking permit", "/parking"),
        ("Councillors", "/councillors"),
        ("Universal Credit and looking for work", "/uc"),
        ("Hundreds of jobs created by town centre plan", "/x"),
        ("Apply for council tax support", "/council-tax"),
        ("Search", "/search"),
    ],
)
def test_what_only_speaks_of_jobs_is_not(text: str, path: str) -> None:
    assert score(text, HOME + path) < LIKELY


def test_the_councils_own_vacancies_outweigh_those_of_schools() -> None:
    assert score("Current vacancies", HOME) > score("School vacancies", HOME) >= LIKELY


def test_a_careers_host_speaks_for_itself() -> None:
    assert score("Jobs", "https://jobs.ashford.gov.uk/") > PLAIN
