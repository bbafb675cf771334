"""A year of councils on loopback: healthy feeds that move once a week, and sites that break and stay broken."""

import asyncio
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Self

import msgspec

from scheduler.collect import CollectSettings, collecting
from scheduler.summary import RunSummary, Silent, SourceResult
from scheduler.timetable.keeper import Keeper, Round
from scheduler.timetable.plan import Habits, Missed
from scraper.fetching import FetchSettings
from scraper.sources.model import Source
from storage.store import Store
from storage.timetable import Timetable
from tests.servers.behaviours import BEHAVIOURS
from tests.servers.robots import NONE, ROBOTS
from tests.servers.wire import Exchange, WireServer

START = datetime(2026, 3, 2, 6, tzinfo=UTC)
HABITS = Habits(spread=timedelta(0))
BREAKS_ON = 5
"""The day from which what is to be broken is: it was healthy for long enough to have adverts to lose."""
LIFE = 28
"""Days from an advert's first day to its closing date."""
EVERY = 7
"""Days between two new adverts of a site."""
PER_SUBNET = 200
DUTIES = (
    *("Planning", "Highways", "Housing", "Licensing", "Benefits", "Revenues", "Payroll", "Archives", "Parking"),
    *(
        "Fostering",
        "Adoption",
        "Youth",
        "Reablement",
        "Procurement",
        "Elections",
        "Cemetery",
        "Museum",
        "Drainage",
        "Ecology",
    ),
)
POSTS = (
    *("Officer", "Manager", "Assistant", "Adviser", "Technician", "Team Leader", "Apprentice", "Co-ordinator"),
    *("Engineer", "Surveyor", "Inspector", "Administrator", "Analyst", "Supervisor", "Practitioner", "Caseworker"),
)

BROKEN: Mapping[str, tuple[str, str]] = {
    "status_401": ("blocked", "http_401"),
    "status_403": ("blocked", "http_403"),
    "status_404": ("broken", "http_404"),
    "status_410": ("broken", "http_404"),
    "status_500": ("broken", "http_5xx"),
    "status_502": ("broken", "http_5xx"),
    "status_503": ("broken", "http_5xx"),
    "too_many_far": ("blocked", "http_429"),
    "redirect_loop": ("broken", "moved"),
    "redirect_offsite": ("broken", "moved"),
    "redirect_private": ("broken", "moved"),
    "redirect_metadata": ("broken", "moved"),
    "redirect_file": ("broken", "moved"),
    "challenge": ("blocked", "challenge"),
    "challenge_403": ("blocked", "challenge"),
    "login": ("broken", "login"),
    "soft_404": ("broken", "not_xml"),
    "html_for_data": ("broken", "not_xml"),
    "html_called_json": ("broken", "not_xml"),
}


class Sites(WireServer):
    """Sites that show their adverts of the day; each advert is there from its first day to its last."""

    def __init__(self, healthy: int, broken: Sequence[str]) -> None:
        self.today = 0
        self.good = (b"<rss></rss>", "application/rss+xml")
        names = [*(f"good-{n}" for n in range(healthy)), *(f"{name}#{n}" for n, name in enumerate(broken))]
        self._hosts_of = {name: f"127.0.{1 + n // PER_SUBNET}.{1 + n % PER_SUBNET}" for n, name in enumerate(names)}
        self._number_of = {host: 7 * n for n, host in enumerate(self._hosts_of.values())}
        self._name_of = {host: name for name, host in self._hosts_of.items()}
        super().__init__(self._answer, list(self._name_of))

    def sources(self) -> list[Source]:
        """Return a row for each site, collected daily."""
        return [
            Source(id=name.replace("#", "-").replace("_", "-"), name=name, platform="feed", url=self.url(name))
            for name in self._hosts_of
        ]

    def expected(self) -> dict[str, tuple[str, str]]:
        """Return what each broken source is to be told as."""
        broken = [name for name in self._hosts_of if "#" in name]
        return {name.replace("#", "-").replace("_", "-"): BROKEN[name.partition("#")[0]] for name in broken}

    def url(self, name: str) -> str:
        return f"http://{self._hosts_of[name]}:{self.port}/rss"

    async def _answer(self, exchange: Exchange) -> None:
        name = self._name_of[exchange.seen.host]
        kind = name.partition("#")[0]
        broken = "#" in name and self.today >= BREAKS_ON
        self.log.clear()  # a year of requests is not kept
        if exchange.seen.path == "/robots.txt":
            await (ROBOTS.get(kind, NONE) if broken else NONE)(exchange)
        elif broken:
            await BEHAVIOURS[kind](exchange)
        else:
            await self._feed(exchange, self.url(name))

    async def _feed(self, exchange: Exchange, url: str) -> None:
        shown = adverts(self.today)
        tag = f'"{shown[0]}-{shown[-1]}"'
        if exchange.seen.headers.get("if-none-match") == tag:
            await exchange.send(status=304, headers=[("ETag", tag)], content_type=None)
        else:
            await exchange.send(
                _rss(url, self._number_of[exchange.seen.host], shown),
                content_type="application/rss+xml",
                headers=[("ETag", tag)],
            )


def adverts(day: int) -> list[int]:
    """Return the numbers of the adverts that a site shows on a day; number n begins on day n times seven."""
    return [n for n in range(-LIFE // EVERY, day // EVERY + 1) if n * EVERY <= day < n * EVERY + LIFE]


def closes(number: int) -> date:
    """Return an advert's closing date: the day before it is shown no longer."""
    return START.date() + timedelta(days=number * EVERY + LIFE - 1)


def _title(number: int) -> str:
    """Return one of some hundreds of titles: a site has a few of them in common with others, as councils do."""
    return f"{DUTIES[number % len(DUTIES)]} {POSTS[number // len(DUTIES) % len(POSTS)]}"


def _rss(url: str, site: int, shown: Sequence[int]) -> bytes:
    pay = f"Salary: £{24_000 + 100 * (site % 97)} per annum"
    items = "".join(
        f"<item><title>{_title(site + n)}</title><link>{url}/job/{1000 + n}</link><guid>{url}/job/{1000 + n}</guid>"
        f"<description>{pay}&lt;br/&gt;Closing Date: {closes(n):%d/%m/%Y}</description></item>"
        for n in shown
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Jobs</title>{items}</channel></rss>'.encode()


class Year:
    """A schedule that lives on a virtual clock; nothing waits but for the network."""

    def __init__(self, sites: Sites, database: Path) -> None:
        self.sites, self.database, self.now = sites, database, START
        self.told: list[Missed] = []
        self.last: dict[str, SourceResult] = {}

    def __enter__(self) -> Self:
        self.store = Store.open(self.database)
        self.settings = CollectSettings(
            fetch=FetchSettings(contact="https://example.org/contact", retry_wait=0.0),
            spool_dir=self.database.with_suffix(".spool"),
        )
        rows = self.sites.sources()
        self.store.register([msgspec.to_builtins(one) for one in rows])
        self.store.let_go()
        self.keeper = Keeper(rows, Timetable(self.store), self._collect, habits=HABITS, clock=lambda: self.now)
        self.keeper.enrol()
        return self

    def __exit__(self, *_: object) -> None:
        self.store.close()

    async def _collect(self, due: Sequence[Source]) -> RunSummary:
        return await collecting(due, self.store, self.settings, clock=lambda: self.now, observer=Silent())

    def live(self, day: int) -> Round:
        """Live a day: the clock stands at the hour when every daily source is due."""
        self.sites.today = day
        self.now = START + timedelta(days=day)
        made = asyncio.run(self.keeper.tick())
        assert made.trouble is None
        self.told += made.missed
        if made.summary is not None:
            self.last = {result.source: result for result in made.summary.results}
        return made


def ask(database: Path, sql: str, *values: object) -> list[tuple[object, ...]]:
    """Return rows of the store."""
    with closing(sqlite3.connect(database)) as connection:
        return connection.execute(sql, values).fetchall()
