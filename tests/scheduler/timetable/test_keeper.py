"""The keeper: what is due runs once or is told as missed, whatever ends the process, also over a year."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from scheduler.summary import RunSummary, SourceResult
from scheduler.timetable.keeper import Keeper, rule_of
from scheduler.timetable.plan import Habits
from scheduler.timetable.rules import read
from scraper.sources.model import Source
from storage.errors import StoreError
from storage.store import Store
from storage.timetable import Timetable
from tests.storage.making import batch

START = datetime(2026, 3, 1, 9, tzinfo=UTC)
HABITS = Habits(rule="every 6 hours", spread=timedelta(0))
HOUR = timedelta(hours=1)


class Killed(BaseException):
    """What a power cut is to a process: nothing catches it."""


def source(name: str, timetable: str | None = None) -> Source:
    return Source(id=name, name=name, platform="feed", url=f"https://{name}.example/rss", timetable=timetable)


class World:
    """A store, a clock that the test moves, and runs that end as the test says."""

    def __init__(self, path: Path) -> None:
        self.path, self.now = path, START
        self.ran: list[tuple[str, datetime]] = []
        self.ends: dict[str, tuple[str, str | None]] = {}
        self.dies_at = ""
        self.busy = False

    def keeper(self, *sources: Source, habits: Habits = HABITS) -> Keeper:
        self.store = Store.open(self.path)
        self.store.register([msgspec.to_builtins(one) for one in sources])
        self.store.let_go()
        made = Keeper(sources, Timetable(self.store), self._collect, habits=habits, clock=lambda: self.now)
        made.enrol()
        return made

    async def _collect(self, sources: Sequence[Source]) -> RunSummary:
        if self.busy:
            raise StoreError("Another run is writing.")
        at = self.now.strftime("%Y-%m-%dT%H:%M:%SZ")
        run = self.store.begin_run(at)
        results = []
        for one in sources:
            if one.id == self.dies_at:
                self.store.close()
                raise Killed
            verdict, cause = self.ends.get(one.id, ("ok", None))
            self.store.ingest(batch(run, at, "a", one.id, verdict=verdict, cause=cause, complete=verdict == "ok"))
            self.ran.append((one.id, self.now))
            results.append(SourceResult(source=one.id, verdict=verdict, cause=cause))
        self.store.finish_run(run, at)
        return RunSummary(run=run, results=tuple(results), interrupted="interrupted" in str(self.ends))

    def ledger(self) -> list[tuple[str, str, str | None, int]]:
        rows = self.store.connection.execute("SELECT source, outcome, why, slots FROM due_runs ORDER BY source, due")
        return rows.fetchall()

    def names(self) -> list[str]:
        return [name for name, _ in self.ran]


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = World(tmp_path / "s.db")
    yield made
    made.store.close()


async def test_a_new_source_is_due_at_once_and_then_by_its_rule(world: World) -> None:
    keeper = world.keeper(source("essex"), source("leeds", "daily"))
    await keeper.tick()
    assert world.names() == ["essex", "leeds"]
    assert keeper.next_due() == START + 6 * HOUR
    assert (await keeper.tick()).summary is None
    world.now = START + 6 * HOUR
    await keeper.tick()
    assert world.names() == ["essex", "leeds", "essex"]
    assert world.ledger() == [("essex", "ran", None, 1), ("essex", "ran", None, 1), ("leeds", "ran", None, 1)]


async def test_after_a_restart_what_was_missed_is_caught_up_once_and_the_rest_told(world: World) -> None:
    await world.keeper(source("essex")).tick()
    world.store.close()
    world.now = START + 20 * HOUR
    made = await world.keeper(source("essex")).tick()
    assert world.ran == [("essex", START), ("essex", START + 20 * HOUR)]
    assert [(one.slots, one.why) for one in made.missed] == [(2, "coalesced")]
    assert world.ledger() == [("essex", "ran", None, 1), ("essex", "missed", "coalesced", 2), ("essex", "ran", None, 1)]


async def test_a_killed_round_goes_on_with_what_it_had_not_done(world: World) -> None:
    world.dies_at = "leeds"
    with pytest.raises(Killed):
        await world.keeper(source("essex"), source("leeds")).tick()
    world.dies_at, world.now = "", START + HOUR
    await world.keeper(source("essex"), source("leeds")).tick()
    assert world.names() == ["essex", "leeds"]
    assert {outcome for _, outcome, _, _ in world.ledger()} == {"ran"}


async def test_a_source_that_kills_the_process_is_told_as_missed_at_the_third_time(world: World) -> None:
    world.dies_at = "leeds"
    for hours in range(3):
        world.now = START + hours * HOUR
        with pytest.raises(Killed):
            await world.keeper(source("leeds")).tick()
    made = world.keeper(source("leeds"))
    assert world.ledger() == [("leeds", "missed", "crashed", 1)]
    assert (await made.tick()).summary is None
    world.dies_at, world.now = "", START + 6 * HOUR
    await made.tick()
    assert world.names() == ["leeds"]


async def test_what_was_stopped_on_request_stays_due(world: World) -> None:
    world.ends = {"leeds": ("partial", "interrupted")}
    made = await world.keeper(source("essex"), source("leeds")).tick()
    assert made.summary is not None
    assert made.summary.interrupted
    world.store.close()
    world.ends, world.now = {}, START + HOUR
    await world.keeper(source("essex"), source("leeds")).tick()
    assert world.names() == ["essex", "leeds", "leeds"]


async def test_a_busy_store_is_told_and_tried_again_without_end(world: World) -> None:
    keeper = world.keeper(source("essex"))
    world.busy = True
    for _ in range(5):
        assert (await keeper.tick()).trouble == "Another run is writing."
    world.busy = False
    await keeper.tick()
    assert world.names() == ["essex"]
    assert world.ledger() == [("essex", "ran", None, 1)]


async def test_a_broken_source_comes_down_to_daily_and_back(world: World) -> None:
    keeper = world.keeper(source("essex"))
    world.ends = {"essex": ("broken", "layout_changed")}
    for _ in range(24):
        await keeper.tick()
        world.now += 6 * HOUR
    tries = [(at - START) / HOUR for _, at in world.ran]
    assert tries == [0, 6, 12, 36, 60, 84, 108, 132]
    assert Counter(why for _, _, why, _ in world.ledger()) == {None: 8, "resting": 16}
    world.ends = {}
    for _ in range(8):
        await keeper.tick()
        world.now += 6 * HOUR
    assert [(at - START) / HOUR for _, at in world.ran[8:]] == [156, 162, 168, 174, 180, 186]


async def test_a_changed_rule_takes_effect_and_a_removed_source_leaves(world: World) -> None:
    await world.keeper(source("essex"), source("leeds")).tick()
    world.store.close()
    world.now = START + HOUR
    keeper = world.keeper(source("essex", "every 2 hours"))
    assert keeper.next_due() == START + 3 * HOUR
    assert [row.source for row in Timetable(world.store).turns()] == ["essex"]


def test_a_rule_that_can_not_be_read_names_its_source() -> None:
    with pytest.raises(ValueError, match=r"The timetable of essex: 'sometimes' is no timetable"):
        rule_of(source("essex", "sometimes"), HABITS)


@pytest.mark.parametrize(
    ("count", "days"),
    [(21, 33), pytest.param(200, 365, marks=[pytest.mark.soak, pytest.mark.timeout(1800)])],
    ids=["a month", "a year"],
)
async def test_over_a_long_time_no_slot_is_lost_or_run_twice(world: World, count: int, days: int) -> None:
    """The machine is off for 15 hours now and then, a seventh of the sources is broken, and the clocks change."""
    rules = ("daily", "30 1 * * *", "weekly")
    sources = [source(f"s{number:03d}", rules[number % 3]) for number in range(count)]
    world.ends = {f"s{number:03d}": ("broken", "http_404") for number in range(0, count, 7)}
    keeper, step = world.keeper(*sources, habits=Habits(spread=timedelta(minutes=90))), 0
    while world.now < START + timedelta(days=days):
        await keeper.tick()
        due = keeper.next_due()
        assert due is not None
        step += 1
        world.now = max(due, world.now + timedelta(minutes=1)) + (15 * HOUR if step % 300 == 0 else timedelta(0))
    ran, end = Counter(world.names()), world.now
    for name, slots, runs, running in world.store.connection.execute(
        "SELECT source, sum(slots), sum(outcome = 'ran'), max(outcome = 'running') FROM due_runs GROUP BY source"
    ):
        owed = _slots(rules[int(name[1:]) % 3], START, end)
        assert abs(slots - owed) <= 1, name
        assert (runs, running) == (ran.pop(name), 0)
    assert not ran


def _slots(rule: str, start: datetime, end: datetime) -> int:
    """How many slots a rule has in a time, with the first run, which is due at once."""
    owed, slot = 1, start
    while (slot := read(rule).after(slot)) < end:
        owed += 1
    return owed
