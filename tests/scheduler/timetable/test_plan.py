"""What is due: each slot once or told as missed, failing sources daily, one probe for a dead host."""

from datetime import UTC, datetime, timedelta

import pytest

from scheduler.timetable.plan import Habits, Plan, Standing, Turn, following, plan, turn

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
HABITS = Habits(spread=timedelta(0))
HOUR = timedelta(hours=1)


def waiting(source: str, hours: float, rule: str = "every 6 hours") -> Turn:
    """A turn that has been due for some hours."""
    return turn(source, rule, NOW - hours * HOUR, HABITS)


def failing(hours: float, cause: str = "timeout", runs: int = 3) -> Standing:
    return Standing(tried_at=NOW - hours * HOUR, failing=runs, cause=cause)


def planned(*turns: Turn, standings: dict[str, Standing] | None = None, hosts: dict[str, str] | None = None) -> Plan:
    return plan(turns, standings or {}, hosts or {}, NOW, HABITS)


def names(made: Plan) -> list[str]:
    return [one.source for one in made.run]


def test_what_is_due_runs_the_longest_waiting_first() -> None:
    made = planned(waiting("later", 1), waiting("first", 3), waiting("not yet", -1))
    assert names(made) == ["first", "later"]
    assert made.missed == ()


def test_several_slots_are_run_as_one_and_the_others_told() -> None:
    made = planned(waiting("essex", 20))
    assert [one.slot for one in made.run] == [NOW - 2 * HOUR]
    assert [(one.source, one.slots, one.why, one.due) for one in made.missed] == [
        ("essex", 3, "coalesced", NOW - 20 * HOUR)
    ]


def test_a_slot_later_than_the_grace_is_told_and_the_next_one_waits() -> None:
    made = planned(waiting("essex", 13, "every 2 days"))
    assert made.run == ()
    assert [(one.slots, one.why) for one in made.missed] == [(1, "late")]
    assert [one.slot for one in made.moved] == [NOW + 35 * HOUR]


@pytest.mark.parametrize(
    ("standing", "runs"),
    [
        (failing(6), False),
        (failing(6, runs=2), True),
        (failing(23), True),
        (failing(6, cause="layout_changed"), False),
    ],
)
def test_a_source_that_keeps_failing_is_tried_daily(standing: Standing, *, runs: bool) -> None:
    made = planned(waiting("essex", 0), standings={"essex": standing})
    assert bool(made.run) is runs
    assert [one.why for one in made.missed] == ([] if runs else ["resting"])
    assert bool(made.moved) is not runs


def test_one_source_asks_at_a_dead_host_for_all() -> None:
    standings = {"a": failing(30), "b": failing(40), "c": failing(25)}
    hosts = dict.fromkeys("abc", "jobs.example.org") | {"d": "other.example.org"}
    turns = [waiting(source, 1) for source in "abcd"]
    assert names(planned(*turns, standings=standings, hosts=hosts)) == ["b", "d"]
    asked = standings | {"b": failing(0.5, runs=4)}
    assert names(planned(*turns, standings=asked, hosts=hosts)) == ["d"]
    answered = standings | {"b": Standing(tried_at=NOW - HOUR / 2)}
    assert names(planned(*turns, standings=answered, hosts=hosts)) == ["a", "b", "c", "d"]


def test_sources_that_fail_each_for_its_own_reason_do_not_make_a_dead_host() -> None:
    standings = {"a": failing(30), "b": failing(30, cause="layout_changed")}
    made = planned(waiting("a", 1), waiting("b", 1), standings=standings, hosts=dict.fromkeys("ab", "jobs.example.org"))
    assert names(made) == ["a", "b"]


def test_over_a_year_of_any_wakings_every_slot_is_run_or_told_once() -> None:
    spread = Habits(rule="daily", spread=timedelta(minutes=90))
    one, now, ran, told = turn("essex", "0 1,13 * * *", NOW, spread), NOW, 0, 0
    slots, counter = 0, turn("essex", "0 1,13 * * *", NOW, spread)
    for step in range(3000):
        now += timedelta(hours=(step * 7) % 31)
        made = plan([one], {}, {}, now, spread)
        ran += len(made.run)
        told += sum(missed.slots for missed in made.missed)
        (one,) = [following(run, spread) for run in made.run] + list(made.moved) or [one]
    while counter.due <= now:
        slots, counter = slots + 1, following(counter, spread)
    assert ran + told == slots > 3000
    assert ran > 1000
