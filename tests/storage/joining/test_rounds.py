"""Re-adverts: a chain from round to round, never a duplicate, and never between two posts."""

import random
from pathlib import Path

import pytest

from storage import joining
from storage.refresh import refresh
from storage.store import Store
from tests.storage.making import Diary, Fields

POST: Fields = {
    "title": "Principal Planner",
    "recruiter": "Leeds City Council",
    "recruiter_code": "E08000035",
    "local_authority_code": "E08000035",
    "location_text": "Merrion House, Leeds",
    "locality": "Leeds",
}


@pytest.fixture
def diary(tmp_path: Path) -> Diary:
    made = Diary(tmp_path / "s.db")
    made.day(1, source="leeds")
    made.day(1, source="yorkshire")
    return made


def advert(closes: str, pay: float = 40000.0, **more: object) -> dict[str, object]:
    return {**POST, "closes_at": closes, "salary_annual_min": pay, "salary_annual_max": pay, **more}


def chains(diary: Diary) -> list[tuple[object, ...]]:
    return diary.ask(
        "SELECT a.source_ref, b.source_ref, r.rule, r.gap_days FROM readverts AS r"
        " JOIN postings AS a ON a.id = r.posting JOIN postings AS b ON b.id = r.earlier_posting ORDER BY r.found_at"
    )


def test_the_post_under_a_new_id_is_a_chain_of_two_jobs(diary: Diary) -> None:
    diary.day(2, {"1": advert("2026-11-10")}, source="leeds")
    diary.day(30, {"2": advert("2026-12-20", pay=42000.0)}, source="leeds")
    diary.day(70, {"3": advert("2027-02-01", pay=43500.0)}, source="leeds")
    assert chains(diary) == [
        ("2", "1", "same_post", pytest.approx(20.4, abs=1)),
        ("3", "2", "same_post", pytest.approx(21, abs=1)),
    ]
    assert diary.ask("SELECT count(DISTINCT job) FROM postings") == [(3,)]
    assert diary.ask("SELECT title, times, last_pay_change FROM readvertised") == [("Principal Planner", 2, 1500.0)]


def test_a_round_on_two_boards_is_followed_once(diary: Diary) -> None:
    diary.day(2, {"1": advert("2026-11-10")}, source="leeds")
    diary.day(2.1, {"A": advert("2026-11-10")}, source="yorkshire")
    diary.day(30, {"2": advert("2026-12-20")}, source="leeds")
    diary.day(30.1, {"B": advert("2026-12-20")}, source="yorkshire")
    assert diary.ask("SELECT count(DISTINCT job) FROM postings") == [(2,)]
    assert [row[0] for row in chains(diary)] == ["2"]


@pytest.mark.parametrize(
    "other",
    [
        {"title": "Principal Planner (Minerals)"},
        {"title": "Senior Planner"},
        {"salary_annual_min": 60000.0, "salary_annual_max": 60000.0},
        {"recruiter": "Bradford Council", "recruiter_code": "E08000032", "local_authority_code": "E08000032"},
    ],
    ids=["another team", "another rank", "half as much again", "another council"],
)
def test_another_post_is_no_readvert(diary: Diary, other: Fields) -> None:
    diary.day(2, {"1": advert("2026-11-10")}, source="leeds")
    diary.day(30, {"2": {**advert("2026-12-20"), **other}}, source="leeds")
    assert chains(diary) == []


def test_two_that_are_up_side_by_side_are_no_chain(diary: Diary) -> None:
    diary.day(2, {"1": advert("2026-11-20")}, source="leeds")
    diary.day(4, {"1": advert("2026-11-20"), "2": advert("2026-12-20")}, source="leeds")
    assert chains(diary) == []


def test_each_round_follows_one_and_is_followed_by_one(diary: Diary) -> None:
    diary.day(2, {"1": advert("2026-11-10"), "2": advert("2026-11-10")}, source="leeds")
    diary.day(30, {"3": advert("2026-12-20"), "4": advert("2026-12-20"), "5": advert("2026-12-20")}, source="leeds")
    found = chains(diary)
    assert len(found) == 2
    assert len({row[0] for row in found}) == len({row[1] for row in found}) == 2


def test_what_was_up_before_we_first_looked_follows_nothing_known(tmp_path: Path) -> None:
    diary = Diary(tmp_path / "s.db")
    diary.day(1, {"1": advert("2026-11-10")}, source="leeds")
    diary.day(30, {"A": advert("2026-12-20")}, source="yorkshire")
    assert chains(diary) == []


@pytest.mark.parametrize("seed", range(6))
def test_chains_grow_into_what_matching_all_anew_finds(tmp_path: Path, seed: int) -> None:
    """Rounds of one post over years: some on two boards, some that end late, come back or turn out another post."""
    rng, diary, day = random.Random(seed), Diary(tmp_path / "s.db"), 1.0
    for source in ("leeds", "yorkshire"):
        diary.day(day, source=source)
    titles = ("Principal Planner", "Principal Planner (Minerals)")
    up: dict[str, dict[str, dict[str, object]]] = {"leeds": {}, "yorkshire": {}}
    for number in range(40):
        day += rng.choice((1, 8, 40, 300))
        source = rng.choice(("leeds", "leeds", "yorkshire"))
        shown = up[source]
        for ref in [ref for ref in shown if rng.random() < 0.5]:
            del shown[ref]
        if rng.random() < 0.7:
            shown[str(rng.randrange(number + 1))] = advert("2031-01-01", title=rng.choice(titles))
        for ref in [ref for ref in shown if rng.random() < 0.15]:
            shown[ref] = {**shown[ref], "title": rng.choice(titles)}
        diary.day(day, dict(shown), source=source)
    found = chains(diary)
    assert len(found) > 4
    with Store.open(diary.path) as store, store.writing() as connection:
        joining.forget_all(connection)
        refresh(connection)
    assert sorted(chains(diary), key=str) == sorted(found, key=str)


def test_a_round_whose_end_is_noted_late_is_followed_all_the_same(diary: Diary) -> None:
    diary.day(2, {"1": advert("2026-11-10")}, source="leeds")
    diary.day(30, {"B": advert("2026-12-20")}, source="yorkshire")
    diary.day(31, source="leeds")
    assert [row[:2] for row in chains(diary)] == [("B", "1")]


def test_that_a_day_came_is_no_reason_to_match_again(diary: Diary) -> None:
    diary.day(2, {"1": advert("2026-11-10")}, source="leeds")
    before = diary.ask("SELECT posting, digest FROM posting_matching")
    diary.day(30, source="leeds")
    assert diary.status("1") == "expired"
    assert diary.ask("SELECT posting, digest FROM posting_matching") == before
