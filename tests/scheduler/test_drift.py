"""Drift: a field that vanished and a listing that stopped moving are told by the source's own past."""

from datetime import datetime, timedelta

import pytest

from scheduler import drift
from scheduler.walk import Found, Walk
from scraper.records import Advert
from storage.batch import PastRun

NOW = "2026-11-23T09:00:00Z"


def past(day: str, *, new: int = 0, fill: dict[str, float] | None = None) -> PastRun:
    return PastRun(finished_at=f"{day}T09:00:00Z", verdict="ok", complete=True, adverts=10, new=new, fill=fill or {})


def cards(total: int, with_salary: int) -> Walk:
    adverts = [
        Advert(source_ref=str(n), title="Planner", salary_text="£30,000" if n < with_salary else None)
        for n in range(total)
    ]
    return Walk(found={one.source_ref: Found(one, "h", carded=one) for one in adverts})


def test_fill_is_the_share_of_cards_with_each_field() -> None:
    assert drift.fill(cards(10, 4))["listing.salary_text"] == 0.4


def test_fill_of_a_handful_says_nothing() -> None:
    assert drift.fill(cards(drift.LEAST_ADVERTS - 1, 4)) == {}


@pytest.mark.parametrize(
    ("before", "now", "lost"),
    [
        ([0.9, 0.95, 0.9], 0.0, True),
        ([0.9, 0.95, 0.9], 0.44, True),
        ([0.9, 0.95, 0.9], 0.46, False),
        ([0.4, 0.4, 0.4], 0.0, False),
        ([0.9, 0.9], 0.0, False),
    ],
)
def test_a_field_is_lost_when_far_below_its_own_usual_share(before: list[float], now: float, lost: bool) -> None:
    history = [past("2026-11-01", fill={"listing.salary_text": share}) for share in before]
    assert bool(drift.lost_fields({"listing.salary_text": now}, history)) is lost


def test_a_lost_field_is_named_with_its_figures() -> None:
    history = [past("2026-11-01", fill={"listing.salary_text": 0.9})] * 3
    assert drift.lost_fields({"listing.salary_text": 0.0}, history) == [
        "salary_text is filled in 0% of adverts, usually 90%."
    ]


def test_a_lost_field_does_not_become_usual_by_being_lost_for_long() -> None:
    lost = [whole(f"2026-11-{day}", 10, "fields_lost", share=0.0) for day in range(22, 9, -1)]
    before = [whole(f"2026-10-{day}", 10, share=0.9) for day in (31, 30, 29)]
    assert drift.lost_fields({"listing.salary_text": 0.0}, [*lost, *before])
    assert not drift.lost_fields({"listing.salary_text": 0.0}, [*lost, *before[:2]])


def test_a_listing_that_moves_daily_is_stale_after_a_fortnight_of_silence() -> None:
    history = [
        *(past(f"2026-11-{day:02}") for day in range(22, 8, -1)),
        *(past(f"2026-11-0{d}", new=1) for d in (8, 7)),
    ]
    assert drift.stale_since(NOW, history, moved=False) == "2026-11-08T09:00:00Z"


@pytest.mark.parametrize("verdict", ["unchanged", "broken", "blocked"])
def test_adverts_that_the_clock_closes_are_no_sign_of_life(verdict: str) -> None:
    frozen = [
        PastRun(finished_at=f"2026-11-{day:02}T09:00:00Z", verdict=verdict, complete=True, adverts=10, gone=1)
        for day in range(22, 1, -1)
    ]
    assert drift.stale_since(NOW, [*frozen, past("2026-11-01", new=1)], moved=False) == "2026-11-01T09:00:00Z"


def test_a_listing_that_moves_monthly_is_not_stale_after_a_fortnight() -> None:
    history = [past("2026-11-01", new=1), past("2026-10-01", new=1), past("2026-09-01", new=1)]
    assert drift.stale_since(NOW, history, moved=False) is None


def test_a_listing_that_moves_now_is_not_stale() -> None:
    assert drift.stale_since(NOW, [past("2025-01-01", new=1)], moved=True) is None


@pytest.mark.parametrize(("adverts", "days"), [(5, 14), (4, 28), (1, 28), (0, 56)])
def test_the_fewer_adverts_the_longer_nothing_need_change(adverts: int, days: int) -> None:
    now = datetime.fromisoformat(NOW)
    for past_days, stale in ((days, False), (days + 1, True)):
        history = [past(f"{now - timedelta(days=past_days):%Y-%m-%d}", new=1)]
        assert bool(drift.stale_since(NOW, history, moved=False, adverts=adverts)) is stale


def test_a_first_run_is_never_stale() -> None:
    assert drift.stale_since(NOW, [], moved=False) is None


def whole(day: str, adverts: int, *warnings: str, share: float = 1.0) -> PastRun:
    return PastRun(
        finished_at=f"{day}T09:00:00Z",
        verdict="ok",
        complete=True,
        adverts=adverts,
        new=1,
        warnings=warnings,
        fill={"listing.salary_text": share},
    )


USUAL = [whole(f"2026-11-{day}", 40) for day in range(22, 12, -1)]


@pytest.mark.parametrize(
    ("adverts", "warning"),
    [(0, "fewer_adverts"), (11, "fewer_adverts"), (12, None), (40, None), (160, None), (161, "more_adverts")],
)
def test_a_count_far_from_the_median_of_five_is_told(adverts: int, warning: str | None) -> None:
    told = drift.odd_count(adverts, NOW, USUAL)
    assert (told and told[0]) == warning


def test_two_odd_runs_do_not_make_what_is_usual() -> None:
    odd = [whole("2026-11-22", 0), whole("2026-11-21", 400)]
    assert drift.odd_count(40, NOW, [*odd, *USUAL[2:]]) is None


def test_a_fall_is_told_until_it_has_lasted_four_weeks() -> None:
    fallen = [whole(f"2026-11-{day}", 5, "fewer_adverts") for day in range(22, 2, -1)]
    before = [whole(f"2026-10-{day}", 40) for day in range(31, 20, -1)]
    assert drift.odd_count(5, NOW, [*fallen, *before]) is not None
    assert drift.odd_count(5, "2026-11-29T09:00:00Z", [*fallen, *before[2:]]) is None


@pytest.mark.parametrize("history", [[], USUAL[:2], [whole("2026-11-22", 4)] * 5])
def test_a_short_past_and_a_small_listing_have_no_usual_count(history: list[PastRun]) -> None:
    assert drift.odd_count(0, NOW, history) is None


@pytest.mark.parametrize(
    ("days", "since"),
    [
        (["2026-11-01", "2026-11-15", "2026-10-01"], "2026-11-15"),
        (["2026-11-01", "2026-11-16", "2026-10-01"], None),
        (["2026-11-01", None, "2026-10-01"], None),
        (["2026-11-01", "2026-11-01"], None),
        ([], None),
    ],
)
def test_a_listing_of_closed_adverts_is_told_a_week_later(days: list[str | None], since: str | None) -> None:
    assert drift.past_since(days, NOW) == since


HOME, NEW = "https://www.example.gov.uk/jobs", "https://example.gov.uk/careers"


@pytest.mark.parametrize(
    ("answered", "before", "warned", "told"),
    [
        (NEW, HOME, False, True),
        (NEW, NEW, True, True),
        (NEW, NEW, False, False),
        (NEW, None, False, False),
        (HOME, NEW, True, False),
        ("http://example.gov.uk/Jobs/?page=1", HOME, False, False),
        ("https://www.example.gov.uk/jobs;jsessionid=1A2B", HOME, False, False),
    ],
)
def test_a_new_home_is_told_until_the_row_has_it(answered: str, before: str | None, warned: bool, told: bool) -> None:
    assert drift.moved_home(HOME, answered, before, warned=warned) is told
