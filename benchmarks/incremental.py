"""Matching a day's adverts against a store of years: what a run pays for counting each vacancy once.

``python -m benchmarks.incremental [/tmp/years.db] [1000000] [1000]`` makes the store once (some minutes for a million)
and leaves one that is there; then it prints the seconds that matching new adverts takes, the median of five.
"""

import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from statistics import median

from benchmarks.adverts import Row, adverts
from counciljobs.plain_adverts import item_of, texts_of
from scraper.records import Advert, Posting
from storage.batch import Batch, SeenPosting, SourceRun
from storage.joining import join
from storage.joining.index import file_under, known_digests
from storage.joining.items import digest_of, items_of
from storage.matching import Profiles
from storage.store import Store

CHUNK = 20_000
SEASON = 90
"""Days that one chunk of generated adverts spans: each chunk lies a season before the last one, as years do."""
ON = date(2026, 11, 23)
NOW = "2026-11-23T06:00:00Z"
TURNS = 5
NEW_SEEDS = 5000
"""Seeds of new adverts start past those of the store, and go on with its runs: adverts that it has cost nothing."""


def seen(row: Row, back: int, mark: str) -> SeenPosting:
    """A generated advert as the store takes it, so many days earlier, with ids of its own."""
    item = item_of(texts_of(row), row["source_ref"], ON)
    days = [
        None if at is None else (date.fromordinal(at) - timedelta(back)).isoformat()
        for at in (item.opened, item.closes)
    ]
    posting = Posting(
        source=row["source"],
        source_ref=f"{mark}{row['source_ref']}",
        title=item.title,
        parser_version="1",
        recruiter=item.recruiter if not item.hidden else None,
        recruiter_code=item.recruiter_code,
        reference=f"{mark}{item.reference}" if item.reference else None,
        location_text=item.site,
        locality=item.locality,
        postcode=item.postcode,
        local_authority_code=item.area,
        upper_tier_code=item.county,
        salary_annual_min=item.pay_min,
        salary_annual_max=item.pay_max,
        posted_on=days[0],
        closes_at=days[1],
        description=item.text,
    )
    return SeenPosting(posting=posting, advert=Advert(source_ref=posting.source_ref), listed_hash="x")


def _batches(count: int, seed: int, back: int, run: str, now: str = NOW) -> Iterator[Batch]:
    by_source: dict[str, list[SeenPosting]] = {}
    for row, _ in adverts(count, seed):
        by_source.setdefault(row["source"], []).append(seen(row, back, f"{seed}-"))
    for source, postings in by_source.items():
        told = SourceRun(run=run, source=source, started_at=now, finished_at=now, verdict="ok", extent="window")
        refs = tuple(one.posting.source_ref for one in postings)
        yield Batch(source_run=told, postings=tuple(postings), seen=refs)


def build(path: Path, count: int) -> None:
    """Make the store: postings filed under their keys, season after season."""
    with Store.open(path) as store:
        store.connection.execute("PRAGMA synchronous = OFF")
        seasons = -(-count // CHUNK)
        for season in range(seasons):
            back = SEASON * (seasons - 1 - season)
            now = f"{ON - timedelta(back)}{NOW[10:]}"
            run = store.begin_run(now)
            for batch in _batches(CHUNK, season + 1, back, run, now):
                store.ingest(batch)
            with store.writing() as connection:
                fresh = [row[0] for row in connection.execute("SELECT posting FROM posting_pending")]
                items = items_of(connection, fresh)
                file_under(connection, Profiles(items), {at: digest_of(item) for at, item in items.items()})
                connection.execute("DELETE FROM posting_pending")
            print(f"{(season + 1) * CHUNK} postings", flush=True)


def measure(path: Path, fresh: int) -> list[float]:
    """Return the seconds of each turn: new adverts come, are matched, and stay."""
    took = []
    with Store.open(path) as store:
        for turn in range(TURNS):
            run = store.begin_run(NOW)
            seed = NEW_SEEDS + store.connection.execute("SELECT count(*) FROM runs").fetchone()[0]
            for batch in _batches(fresh, seed, 0, run):
                store.ingest(batch)
            new, others = _waiting(store)
            if new < fresh:
                raise SystemExit(f"Only {new} of {fresh} adverts are new to this store: make it again.")
            began = time.perf_counter()
            with store.writing() as connection:
                join(connection)
                connection.execute("DELETE FROM posting_pending")
            took.append(time.perf_counter() - began)
            print(f"turn {turn + 1}: {took[-1]:.2f} s, {new} new and {others} others", flush=True)
    return took


def _waiting(store: Store) -> tuple[int, int]:
    """Return how many postings wait to be matched: new ones, and others that changed (most of them expired)."""
    known = list(known_digests(store.connection).values())
    return known.count(None), len(known) - known.count(None)


def main(path: Path, count: int, fresh: int) -> None:
    """Build where there is none, measure, and say it."""
    if not path.exists():
        build(path, count)
    print(f"{fresh} new adverts against {count}: {median(measure(path, fresh)):.2f} s, the median of {TURNS}")


if __name__ == "__main__":
    given = [*sys.argv[1:], *("/tmp/years.db", "1000000", "1000")[len(sys.argv) - 1 :]]
    main(Path(given[0]), int(given[1]), int(given[2]))
