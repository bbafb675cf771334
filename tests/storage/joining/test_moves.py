"""A source that moves to another platform keeps its jobs: same ids, none withdrawn, none doubled."""

from pathlib import Path

import pytest

from storage import joining
from storage.refresh import refresh
from storage.store import Store
from tests.storage.making import Diary, Fields

COUNCIL: Fields = {
    "recruiter": "Leeds City Council",
    "recruiter_code": "E08000035",
    "local_authority_code": "E08000035",
    "closes_at": "2027-01-10",
}
TITLES = ("Planner", "Social Worker", "Refuse Driver", "Archivist", "Park Ranger", "Solicitor", "Teaching Assistant")


def adverts(prefix: str, *titles: str) -> dict[str, Fields]:
    return {f"{prefix}{n}": {**COUNCIL, "title": title} for n, title in enumerate(titles)}


@pytest.fixture
def diary(tmp_path: Path) -> Diary:
    made = Diary(tmp_path / "s.db")
    made.day(1, {"x": {**COUNCIL, "title": "Mayor's Chauffeur", "closes_at": "2026-11-03"}})
    made.day(2, adverts("old", *TITLES))
    return made


def jobs(diary: Diary) -> dict[str, str]:
    live = "SELECT p.title, j.id FROM jobs AS j JOIN postings AS p ON p.id = j.lead WHERE j.status = 'live'"
    return {title: job for title, job in diary.ask(live) if title in TITLES}


def test_all_jobs_go_on_under_their_ids(diary: Diary) -> None:
    before = jobs(diary)
    for day in (3, 4, 5, 6, 7):
        diary.day(day, adverts("new/", *TITLES))
    assert jobs(diary) == before
    assert diary.ask("SELECT count(*) FROM jobs WHERE merged_into IS NULL AND status = 'withdrawn'") == [(0,)]
    assert diary.ask("SELECT DISTINCT rule FROM job_links ORDER BY 1") == [("alone",), ("moved",)]
    assert diary.ask("SELECT count(*) FROM readverts") == [(0,)]


def test_the_move_is_remembered_when_all_is_matched_anew(diary: Diary) -> None:
    diary.day(3, adverts("new/", *TITLES))
    before = jobs(diary)
    with Store.open(diary.path) as store, store.writing() as connection:
        joining.forget_all(connection)
        refresh(connection)
    assert jobs(diary) == before


def test_an_ordinary_day_of_comings_and_goings_is_no_move(diary: Diary) -> None:
    shown = adverts("old", *TITLES)
    del shown["old0"]
    del shown["old1"]
    diary.day(3, shown | adverts("later", "Planner", "Social Worker", "Cook"))
    assert diary.ask("SELECT count(*) FROM posting_moves") == [(0,)]
    assert diary.ask("SELECT count(DISTINCT job) FROM postings WHERE title = 'Planner'") == [(2,)]


def test_new_adverts_that_come_with_a_move_are_new_jobs(diary: Diary) -> None:
    diary.day(4, adverts("new/", *TITLES, "Harbour Master"))
    assert diary.ask("SELECT count(*) FROM posting_moves") == [(len(TITLES),)]
    live = diary.ask("SELECT count(*) FROM live_jobs")
    assert live == [(len(TITLES) + 1,)]
