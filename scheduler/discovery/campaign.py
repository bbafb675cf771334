"""Discovery over many councils side by side, each finding told as soon as it is made."""

import asyncio
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

import httpx
from msgspec import structs

from scheduler.boundary import contained
from scheduler.discovery.boards import Boards
from scheduler.discovery.explore import explore
from scheduler.discovery.finding import Finding, Start
from scheduler.discovery.vendors import OWN_HOSTS
from scheduler.discovery.visits import MOST_REQUESTS, Fetch, Visits
from scraper.fetching import Fetcher, FetchSettings, Session, Site, named_addresses, needs_contact
from scraper.pages import Page, Problem, Request
from scraper.sources.model import Source

Clock = Callable[[], datetime]
Heard = Callable[[Finding], None]
RETRIES = 0
"""A look is no run: a site that stumbles stays unknown, with its reason, until somebody looks again."""
SECONDS = 300.0
"""For one council: eleven requests at the slowest pace that is honoured would take longer, and wait for another day."""


def discover(
    starts: Sequence[Start],
    rows: Iterable[Source],
    settings: FetchSettings,
    *,
    clock: Clock,
    heard: Heard,
    transport: httpx.AsyncBaseTransport | None = None,
) -> None:
    """Look at every council in turn, as many side by side as there may be requests in flight.

    Args:
        starts: the councils.
        rows: every row in force: boards among them are known again, and addresses they name may be loopback.
        settings: manners and limits; a council's own allowance comes on top.
        clock: the run's clock.
        heard: is told each finding; what it raises ends the campaign.
        transport: replaces the one in use (tests serve a whole county on one port).
    """
    every = tuple(rows)
    limits = structs.replace(settings, retries=RETRIES, source_requests=MOST_REQUESTS, source_seconds=SECONDS)
    asyncio.run(_all(starts, every, limits, clock, heard, transport))


async def _all(
    starts: Sequence[Start],
    rows: tuple[Source, ...],
    settings: FetchSettings,
    clock: Clock,
    heard: Heard,
    transport: httpx.AsyncBaseTransport | None,
) -> None:
    named = named_addresses(row.url for row in rows)
    waiting, boards = deque(starts), Boards(rows)
    fetcher = Fetcher(settings, clock=clock, transport=transport, loopback_allowed=named)

    async def work() -> None:
        while waiting:
            start = waiting.popleft()
            session = fetcher.session(Site(id=start.row.id, url=start.row.url, extra_hosts=OWN_HOSTS))
            found = await _looked(start, Visits(_reaching(fetcher, session, start)), boards)
            heard(structs.replace(found, checked_on=clock().date().isoformat()))

    async with fetcher:
        try:
            async with asyncio.TaskGroup() as group:
                for _ in range(min(settings.concurrency, len(waiting))):
                    group.create_task(work())
        except ExceptionGroup as several:
            raise several.exceptions[0] from several


async def _looked(start: Start, visits: Visits, boards: Boards) -> Finding:
    """Return what is found of one council: a defect met at one is its reason, and ends no other's search."""
    met: list[Problem] = []
    with contained(met.append):
        return await explore(start, visits, boards)
    return Finding(council=start.row.id, code=start.row.authority, saw=met[0].message, requests=visits.spent)


def _reaching(fetcher: Fetcher, session: Session, start: Start) -> Fetch:
    """Return how one council's pages are fetched: a simulation on this machine may lead to others on this machine.

    A council's site in the world never leads into the machine: nothing but a row that names a port opens that door.
    """
    simulated = bool(named_addresses([start.row.url])) and not needs_contact([start.row.url])

    async def fetch(request: Request) -> Page:
        if simulated and not needs_contact([request.url]):
            fetcher.guard.name((request.url,))
        return await session.fetch(request)

    return fetch
