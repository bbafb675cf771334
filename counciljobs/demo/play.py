"""The two days of the demonstration: serve, collect, show, export."""

import shutil
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from counciljobs.clock import fixed
from counciljobs.demo import server
from counciljobs.demo.fresh import make_room
from counciljobs.demo.site import Site, demo_folder, site_rows, source_rows
from counciljobs.output import note, print_json, say
from counciljobs.progress import observing
from counciljobs.session import Session
from counciljobs.spool import spool_of
from counciljobs.summaries import json_of, print_run, troubles
from scheduler.collect import CollectSettings, collect
from scheduler.summary import RunSummary
from scraper.fetching import FetchSettings
from scraper.sources.model import Source
from storage import exports
from storage.locking import only_writer
from storage.store import Store

DAY_ONE = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
"""A Monday on which the bundled adverts are open; the clock stands still so that every run gives the same CSV."""
DAYS = 2
RETRY_WAIT = 0.1
"""Seconds; nobody else uses these servers, so there is no reason to wait longer."""
QUESTION = "select title, recruiter, salary_text, closes_at from live_jobs order by closes_at limit 10"


def play(session: Session) -> None:
    """Serve the sites, collect them on each day, export the jobs and say what to type next.

    Raises:
        Stop: when the pages are missing, no ports are free, or a file in the way is not a demonstration's.
        StoreError: when another demonstration is at work on the same files, or they can't be written.
    """
    folder, store_path = demo_folder(), session.settings.db
    table = store_path.with_suffix(".csv")
    with only_writer(table):
        make_room(store_path, table, spool_of(store_path))
        _play(session, folder, table)


def _play(session: Session, folder: Path, table: Path) -> None:
    store_path = session.settings.db
    sites = [Site(folder, row) for row in site_rows(folder)]
    with server.serving(sites) as first_port:
        if first_port != server.FIRST_PORT and not session.quiet:
            note(
                f"Ports from {server.FIRST_PORT} are taken: serving from {first_port}, so addresses in the CSV differ."
            )
        rows = source_rows(folder, {site.name: site.origin for site in sites})
        for day in range(1, DAYS + 1):
            _one_day(session, sites, rows, day)
    jobs = _export(store_path, table)
    if not (session.quiet or session.json):
        _what_next(store_path, table, jobs)


def _one_day(session: Session, sites: list[Site], rows: tuple[Source, ...], day: int) -> None:
    moment = (session.clock() if session.fixed_clock else DAY_ONE) + timedelta(days=day - 1)
    for site in sites:
        site.day = day
    settings = CollectSettings(
        fetch=FetchSettings(concurrency=session.settings.concurrency, retry_wait=RETRY_WAIT),
        spool_dir=spool_of(session.settings.db),
    )
    with (
        Store.open(session.settings.db) as store,
        observing(len(rows), quiet=session.quiet or session.json) as observer,
    ):
        summary = collect(rows, store, settings, clock=fixed(moment), observer=observer)
    _show(session, summary, f"Day {day}, {moment:%A %d %B %Y, %H:%M}")
    if summary.interrupted:
        raise KeyboardInterrupt


def _show(session: Session, summary: RunSummary, title: str) -> None:
    if session.json:
        print_json(map(json_of, summary.results))
        return
    if not session.quiet:
        say()
        print_run(summary, title)
    for sentence in troubles(summary.results):
        say(f"\n{sentence}")


def _export(store_path: Path, table: Path) -> int:
    with Store.open(store_path) as store:
        return exports.export(exports.rows(store), table)


def _what_next(store_path: Path, table: Path, jobs: int) -> None:
    program = _program()
    named = "" if store_path == Path("counciljobs.db") else f" --db {store_path}"
    say()
    say(f"{jobs} live jobs are in {store_path} and {table}. Next, type:")
    say(f"  {program}{named} status")
    say(f"  {program}{named} export all-jobs.csv --all")
    say(f'  sqlite3 {store_path} "{QUESTION}"')


def _program() -> str:
    """Return the program as it can be typed here: by its path when it is not on the search path."""
    called = Path(sys.argv[0])
    if called.name != "counciljobs" or shutil.which("counciljobs"):
        return "counciljobs"
    return str(called.relative_to(Path.cwd())) if called.is_relative_to(Path.cwd()) else str(called)
