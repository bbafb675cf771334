"""The robots.txt of every origin a run meets, each read once."""

import asyncio
from collections.abc import Mapping

from msgspec import Struct, structs

from scraper.fetching.addresses import read_address
from scraper.fetching.budget import Budget
from scraper.fetching.courier import Courier, Parcel, Reply
from scraper.fetching.failures import Failure
from scraper.fetching.guard import Guard
from scraper.fetching.pace import Gates
from scraper.fetching.redirects import target
from scraper.fetching.robots import Robots, read_robots, unreachable
from scraper.pages import Problem, Verdict

MOST_HOPS = 5
"""RFC 9309 section 2.3.1.2: after five redirects the file counts as unavailable, which allows."""


class _Entry(Struct):
    lock: asyncio.Lock
    known: Robots | Problem | None = None


class RobotsBook:
    """Asks each origin once, however many sources wait for the answer."""

    def __init__(self, courier: Courier, gates: Gates, guard: Guard, headers: Mapping[str, str]) -> None:
        self._courier = courier
        self._gates = gates
        self._guard = guard
        self._headers = headers
        self._entries: dict[str, _Entry] = {}

    async def of(self, parcel: Parcel, budget: Budget) -> Robots:
        """Return what the robots.txt of a request's origin says, and make its Crawl-delay count from now on.

        Raises:
            Problem: blocked, robots_unreachable; or dns, tls, connection, timeout when the host can't be connected to
                at all, for then that is what a person has to know; blocked, http_429; partial, budget.
        """
        entry = self._entries.get(parcel.address.origin)
        if entry is None:
            entry = self._entries[parcel.address.origin] = _Entry(asyncio.Lock())
        if entry.known is None:
            async with entry.lock:
                if entry.known is None:
                    entry.known = await self._ask(parcel, budget)
        if isinstance(entry.known, Problem):
            raise Problem(entry.known.verdict, entry.known.cause, entry.known.message)
        return entry.known

    async def _ask(self, parcel: Parcel, budget: Budget) -> Robots | Problem:
        origin = parcel.address.origin
        try:
            robots = read_robots(await self._fetched(parcel, budget), origin)
        except Failure as failure:
            return failure if failure.unsent else unreachable(origin, f"can't be read ({failure.cause})")
        except Problem as problem:
            if problem.verdict is Verdict.PARTIAL:
                raise
            return problem
        self._gates.slow_down(parcel.address, robots.delay)
        return robots

    async def _fetched(self, parcel: Parcel, budget: Budget) -> Reply:
        """Fetch robots.txt; redirects are followed to any public host, as the RFC wants."""
        address = read_address(parcel.address.url.copy_with(raw_path=b"/robots.txt", fragment=None))
        asked = Parcel(address=address, headers=self._headers, trust=parcel.trust, pace=parcel.pace)
        reply = await self._courier.deliver(asked, budget)
        for _ in range(MOST_HOPS):
            try:
                there = target(asked.address, reply)
                if there is None:
                    break
                self._guard.check(there)
                asked = structs.replace(asked, address=there)
                reply = await self._courier.deliver(asked, budget)
            except Problem as problem:
                if problem.verdict is not Verdict.BROKEN:
                    raise
                raise unreachable(parcel.address.origin, f"leads nowhere ({problem.message})") from problem
        return reply
