"""Replay benchmark: pages a second and peak memory of rebuilding a store from an archive.

An archive of some days and many sources is written, without a network, by the code that archives live runs; most
pages are as they were the day before, as on real sites. Run with ``python -m benchmarks.replay [DAYS] [SOURCES]``.
"""

import asyncio
import contextlib
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec

from scheduler.archiving import ledger
from scheduler.replay.bodies import Bodies
from scheduler.replay.films import films, warc_files
from scheduler.replay.players import players_for
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
TURNOVER = 13
"""A listing of 40 adverts whose every advert is up for about six weeks changes every day; a detail page seldom does."""
BODY = "<p>You will plan, manage and review the work of the team, in the town hall and outside.</p>" * 25
"""About 2.3 kB of text in a page of 30 kB, as measured on advert pages of councils."""
ROLES = ("Planner", "Social Worker", "Teaching Assistant", "Gardener", "Accountant", "Solicitor", "Librarian", "Cook")
TEAMS = ("North", "South", "East", "West", "Central", "Rural", "Coastal", "Evening", "Weekend", "Reserve", "Training")
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
        self.employer = f"{COUNCILS[number % len(COUNCILS)]} County Council"
        self.day = 0

    async def fetch(self, request: Request, _: Validators | None) -> Page:
        """Answer as the site would on its day."""
        at = stamp(FIRST + timedelta(days=self.day))
        path = request.url.removeprefix(self.url)
        body = self._listing() if path == "/jobs" else self._detail(path)
        return Page(url=request.url, body=body.encode(), fetched_at=at, headers={"content-type": "text/html"})

    def _listing(self) -> str:
        first = 1000 + self.day * ADVERTS // (TURNOVER * 3)
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


def main() -> None:
    """Write, replay and print."""
    days, sources = (int(text) for text in [*sys.argv[1:], *("20", "50")[len(sys.argv) - 1 :]])
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with measured() as wrote:
            write(folder, days, sources)
        files = warc_files([folder / "archive"])
        size = sum(file.stat().st_size for file in files) / 1e6
        told, bodies = Told(), Bodies()
        with measured() as read, Store.open(folder / "again.db") as store:
            playing = Playing(
                store=store,
                spool_dir=folder / "s",
                normalise=normalise,
                bodies=bodies,
                processes=players_for(len(files)),
            )
            asyncio.run(rebuild(films(files)[0], playing, told))
        print(f"archive: {len(files)} files, {size:.1f} MB, written in {wrote['seconds']:.1f} s")
        cost = f"{read['seconds']:.1f} s ({read['cpu']:.1f} s of CPU)"
        print(f"replay: {told.runs} source runs, {told.pages} pages in {cost}")
        rate = told.pages / read["seconds"]
        print(f"{rate:.0f} pages/s, peak {read['memory']:.0f} MiB (writing: {wrote['memory']:.0f})")


if __name__ == "__main__":
    main()
