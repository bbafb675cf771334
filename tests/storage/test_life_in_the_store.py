"""The life of postings over days of runs, as an analyst sees it in the file."""

from typing import Any

import pytest

from storage.store import Store
from tests.storage.making import Diary, moment

CLOSING = {"closes_at": "2026-11-06"}
"""The end of day 5."""


def many(count: int) -> list[str]:
    return [f"r{number:02d}" for number in range(count)]


def test_a_posting_gone_from_two_walks_is_withdrawn_as_of_the_first(diary: Diary) -> None:
    diary.day(1, "ab")
    assert diary.day(2, "a").gone == 0
    assert diary.status("b") == "live"
    assert diary.day(3, "a").gone == 1
    assert diary.closed("b") == ("withdrawn", moment(2))
    assert diary.ask("SELECT number, started_at, ended_at, ended_why FROM posting_spells WHERE posting = 2") == [
        (1, moment(1), moment(2), "withdrawn")
    ]


def test_walks_less_than_six_hours_apart_withdraw_nothing(diary: Diary) -> None:
    diary.day(1, "ab")
    diary.day(2, "a")
    diary.day(2.1, "a")
    diary.day(2.24, "a")
    assert diary.status("b") == "live"
    diary.day(2.25, "a")
    assert diary.closed("b") == ("withdrawn", moment(2))


def test_a_walk_that_shows_it_again_begins_the_count_anew(diary: Diary) -> None:
    for day, shown in enumerate(("ab", "a", "ab", "a", "ab"), 1):
        diary.day(day, shown)
    assert diary.status("b") == "live"


@pytest.mark.parametrize(
    "how",
    [
        {"verdict": "partial", "complete": False},
        {"verdict": "blocked", "complete": False},
        {"verdict": "broken", "complete": False},
        {"extent": "window"},
        {"extent": "sample"},
        {"complete": False},
    ],
    ids=str,
)
def test_nothing_is_closed_by_runs_that_prove_nothing(diary: Diary, how: dict[str, Any]) -> None:
    diary.day(1, "ab")
    for day in range(2, 8):
        diary.day(day, "a", **how)
    assert diary.status("b") == "live"


def test_an_unchanged_page_that_does_not_show_it_is_a_second_walk(diary: Diary) -> None:
    diary.day(1, "ab")
    diary.day(2, "a")
    diary.day(3, "a", verdict="unchanged")
    assert diary.status("b") == "withdrawn"


def test_a_posting_expires_by_its_own_closing_date_while_its_source_is_broken(diary: Diary) -> None:
    diary.day(1, {"a": CLOSING})
    diary.broken(5)
    assert diary.status("a") == "live"
    diary.broken(6)
    assert diary.closed("a") == ("expired", "2026-11-07T00:00:00Z")


def test_a_posting_expires_in_a_run_that_does_not_try_its_source(diary: Diary) -> None:
    diary.day(1, {"a": CLOSING})
    diary.day(8, "z", source="kent")
    assert diary.closed("a") == ("expired", "2026-11-07T00:00:00Z")


def test_an_advert_first_seen_past_its_closing_date_is_expired_from_the_start(diary: Diary) -> None:
    diary.day(10, {"a": CLOSING})
    assert diary.closed("a") == ("expired", moment(10))


def test_an_expired_posting_that_is_still_listed_stays_expired(diary: Diary) -> None:
    for day in (1, 7, 8, 30):
        diary.day(day, {"a": CLOSING})
    assert diary.closed("a") == ("expired", "2026-11-07T00:00:00Z")
    assert diary.ask("SELECT last_seen FROM postings") == [(moment(30),)]
    assert diary.ask("SELECT count(*) FROM posting_spells") == [(1,)]


def test_a_date_extended_in_time_goes_on_with_the_same_spell(diary: Diary) -> None:
    diary.day(1, {"a": CLOSING})
    diary.day(4, {"a": {"closes_at": "2026-11-20"}})
    diary.day(8, {"a": {"closes_at": "2026-11-20"}})
    assert diary.status("a") == "live"
    assert diary.ask("SELECT count(*) FROM posting_spells") == [(1,)]


@pytest.mark.parametrize("swept", [True, False], ids=["after a run between", "with no run between"])
def test_a_new_date_after_the_old_one_passed_is_a_readvert(diary: Diary, swept: bool) -> None:
    diary.day(1, {"a": CLOSING})
    if swept:
        diary.broken(7)
    outcome = diary.day(8, {"a": {"closes_at": "2026-11-30"}})
    assert (outcome.reopened, outcome.changed, outcome.unchanged) == (1, 1, 0)
    assert diary.status("a") == "live"
    assert diary.ask("SELECT number, started_at, ended_at, ended_why FROM posting_spells ORDER BY number") == [
        (1, moment(1), "2026-11-07T00:00:00Z", "expired"),
        (2, moment(8), None, None),
    ]
    assert diary.ask("SELECT spell, earlier_spell, gap_days, rule FROM readverts") == [(2, 1, 2.375, "same_ref")]


def test_a_closing_date_that_we_had_misread_reopens_the_same_spell(diary: Diary) -> None:
    advert = {"closing_text": "6/12/26"}
    diary.day(1, {"a": {"closes_at": "2026-06-12", "advert": advert}})
    assert diary.status("a") == "expired"
    diary.day(2, {"a": {"closes_at": "2026-12-06", "advert": advert}})
    assert diary.closed("a") == ("live", None)
    assert diary.ask("SELECT count(*), max(reopened) FROM posting_spells") == [(1, 1)]
    assert diary.ask("SELECT field, cause FROM posting_changes WHERE field = 'closes_at'") == [("closes_at", "reparse")]


def test_gone_for_a_fortnight_and_back_is_the_same_spell_and_an_event(diary: Diary) -> None:
    diary.day(1, "ab")
    diary.day(2, "a")
    diary.day(3, "a")
    assert diary.day(16, "ab").reopened == 1
    assert diary.closed("b") == ("live", None)
    assert diary.ask("SELECT number, ended_at, reopened FROM posting_spells WHERE posting = 2") == [(1, None, 1)]
    assert diary.ask("SELECT field, old, new, seen_at FROM posting_changes") == [
        ("status", "withdrawn", "live", moment(16))
    ]


def test_gone_for_longer_and_back_is_a_readvert(diary: Diary) -> None:
    diary.day(1, "ab")
    diary.day(2, "a")
    diary.day(3, "a")
    diary.day(17, "ab")
    assert diary.ask("SELECT number, started_at, ended_at FROM posting_spells WHERE posting = 2 ORDER BY 1") == [
        (1, moment(1), moment(2)),
        (2, moment(17), None),
    ]
    assert diary.ask("SELECT gap_days FROM readverts") == [(15.0,)]
    assert diary.ask("SELECT first_seen FROM postings WHERE source_ref = 'b'") == [(moment(1),)]


def test_without_a_closing_date_45_days_unseen_is_unconfirmed_and_not_closed(diary: Diary) -> None:
    diary.day(1, {"a": {}, "b": {"closes_at": "2027-03-01"}})
    diary.broken(46)
    assert diary.status("a") == "live"
    diary.broken(46.1)
    assert diary.closed("a") == ("unconfirmed", None)
    assert diary.status("b") == "live"
    assert diary.ask("SELECT source_ref FROM live_jobs") == [("b",)]
    diary.day(60, "ab")
    assert diary.closed("a") == ("live", None)
    assert diary.ask("SELECT count(*) FROM posting_spells") == [(2,)]


def test_an_unconfirmed_posting_can_still_be_proved_gone(diary: Diary) -> None:
    diary.day(1, "ab")
    diary.broken(50)
    diary.day(51, "a")
    diary.day(52, "a")
    assert diary.closed("b") == ("withdrawn", moment(51))


def test_a_retired_posting_stays_retired_while_it_is_listed(diary: Diary) -> None:
    diary.day(1, "ab")
    with Store.open(diary.path) as store:
        assert store.retire("essex", "b", moment(2))
        assert not store.retire("essex", "b", moment(2))
        assert not store.retire("essex", "nothing", moment(2))
    diary.day(3, "ab")
    assert diary.closed("b") == ("retired", moment(2))
    assert diary.ask("SELECT source_ref FROM live_jobs") == [("a",)]


def test_half_the_site_gone_at_once_is_held_until_two_further_walks_agree(diary: Diary) -> None:
    diary.day(1, many(20))
    for day, held in ((2, 0), (3, 11), (4, 11)):
        outcome = diary.day(day, many(9))
        assert (outcome.gone, outcome.held) == (0, held)
    assert diary.ask("SELECT warnings FROM source_runs ORDER BY run") == [
        ("[]",),
        ("[]",),
        ('["withdrawals_held"]',),
        ('["withdrawals_held"]',),
    ]
    assert diary.day(5, many(9)).gone == 11
    assert diary.closed("r19") == ("withdrawn", moment(2))


def test_a_platform_that_changes_all_ids_withdraws_nothing_at_once(diary: Diary) -> None:
    diary.day(1, many(12))
    moved = [f"new-{ref}" for ref in many(12)]
    diary.day(2, moved)
    assert (diary.day(3, moved).gone, diary.status("r00")) == (0, "live")


def test_a_held_posting_that_comes_back_was_never_gone(diary: Diary) -> None:
    diary.day(1, many(20))
    diary.day(2, many(5))
    diary.day(3, many(5))
    diary.day(4, many(20))
    diary.day(5, many(20))
    assert diary.ask("SELECT DISTINCT status FROM postings") == [("live",)]
    assert diary.ask("SELECT count(*) FROM posting_watch WHERE missed_walks > 0") == [(0,)]


def test_a_count_a_third_below_its_usual_holds_even_one_withdrawal(diary: Diary) -> None:
    for day in (1, 2, 3):
        diary.day(day, "abc")
    diary.day(4, "ab")
    assert diary.day(5, "ab").held == 1
    diary.day(6, "ab")
    assert diary.day(7, "ab").gone == 1


def test_a_person_may_release_what_is_held(diary: Diary) -> None:
    diary.day(1, many(20))
    diary.day(2, many(5))
    diary.day(3, many(5))
    with Store.open(diary.path) as store:
        assert store.release("essex") == 15
    assert diary.closed("r19") == ("withdrawn", moment(2))


def test_what_was_up_at_the_first_complete_run_is_left_censored(diary: Diary) -> None:
    diary.day(1, "a", verdict="partial", complete=False)
    diary.day(2, "ab")
    diary.day(3, "abc")
    assert diary.ask("SELECT source_ref, left_censored FROM postings ORDER BY 1") == [("a", 1), ("b", 1), ("c", 0)]
