"""A world of councils and boards, collected day by day, against its truth.

In it adverts are cross-posted with rewording, edited, extended, withdrawn, paused and advertised again; sites are down,
listed short, empty by mistake, redesigned, moved to other platforms, and give old ids to other posts; clocks change.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from storage import joining
from storage.exports import export, rows
from storage.refresh import refresh
from storage.store import Store
from tests.simulation.agreeing import Agreement
from tests.simulation.playing import Player
from tests.simulation.truth import World
from tests.simulation.watching import Watcher, days_told_wrongly, ends_told_wrongly, misnamed_jobs
from tests.simulation.world import world

AUTUMN, SPRING = date(2026, 10, 5), date(2027, 3, 8)
"""First days of worlds in which summer time ends, and begins."""
CHAINED = 0.95
PRECISION, RECALL = 0.99, 0.96

Watched = tuple[Store, World, Watcher]


@pytest.fixture(
    scope="module",
    params=[
        pytest.param((1, AUTUMN, 20, 30), id="autumn"),
        pytest.param((2, SPRING, 6, 30), id="spring"),
        pytest.param((3, AUTUMN, 80, 120), id="a winter of many", marks=[pytest.mark.soak, pytest.mark.timeout(1800)]),
        pytest.param((4, SPRING, 80, 120), id="a summer of many", marks=[pytest.mark.soak, pytest.mark.timeout(1800)]),
    ],
)
def watched(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watched]:
    """A store to which a whole world was played, and who watched."""
    seed, first_day, number, days = request.param
    simulated = world(seed, first_day, number=number, days=days)
    with Store.open(tmp_path_factory.mktemp("world") / "s.db") as store:
        watcher = Watcher(store, simulated)
        Player(store, simulated).play(watcher.look)
        yield store, simulated, watcher


def exported(store: Store, out: Path) -> bytes:
    export(rows(store, live=False), out)
    return out.read_bytes()


def test_nothing_that_is_up_is_ever_withdrawn(watched: Watched) -> None:
    _, _, watcher = watched
    assert watcher.withdrawals > 0
    assert watcher.wrongly_withdrawn == []


def test_every_withdrawal_is_found_within_two_complete_runs_and_one_that_was_held_within_four(watched: Watched) -> None:
    _, _, watcher = watched
    assert watcher.held > 0
    assert watcher.found_late == []


def test_no_id_of_a_job_changes_but_by_a_merge_or_a_split(watched: Watched) -> None:
    store, _, watcher = watched
    assert watcher.ids_lost == []
    assert misnamed_jobs(store) == []


def test_what_was_live_on_a_day_is_told_exactly(watched: Watched) -> None:
    store, simulated, watcher = watched
    assert list(days_told_wrongly(store, simulated, watcher.ever_held)) == []
    assert ends_told_wrongly(store, simulated) == []


def test_one_vacancy_is_one_job(watched: Watched) -> None:
    store, simulated, _ = watched
    precision, recall = Agreement(store, simulated).matching()
    assert precision.value >= PRECISION, precision.missing
    assert recall.value >= RECALL, recall.missing


def test_rounds_of_a_post_are_chained(watched: Watched) -> None:
    store, simulated, _ = watched
    agreement = Agreement(store, simulated)
    assert agreement.chained().value >= CHAINED, agreement.chained().missing
    assert agreement.chains().value >= CHAINED, agreement.chains().missing


def test_rebuilding_gives_the_same_jobs_with_the_same_ids(watched: Watched, tmp_path: Path) -> None:
    store, _, _ = watched
    before = exported(store, tmp_path / "before.csv")
    with store.writing() as connection:
        joining.forget_all(connection)
        refresh(connection)
    assert exported(store, tmp_path / "after.csv") == before


@pytest.mark.parametrize(
    ("number", "days"), [(4, 24), pytest.param(80, 60, marks=[pytest.mark.soak, pytest.mark.timeout(1800)])]
)
def test_the_same_day_twice_and_sources_in_any_order_give_the_same_export(
    tmp_path: Path, number: int, days: int
) -> None:
    simulated = world(5, AUTUMN, number=number, days=days)
    told = []
    for name, shuffle, twice in (("usual", None, False), ("shuffled", 11, False), ("twice", 12, True)):
        with Store.open(tmp_path / f"{name}.db") as store:
            Player(store, simulated, shuffle=shuffle, twice=twice).play()
            told.append(exported(store, tmp_path / f"{name}.csv"))
    assert len(told[0].splitlines()) > number
    assert told[1] == told[0]
    assert told[2] == told[0]
