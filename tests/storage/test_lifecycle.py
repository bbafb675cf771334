"""The life of a posting as pure decisions: what a sighting, an absence and the clock alone make of it."""

import pytest

from scraper.records import Status
from storage.lifecycle import (
    Absence,
    Drop,
    Life,
    Sighting,
    Walk,
    is_another_post,
    is_proved,
    is_released,
    missed,
    must_hold,
    seen_again,
)
from storage.stamps import closing_moment
from tests.storage.making import moment

PAST, NEXT = moment(5), moment(40)
"""Closing moments: one that has passed on day 10, one that has not."""


@pytest.mark.parametrize(
    ("what", "life", "closes", "reparsed", "expected"),
    [
        ("a live one is seen", Life(status="live"), None, False, "confirm"),
        ("an unconfirmed one is seen at last", Life(status="unconfirmed"), None, False, "confirm"),
        ("withdrawn, back after 14 days", Life(status="withdrawn", closed_at=moment(6)), None, False, "reopen"),
        ("withdrawn, back after 15 days", Life(status="withdrawn", closed_at=moment(5)), None, False, "readvert"),
        (
            "withdrawn before its closing date, back before it",
            Life(status="withdrawn", closed_at=moment(18), closes=NEXT),
            NEXT,
            False,
            "reopen",
        ),
        (
            "withdrawn, back with a new date after the old one passed",
            Life(status="withdrawn", closed_at=moment(19), closes=moment(19.5)),
            NEXT,
            False,
            "readvert",
        ),
        (
            "withdrawn, shown again past its date",
            Life(status="withdrawn", closed_at=moment(4), closes=PAST),
            PAST,
            False,
            "stay",
        ),
        ("expired, still listed", Life(status="expired", closed_at=PAST, closes=PAST), PAST, False, "stay"),
        (
            "expired, its date lost by our reading",
            Life(status="expired", closed_at=PAST, closes=PAST),
            None,
            True,
            "stay",
        ),
        (
            "expired, its date taken away by the source, which still shows it",
            Life(status="expired", closed_at=PAST, closes=PAST),
            None,
            False,
            "reopen",
        ),
        (
            "expired and gone, back undated after 14 days",
            Life(status="expired", closed_at=PAST, closes=PAST, last_seen=moment(6)),
            None,
            False,
            "reopen",
        ),
        (
            "expired and gone, back undated after 15 days",
            Life(status="expired", closed_at=PAST, closes=PAST, last_seen=moment(4)),
            None,
            False,
            "readvert",
        ),
        ("expired, a new date ahead", Life(status="expired", closed_at=PAST, closes=PAST), NEXT, False, "readvert"),
        (
            "expired, a new date also past",
            Life(status="expired", closed_at=PAST, closes=PAST),
            moment(7),
            False,
            "stay",
        ),
        ("expired only by our misreading", Life(status="expired", closed_at=PAST, closes=PAST), NEXT, True, "reopen"),
        ("retired, still listed", Life(status="retired", closed_at=moment(19)), None, False, "stay"),
        ("retired, gone for long and back", Life(status="retired", closed_at=moment(1)), None, False, "readvert"),
        (
            "retired, a new round begins",
            Life(status="retired", closed_at=moment(4), closes=PAST),
            NEXT,
            False,
            "readvert",
        ),
        ("retired, read differently", Life(status="retired", closed_at=moment(4), closes=PAST), NEXT, True, "stay"),
    ],
    ids=lambda value: value if isinstance(value, str) and " " in value else "",
)
def test_a_sighting(what: str, life: Life, closes: str | None, reparsed: bool, expected: Sighting) -> None:
    assert seen_again(life, at=moment(20), closes=closes, reparsed=reparsed) == expected, what


@pytest.mark.parametrize(
    ("verdict", "extent", "complete", "proves"),
    [
        ("ok", "full", True, True),
        ("empty", "full", True, True),
        ("unchanged", "full", True, True),
        ("ok", "window", True, False),
        ("ok", "sample", True, False),
        ("ok", None, True, False),
        ("ok", "full", False, False),
        ("partial", "full", False, False),
        ("partial", "full", True, False),
        ("blocked", "full", True, False),
        ("broken", "full", True, False),
    ],
)
def test_only_a_complete_walk_of_a_full_listing_proves_absence(
    verdict: str, extent: str | None, complete: bool, proves: bool
) -> None:
    assert Walk(verdict=verdict, extent=extent, complete=complete).proves_absence is proves


@pytest.mark.parametrize(
    ("walks", "proved"),
    [
        ([1], False),
        ([1, 1.24], False),
        ([1, 1.25], True),
        ([1, 1.1, 1.2], False),
        ([1, 1.1, 1.2, 1.26], True),
        ([1, 1], False),
    ],
)
def test_two_walks_six_hours_apart_prove_it(walks: list[float], proved: bool) -> None:
    absence = Absence()
    for day in walks:
        absence = missed(absence, moment(day))
    assert is_proved(absence, moment(walks[-1])) is proved
    assert absence.since == moment(walks[0])


@pytest.mark.parametrize(
    ("what", "drop", "held"),
    [
        ("nine of nine are below what is looked at", Drop(ripe=9, live=9, count=9), False),
        ("ten of nineteen are more than half", Drop(ripe=10, live=19, count=9), True),
        ("ten of twenty are just half", Drop(ripe=10, live=20, count=10), False),
        ("a fall by 30%", Drop(ripe=3, live=10, count=7, usual=[10, 10, 10, 10, 10]), False),
        ("a fall by more than 30%", Drop(ripe=4, live=10, count=6, usual=[10, 10, 10, 10, 10]), True),
        ("the median of five, not the last", Drop(ripe=1, live=10, count=6, usual=[6, 10, 10, 10, 6]), True),
        ("only the last five count", Drop(ripe=1, live=10, count=6, usual=[6, 6, 6, 6, 6, 90, 90]), False),
        ("no complete run before", Drop(ripe=1, live=2, count=1), False),
        ("two runs are no habit", Drop(ripe=1, live=2, count=1, usual=[2, 2]), False),
        ("three runs are", Drop(ripe=1, live=2, count=1, usual=[2, 2, 2]), True),
        ("an empty listing after a full one", Drop(ripe=3, live=3, count=0, usual=[3, 3, 3]), True),
    ],
)
def test_a_hold(what: str, drop: Drop, held: bool) -> None:
    assert must_hold(drop) is held, what


@pytest.mark.parametrize(("walks", "released"), [(2, False), (3, False), (4, True)])
def test_a_hold_is_released_by_two_further_walks(walks: int, released: bool) -> None:
    assert is_released(Absence(since=moment(1), walks=walks, held_at=2)) is released


@pytest.mark.parametrize(
    ("closes_at", "expected"),
    [
        ("2026-12-01", "2026-12-02T00:00:00Z"),
        ("2026-07-01", "2026-07-01T23:00:00Z"),
        ("2026-03-29", "2026-03-29T23:00:00Z"),
        ("2026-12-01T12:00:00+00:00", "2026-12-01T12:00:00Z"),
        ("2026-07-01T12:00:00+01:00", "2026-07-01T11:00:00Z"),
        ("2026-07-01T12:00:00", "2026-07-01T11:00:00Z"),
        ("9999-12-31", None),
        ("2026-02-30", None),
        ("soon", None),
        ("", None),
        (None, None),
    ],
)
def test_the_moment_of_closing(closes_at: str | None, expected: str | None) -> None:
    assert closing_moment(closes_at) == expected


@pytest.mark.parametrize(
    ("what", "before", "now", "expected"),
    [
        ("the same post", ("Cook", "A1"), ("Cook", "A1"), False),
        ("no word in common", ("Cook", "A1"), ("Social Worker", "A2"), True),
        ("no word in common, and no references", ("Cook", None), ("Social Worker", None), True),
        ("a common word kept, and references of their own", ("Finance Officer", "A1"), ("Payroll Officer", "A2"), True),
        ("a common word kept, and no references", ("Finance Officer", None), ("Payroll Officer", None), False),
        ("renamed, a word kept", ("Cook", "A1"), ("Assistant Cook", "A2"), False),
        ("renamed, its reference kept", ("Cook", "A1"), ("Kitchen Assistant", "A1"), False),
        ("words too short to tell", ("HR", None), ("IT", None), False),
    ],
)
def test_an_id_given_to_another_post_is_told_by_title_and_reference(
    what: str, before: tuple[str, str | None], now: tuple[str, str | None], *, expected: bool
) -> None:
    assert is_another_post(before, now) is expected, what


@pytest.mark.parametrize("status", ["expired", "withdrawn", "retired"])
def test_another_post_under_an_old_id_begins_a_spell_that_follows_nothing(status: Status) -> None:
    life = Life(status=status, closed_at=moment(1), closes=PAST if status == "expired" else None)
    assert seen_again(life, at=moment(20), closes=NEXT, reparsed=False, another=True) == "another"
    assert seen_again(life, at=moment(20), closes=NEXT, reparsed=True, another=True) != "another"
