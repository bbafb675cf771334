"""One at a time per host, a gap between, two per vendor, so many over all."""

import asyncio
from contextlib import AsyncExitStack
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.fetching import FetchSettings
from scraper.fetching.addresses import Address, read_address
from scraper.fetching.budget import Budget
from scraper.fetching.pace import LONGEST_GAP, Gates, next_gap
from scraper.pages import Problem
from tests.scraper.fetching.support import FakeTime


class Run:
    """Gates and a budget on a clock that moves only when someone sleeps."""

    def __init__(self, **settings: object) -> None:
        self.time = FakeTime()
        self.settings = FetchSettings(**settings)  # type: ignore[arg-type]
        self.gates = Gates(self.settings, self.time.timing)
        self.budget = Budget(self.settings, lambda: self.time.now)

    async def ask(self, url: str, took: float = 0.0, pace: float | None = None, *, good: bool = True) -> float:
        """Make one request that takes so long; return when it started."""
        async with self.gates.turn(read_address(url), self.budget, pace) as turn:
            started = self.time.now
            self.time.now += took
            turn.good = good
        return started

    async def most_at_once(self, urls: list[str]) -> int:
        """Begin requests to all of these and return how many are under way when none can move."""
        begun = []

        async def hold(address: Address) -> None:
            async with self.gates.turn(address, self.budget):
                begun.append(address)
                await asyncio.Event().wait()

        tasks = [asyncio.create_task(hold(read_address(url))) for url in urls]
        for _ in range(20):
            await asyncio.sleep(0)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        return len(begun)


async def test_the_gap_runs_from_the_end_of_one_request_to_the_start_of_the_next() -> None:
    run = Run(pace=1.0)
    first = await run.ask("https://a.gov.uk/1", took=0.4)
    second = await run.ask("https://a.gov.uk/2")
    assert second - first == pytest.approx(1.4)


async def test_hosts_do_not_wait_for_each_other() -> None:
    run = Run(pace=1.0)
    first = await run.ask("https://a.gov.uk/")
    assert await run.ask("https://b.gov.uk/") == first
    assert await run.ask("https://a.gov.uk:8443/") == first


async def test_a_host_that_slows_is_asked_more_slowly_and_faster_again_when_it_recovers() -> None:
    run = Run(pace=1.0)
    ends = await run.ask("https://a.gov.uk/", took=5.0) + 5.0
    slow = await run.ask("https://a.gov.uk/") - ends
    starts = [await run.ask("https://a.gov.uk/") for _ in range(6)]
    gaps = [b - a for a, b in pairwise(starts)]
    assert slow == pytest.approx(5.0)
    assert gaps == sorted(gaps, reverse=True)
    assert gaps[-1] == pytest.approx(1.0)


async def test_an_error_page_however_quick_never_speeds_us_up() -> None:
    run = Run(pace=1.0)
    await run.ask("https://a.gov.uk/", took=8.0)
    starts = [await run.ask("https://a.gov.uk/", good=False) for _ in range(4)]
    assert [b - a for a, b in pairwise(starts)] == [8.0, 8.0, 8.0]


async def test_loopback_has_no_pace_unless_one_is_asked_for() -> None:
    run = Run(pace=1.0)
    first = await run.ask("http://127.0.0.1:8000/", took=0.5)
    assert await run.ask("http://127.0.0.1:8000/") == first + 0.5
    assert await run.ask("http://127.0.0.1:8000/", pace=2.0) == first + 2.5


async def test_the_gentlest_of_several_paces_holds() -> None:
    run = Run(pace=1.0)
    run.gates.slow_down(read_address("https://a.gov.uk/"), 5.0)
    first = await run.ask("https://a.gov.uk/", pace=2.0)
    assert await run.ask("https://a.gov.uk/") == first + 5.0


async def test_a_row_may_set_a_shorter_pace_than_the_default() -> None:
    run = Run(pace=1.0)
    first = await run.ask("https://a.gov.uk/", pace=0.2)
    assert await run.ask("https://a.gov.uk/", pace=0.2) == pytest.approx(first + 0.2)


async def test_one_request_at_a_time_per_host() -> None:
    assert await Run(pace=0.0).most_at_once(["https://a.gov.uk/1", "https://a.gov.uk/2"]) == 1


async def test_two_at_a_time_per_vendor_however_many_councils_it_serves() -> None:
    run = Run()
    assert await run.most_at_once([f"https://council{n}.tal.net/" for n in range(8)]) == 2
    assert await Run().most_at_once([f"https://jobs.council{n}.gov.uk/" for n in range(8)]) == 8


async def test_so_many_over_all_and_loopback_is_nobodys_vendor() -> None:
    assert await Run(concurrency=5).most_at_once([f"https://jobs.council{n}.gov.uk/" for n in range(9)]) == 5
    assert await Run(concurrency=7).most_at_once([f"http://127.0.0.1:{9000 + n}/" for n in range(9)]) == 7


async def test_a_request_that_is_given_up_frees_its_turn() -> None:
    run = Run(pace=0.0, concurrency=1)
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(run.gates.turn(read_address("https://a.gov.uk/"), run.budget))
        waiting = asyncio.create_task(run.ask("https://b.gov.uk/"))
        await asyncio.sleep(0)
        waiting.cancel()
        await asyncio.gather(waiting, return_exceptions=True)
    assert await run.ask("https://b.gov.uk/") == 1000.0


async def test_a_wait_that_would_outlast_the_budget_is_not_begun() -> None:
    run = Run(pace=50.0, source_seconds=30.0)
    await run.ask("https://a.gov.uk/")
    with pytest.raises(Problem, match="budget"):
        await run.ask("https://a.gov.uk/")
    assert run.time.slept == []


@given(*[st.floats(0, 1e4)] * 3, st.booleans())
def test_the_gap_is_never_under_the_floor_and_grows_only_so_far(
    gap: float, floor: float, latency: float, good: bool
) -> None:
    new = next_gap(gap, floor, latency, good=good)
    assert floor <= new <= max(LONGEST_GAP, floor, gap)
    assert good or new >= gap
