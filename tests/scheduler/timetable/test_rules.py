"""Timetables: what they may say, and that every slot comes once, also over clock changes."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.timetable.rules import LONDON, due_at, read


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "slot", "following"),
    [
        ("daily", "2026-11-23T05:30", "2026-11-24T05:30"),
        ("daily", "2026-07-01T00:00", "2026-07-01T04:30"),
        ("weekly", "2026-11-23T05:30", "2026-11-30T05:30"),
        ("hourly", "2026-11-23T05:30", "2026-11-23T06:00"),
        ("every 6 hours", "2026-11-23T05:30", "2026-11-23T11:30"),
        ("every hour", "2026-11-23T05:30", "2026-11-23T06:30"),
        ("EVERY  2 Days", "2026-11-23T05:30", "2026-11-25T05:30"),
        ("0 6,18 * * mon-fri", "2026-11-27T18:00", "2026-11-30T06:00"),
    ],
)
def test_the_slot_after(text: str, slot: str, following: str) -> None:
    assert read(text).after(at(slot)) == at(following)


def test_a_time_that_the_spring_change_skips_comes_once_that_day() -> None:
    rule = read("30 1 * * *")
    slots = [at("2026-03-27T12:00")]
    for _ in range(4):
        slots.append(rule.after(slots[-1]))
    assert slots[1:] == [at("2026-03-28T01:30"), at("2026-03-29T01:30"), at("2026-03-30T00:30"), at("2026-03-31T00:30")]


def test_a_time_that_the_autumn_change_repeats_comes_once_that_day() -> None:
    rule = read("30 1 * * *")
    slots = [at("2026-10-23T12:00")]
    for _ in range(4):
        slots.append(rule.after(slots[-1]))
    assert slots[1:] == [at("2026-10-24T00:30"), at("2026-10-25T00:30"), at("2026-10-26T01:30"), at("2026-10-27T01:30")]


def test_a_year_of_days_has_a_slot_a_day_at_the_same_wall_time() -> None:
    rule, slot, seen = read("15 6 * * *"), at("2026-01-01T00:00"), []
    while (slot := rule.after(slot)) < at("2027-01-01T00:00"):
        seen.append(slot.astimezone(LONDON))
    assert len({moment.date() for moment in seen}) == len(seen) == 365
    assert {(moment.hour, moment.minute) for moment in seen} == {(6, 15)}


@given(
    text=st.sampled_from(["daily", "hourly", "*/20 * * * *", "30 1 * * *", "0 1,2 * * *", "every 7 hours"]),
    minutes=st.integers(0, 2 * 365 * 24 * 60),
)
def test_slots_only_ever_move_forward(text: str, minutes: int) -> None:
    rule, slot = read(text), at("2026-01-01T00:00") + timedelta(minutes=minutes)
    for _ in range(30):
        following = rule.after(slot)
        assert slot < following <= slot + timedelta(days=2)
        slot = following


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no timetable"),
        ("often", "no timetable"),
        ("every 5 minutes", "from 10 minutes"),
        ("every 0 hours", "from 10 minutes"),
        ("every 90 days", "to 31 days"),
        ("* * * * *", "from 10 minutes"),
        ("0 25 * * *", "no timetable"),
        ("0 0 31 2 *", "never comes"),
        ("daily, quiet 8-18", "has no quiet time"),
        ("daily, quiet 08:00-08:00", "has no quiet time"),
        ("daily, quiet 25:00-26:00", "has no quiet time"),
        ("daily, loudly", "no timetable"),
    ],
)
def test_a_rule_that_can_not_be_read_says_what_to_write(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        read(text)


@pytest.mark.parametrize(
    ("quiet", "slot", "due"),
    [
        ("08:00-18:00", "2026-11-23T07:59", "2026-11-23T07:59"),
        ("08:00-18:00", "2026-11-23T08:00", "2026-11-23T18:00"),
        ("22:00-06:00", "2026-11-23T23:30", "2026-11-24T06:00"),
        ("22:00-06:00", "2026-11-23T05:30", "2026-11-23T06:00"),
        ("22:00-06:00", "2026-07-01T05:30", "2026-07-01T05:30"),
    ],
)
def test_nothing_begins_in_a_quiet_hour(quiet: str, slot: str, due: str) -> None:
    rule = read(f"daily, quiet {quiet}")
    assert due_at(at(slot), "kirklees", rule, timedelta(0)) == at(due)


def test_the_spread_is_fixed_by_the_source_and_keeps_within_its_width() -> None:
    rule, slot, wide = read("daily"), at("2026-11-23T05:30"), timedelta(minutes=90)
    dues = {name: due_at(slot, name, rule, wide) for name in ("essex", "kirklees", "leeds", "york", "bath", "poole")}
    assert all(slot <= due < slot + wide for due in dues.values())
    assert len(set(dues.values())) == len(dues)
    assert due_at(slot, "essex", rule, wide) == dues["essex"]
