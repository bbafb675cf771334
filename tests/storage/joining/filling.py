"""Stores filled with nasty adverts, day by day, as runs bring them."""

import random
from collections import defaultdict
from pathlib import Path

from benchmarks.adverts import Row, adverts
from scraper.normalising.context import Context
from scraper.normalising.posting import normalise
from scraper.records import Advert
from storage.batch import Batch, SeenPosting, SourceRun
from storage.hashing import listed_hash
from storage.store import Store

DAY = "2026-09-{:02d}T06:00:00Z"


def seen(row: Row, at: str) -> SeenPosting:
    """A generated advert as a run would hand it over."""
    place = row.get("location")
    advert = Advert(
        source_ref=row["source_ref"],
        url=row.get("url"),
        title=row.get("title"),
        recruiter_text=row.get("recruiter"),
        location_texts=(place,) if place else (),
        salary_text=row.get("salary_text"),
        closing_text=row.get("closes_at"),
        posted_text=row.get("posted_on"),
        reference=row.get("reference"),
        description=row.get("description"),
    )
    posting = normalise(advert, Context(source=row["source"], fetched_at=at))
    return SeenPosting(posting=posting, advert=advert, listed_hash=listed_hash(advert))


def days_of(count: int, seed: int, days: int = 6) -> list[dict[str, list[SeenPosting]]]:
    """Adverts by the day on which they are first seen, and by source."""
    found: list[dict[str, list[SeenPosting]]] = [defaultdict(list) for _ in range(days)]
    rng = random.Random(seed)
    for row, _ in adverts(count, seed):
        day = rng.randrange(days)
        found[day][row["source"]].append(seen(row, DAY.format(day + 1)))
    return found


def fill(
    path: Path, days: list[dict[str, list[SeenPosting]]], *, shuffle: int | None = None, at_once: bool = True
) -> None:
    """Run day by day: all sources in one run, or (``at_once`` false) each in its own; ``shuffle`` their order."""
    rng = random.Random(shuffle)
    with Store.open(path) as store:
        for number, by_source in enumerate(days, 1):
            at, sources = DAY.format(number), sorted(by_source)
            if shuffle is not None:
                rng.shuffle(sources)
            for turn in [sources] if at_once else [[one] for one in sources]:
                run = store.begin_run(at)
                for source in turn:
                    store.ingest(_batch(run, source, at, by_source[source]))
                store.finish_run(run, at)


def _batch(run: str, source: str, at: str, postings: list[SeenPosting]) -> Batch:
    told = SourceRun(run=run, source=source, started_at=at, finished_at=at, verdict="ok", extent="window")
    refs = tuple(one.posting.source_ref for one in postings)
    return Batch(source_run=told, postings=tuple(postings), seen=refs)
