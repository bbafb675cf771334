"""Who may ask now: one request at a time per host:port, a gap between them, few per shared vendor, a cap over all."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from math import inf

from scraper.fetching.addresses import Address, is_loopback
from scraper.fetching.budget import Budget
from scraper.fetching.domains import registered_domain
from scraper.fetching.settings import FetchSettings
from scraper.fetching.timing import Timing

LONGEST_GAP = 60.0
"""Seconds. A host so slow that the gap would grow beyond this is caught by the timeouts (Scrapy's limit, too)."""


def next_gap(gap: float, floor: float, latency: float, *, good: bool) -> float:
    """Return the gap to keep after an answer (seconds): never under the floor, at least the host's own latency.

    Scrapy's AutoThrottle for one request at a time: half-way from the old gap to the latency, but never below the
    latency; and an answer other than 200 never makes the gap smaller, for an error page is quick.
    """
    wanted = max(latency, (gap + latency) / 2)
    wanted = max(floor, min(wanted, LONGEST_GAP))
    return wanted if good else max(gap, wanted)


class Turn:
    """One request's turn at a host: says how it went before it ends."""

    __slots__ = ("good",)

    def __init__(self) -> None:
        self.good = False


class HostGate:
    """One host:port: who is asking, and when the next may."""

    __slots__ = ("floor", "gap", "held_until", "last_end", "lock")

    def __init__(self) -> None:
        self.lock = asyncio.Lock()
        self.floor = self.gap = 0.0
        self.held_until = 0.0
        self.last_end = -inf

    @property
    def ready_at(self) -> float:
        """When the next request may start."""
        return max(self.held_until, self.last_end + self.gap)

    def demand(self, pace: float) -> None:
        """Keep at least this gap (seconds) from now on; the gentlest of several demands holds."""
        if pace > self.floor:
            self.floor = pace
            self.gap = max(self.gap, pace)

    def settle(self, started: float, ended: float, *, good: bool) -> None:
        """Take note of how a request went; a host that has no floor (loopback) is not slowed."""
        self.last_end = ended
        if self.floor > 0:
            self.gap = next_gap(self.gap, self.floor, ended - started, good=good)


class Gates:
    """All gates of a run."""

    def __init__(self, settings: FetchSettings, timing: Timing) -> None:
        self._settings = settings
        self._timing = timing
        self._overall = asyncio.Semaphore(max(1, settings.concurrency))
        self._hosts: dict[str, HostGate] = {}
        self._domains: dict[str, asyncio.Semaphore] = {}

    def slow_down(self, address: Address, pace: float) -> None:
        """Keep at least this gap (seconds) at a host from now on: its robots.txt says so."""
        self._host(address).demand(pace)

    def hold(self, address: Address, seconds: float) -> None:
        """Ask nothing of a host for so long, whoever wants to: it said Retry-After."""
        gate = self._host(address)
        gate.held_until = max(gate.held_until, self._timing.monotonic() + seconds)

    @asynccontextmanager
    async def turn(self, address: Address, budget: Budget, pace: float | None = None) -> AsyncIterator[Turn]:
        """Wait for this request's turn and hold it; the gap runs from the end of one request to the next one's start.

        Args:
            address: whom to ask.
            budget: the source's.
            pace: the source's own least gap (seconds); None takes the default, which loopback has none of.

        Raises:
            Problem: partial, budget, when the wait would outlast the source's time.
        """
        gate = self._host(address)
        gate.demand(self._default(address) if pace is None else pace)
        async with gate.lock:
            await self._wait(gate, budget)
            async with self._domain(address.host), self._overall:
                turn = Turn()
                started = self._timing.monotonic()
                try:
                    yield turn
                finally:
                    gate.settle(started, self._timing.monotonic(), good=turn.good)

    async def _wait(self, gate: HostGate, budget: Budget) -> None:
        wait = gate.ready_at - self._timing.monotonic()
        budget.wait(max(wait, 0.0))
        if wait > 0:
            await self._timing.sleep(wait)

    def _host(self, address: Address) -> HostGate:
        gate = self._hosts.get(address.host_port)
        if gate is None:
            gate = self._hosts[address.host_port] = HostGate()
        return gate

    def _default(self, address: Address) -> float:
        return 0.0 if is_loopback(address.host) else self._settings.pace

    def _domain(self, host: str) -> asyncio.Semaphore:
        """Return the semaphore of a host's registered domain; loopback is nobody's vendor, so its is never full."""
        name = registered_domain(host)
        semaphore = self._domains.get(name)
        if semaphore is None:
            size = self._settings.concurrency if is_loopback(host) else self._settings.per_domain
            semaphore = self._domains[name] = asyncio.Semaphore(max(1, size))
        return semaphore
