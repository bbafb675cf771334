"""What identifies an advert when its platform gives no id: its address where that plainly has a number."""

import pytest

from scraper.platforms.helpers.identity import distinct, hashed, ref_of
from scraper.records import Advert


@pytest.mark.parametrize(
    "url",
    [
        "https://x.org/job/301000",
        "https://x.org/job/301000/care-worker/",
        "https://x.org/job/_/301000",
        "https://x.org/jobs/job/Care-Worker/301000",
        "https://x.org/job/Selby-Care-Worker-YO8/301000/",
        "https://x.org/opp/301000-Care-Worker/en-GB",
        "https://x.org/vacancies/care-worker-301000",
        "https://x.org/Default.aspx?page=jobdetail&module=x&jid=301000",
        "https://x.org/displayjob.aspx?jobid=301000&utm_source=x",
    ],
)
def test_one_number_in_its_place_is_the_id(url: str) -> None:
    assert ref_of(url) == "301000"


@pytest.mark.parametrize(
    "url",
    [
        "https://x.org/jobs/care-worker-2026",
        "https://x.org/jobs/2026/care-worker",
        "https://x.org/jobs/care-worker-20261204",
        "https://x.org/school/30100/vacancy/teacher",
        "https://x.org/jobs/301000/301001",
        "https://x.org/vacancy/grade-7",
        "https://x.org/news/301000/council-hires",
        "https://x.org/vacancy?ref=AB12",
    ],
)
def test_anything_else_is_the_whole_address(url: str) -> None:
    assert ref_of(url) == url


def test_a_hash_ignores_case_and_white_space_and_tells_places_apart() -> None:
    assert hashed("Care  Worker", "Selby", None) == hashed("care worker ", "SELBY", "")
    assert hashed("Cook", "Trust", "Battle") != hashed("Cook", "Trust", "Rye")
    assert hashed("Cook", "Trust") != hashed("Cook Trust")


def test_distinct_keeps_the_first_of_each() -> None:
    assert [one.title for one in distinct([Advert(source_ref="1", title="a"), Advert(source_ref="1", title="b")])] == [
        "a"
    ]
