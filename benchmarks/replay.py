"""Replay benchmark: pages a second and peak memory of rebuilding a store from an archive.

An archive of some days and many sources is written, without a network, by the code that archives live runs: listings
change on working days, detail pages stay as they are, every other site answers conditional requests. Run with
``python -m benchmarks.replay [DAYS] [SOURCES] [PROCESSES]``; 0 processes play in this one.
"""

import asyncio
import contextlib
import hashlib
import multiprocessing
import os
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from pathlib import Path

import msgspec

from scheduler.archiving import ledger
from scheduler.replay.bodies import Bodies
from scheduler.replay.films import films, warc_files
from scheduler.replay.players import get_ready, players_for
from scheduler.replay.rebuild import Playing, Told, rebuild
from scheduler.source_run import Means, run_source, stamp
from scheduler.storing import take_in
from scraper.fetching import Validators
from scraper.normalising.posting import normalise
from scraper.pages import Page, Request
from scraper.sources.model import Source
from storage.store import Store

FIRST = datetime(2026, 9, 1, 6, 0, tzinfo=UTC)
ADVERTS = 40
WEEKS_UP = 6
"""How long each advert is up: a listing of 40 then changes every working day; a detail page seldom does."""
WORKDAYS = 5
"""Of a week: nothing is published on the other two days."""
BODY = "<p>You will plan, manage and review the work of the team, in the town hall and outside.</p>" * 25
"""About 2.3 kB of text in a page of 30 kB, as measured on advert pages of councils."""
ROLES = ("Planner", "Social Worker", "Teaching Assistant", "Gardener", "Accountant", "Solicitor", "Librarian", "Cook")
TEAMS = ("North", "South", "East", "West", "Central", "Rural", "Coastal", "Evening", "Weekend", "Reserve", "Training")
FIRST_ADVERT = 1000
OWN_ADVERTS = len(ROLES) * len(TEAMS) * 100
"""Numbers of adverts that are one site's own: no two sites share a card, and all name their posts in one order."""
COUNCILS = (
    "Essex",
    "Kent",
    "Surrey",
    "Devon",
    "Norfolk",
    "Suffolk",
    "Dorset",
    "Somerset",
    "Cornwall",
    "Lancashire",
    "Durham",
    "Leicestershire",
    "Lincolnshire",
    "Staffordshire",
    "Worcestershire",
    "Gloucestershire",
    "Hampshire",
    "Oxfordshire",
    "Warwickshire",
    "Nottinghamshire",
    "Derbyshire",
    "Cambridgeshire",
    "Hertfordshire",
    "Northumberland",
)
"""Employers and titles that differ as those of real councils do: what is alike is matched, which costs time."""
FILLER = "<div class='menu'><a href='/about/us'>About the council and its services</a></div>" * 300


class Site:
    """One careers site without a server: a listing of links, and a page an advert."""

    def __init__(self, number: int) -> None:
        self.url = f"https://jobs-{number}.example"
        self.first = FIRST_ADVERT + number * OWN_ADVERTS
        self.employer = f"{COUNCILS[number % len(COUNCILS)]} County Council"
        self.conditional = number % 2 == 1
        self.day = 0

    async def fetch(self, request: Request, validators: Validators | None) -> Page:
        """Answer as the site would on its day."""
        at = stamp(FIRST + timedelta(days=self.day))
        path = request.url.removeprefix(self.url)
        body = (self._listing() if path == "/jobs" else self._detail(path)).encode()
        headers = {"content-type": "text/html"}
        if self.conditional:
            headers["etag"] = hashlib.blake2b(body).hexdigest()
            if validators is not None and validators.etag == headers["etag"]:
                return Page(url=request.url, body=b"", fetched_at=at, status=HTTPStatus.NOT_MODIFIED, headers=headers)
        return Page(url=request.url, body=body, fetched_at=at, headers=headers)

    def _listing(self) -> str:
        worked = sum((FIRST + timedelta(days=day)).weekday() < WORKDAYS for day in range(1, self.day + 1))
        first = self.first + worked * ADVERTS // (WEEKS_UP * WORKDAYS)
        links = "".join(f'<li><a href="/job/{n}/post">{_title(n)}</a></li>' for n in range(first, first + ADVERTS))
        return f"<html><body>{FILLER}<p>{ADVERTS} jobs found</p><ul>{links}</ul></body></html>"

    def _detail(self, path: str) -> str:
        number = path.split("/")[2]
        told = {
            "@context": "https://schema.org",
            "@type": "JobPosting",
            "title": _title(int(number)),
            "description": BODY,
            "url": f"{self.url}{path}",
            "hiringOrganization": {"@type": "Organization", "name": self.employer},
            "baseSalary": "£30,000 to £34,000 per annum",
            "validThrough": "2026-12-31",
        }
        script = f'<script type="application/ld+json">{msgspec.json.encode(told).decode()}</script>'
        return f"<html><body>{script}{FILLER}<h1>{_title(int(number))}</h1></body></html>"


def _title(number: int) -> str:
    return f"{ROLES[number % len(ROLES)]}, {TEAMS[number // len(ROLES) % len(TEAMS)]} team"


def write(folder: Path, days: int, sources: int) -> None:
    """Write the archive by live runs over the sites."""
    sites = [Site(number) for number in range(sources)]
    rows = [
        Source(id=f"site-{n}", name=f"Site {n}", platform="jobposting", url=f"{site.url}/jobs")
        for n, site in enumerate(sites)
    ]
    with Store.open(folder / "live.db") as store:
        store.register([msgspec.to_builtins(row) for row in rows])
        for day in range(days):
            asyncio.run(_day(folder, store, list(zip(rows, sites, strict=True)), day))


async def _day(folder: Path, store: Store, pairs: list[tuple[Source, Site]], day: int) -> None:
    moment = FIRST + timedelta(days=day)
    run = store.begin_run(stamp(moment))
    rows = [row for row, _ in pairs]
    means = Means(
        run=run,
        clock=lambda: moment,
        spool_dir=folder / "spool",
        archive=folder / "archive",
        normalise=normalise,
        heard=lambda *_: None,
    )
    with ledger(folder / "archive", run, moment, recovered_at=stamp(moment), sources=rows) as notes:
        for row, site in pairs:
            site.day = day
            batch, spool = await run_source(row, store.known(row.id), site.fetch, means)
            take_in(store, batch, spool)
            notes.stored(row.id, stamp(moment))
        store.finish_run(run, stamp(moment))
        notes.end(stamp(moment))


@contextlib.contextmanager
def measured() -> Iterator[dict[str, float]]:
    """Measure a block: wall and CPU seconds, and peak memory of the process so far in MiB."""
    found: dict[str, float] = {}
    began, worked = time.perf_counter(), time.process_time()
    yield found
    found["cpu"] = time.process_time() - worked
    found["seconds"] = time.perf_counter() - began
    found["memory"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


SELDOM = 20
"""Source runs between two questions to the system, each of which takes a third of a millisecond."""


class Helpers:
    """What the processes beside this one have taken so far, by their numbers: CPU seconds, and peak memory in MiB.

    They end with the replay, and the system tells of them only while they live: so it is asked after every
    SELDOM-th source run, which costs little, and after each of the last ones.
    """

    def __init__(self, runs: int) -> None:
        self.left = runs
        self.cpu: dict[int, float] = {}
        self.memory: dict[int, float] = {}

    def look(self, _pages: int) -> None:
        """Take down what the system tells; where there is no /proc nothing is."""
        self.left -= 1
        if self.left > SELDOM and self.left % SELDOM:
            return
        for child in multiprocessing.active_children():
            with contextlib.suppress(OSError):
                folder = Path(f"/proc/{child.pid}")
                ticks = folder.joinpath("stat").read_text().rpartition(")")[2].split()[11:13]
                peak = folder.joinpath("status").read_text().partition("VmHWM:")[2].split()[0]
                self.cpu[child.pid or 0] = sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK")
                self.memory[child.pid or 0] = int(peak) / 1024


def main() -> None:
    """Write, replay and print."""
    days, sources = (int(text) for text in [*sys.argv[1:3], *("60", "40")[len(sys.argv[1:3]) :]])
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with measured() as wrote:
            write(folder, days, sources)
        files = warc_files([folder / "archive"])
        size = sum(file.stat().st_size for file in files) / 1e6
        print(f"archive: {len(files)} files, {size:.1f} MB, written in {wrote['cpu']:.1f} s of CPU")
        replay(folder, files, int(sys.argv[3]) if len(sys.argv) > 3 else players_for(len(files)))


def replay(folder: Path, files: list[Path], processes: int) -> None:
    """Replay into a new store and print what it took."""
    runs = sum(len(film.reels) for film in films(files)[0])
    told, bodies, helpers = Told(), Bodies(), Helpers(runs)
    with measured() as read, Store.open(folder / "again.db") as store:
        playing = Playing(
            store=store,
            spool_dir=folder / "s",
            normalise=normalise,
            bodies=bodies,
            heard=helpers.look,
            processes=processes,
        )
        get_ready(len(files) if processes else 0, normalise)
        asyncio.run(rebuild(films(files)[0], playing, told))
    cpu = read["cpu"] + sum(helpers.cpu.values())
    print(f"replay: {told.runs} source runs, {told.pages} pages in {read['seconds']:.1f} s, {cpu:.1f} s of CPU")
    print(f"CPU by process: {[round(one, 1) for one in (read['cpu'], *helpers.cpu.values())]}")
    print(f"{told.pages / read['seconds']:.0f} pages/s, {told.pages / cpu:.0f} pages per CPU second")
    print(f"peak memory in MiB by process: {[round(one) for one in (read['memory'], *helpers.memory.values())]}")


if __name__ == "__main__":
    main()
