"""A generated store of any size, by a seed: what exports, queries and the browser are measured on.

``python -m benchmarks.million /tmp/million.db [1000000] [--search]`` makes it in a minute or two and leaves one that is
there already as it is. Rows go straight into the tables, in bulk, because it is reading that is measured on them:
adverts of some 800 letters over four years and 400 sources, one in twelve live, one in fifty advertised by two sources.
"""

import random
import sqlite3
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from benchmarks import adverts_words as words
from benchmarks.adverts_places import councils
from storage.schema.facts import FILL_JOBS
from storage.schema.tables import POSTING_COLUMNS
from storage.sql import insert_values
from storage.store import Store

NAMES = tuple(column.name for column in POSTING_COLUMNS)
LAST_MOMENT = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
DAYS = 1460
SOURCES = 400
LIVE_SHARE = 12
"""One in so many is live: the last four months of four years."""
SHARED = 50
"""One job in so many is advertised by two sources."""
SAMPLES = 4000
"""Adverts that the rows are made from; what differs from row to row is set apart."""
CHUNK = 20_000
RUN = "2026-11-23T06:00:00Z/1"
STAMP = "%Y-%m-%dT%H:%M:%SZ"
Values = dict[str, Any]

SENTENCES = (
    'The post sits in a team of nine, "small but busy", and reports to the head of service.',
    "You will need a clear way of writing, a head for figures and patience with old filing.",
    "Interviews are held at the main office; travel costs are paid, and lunch is not.",
    "Hours are worked over five days, with one late evening a month for committee.",
    "The council runs a local pension scheme, a cycle store and a choir.",
    "We welcome applications from everyone who meets the list below, whatever their background.",
    "- knowledge of the planning acts\n- a full driving licence\n- some experience with the public",
    "This post is subject to a check of criminal records at the enhanced level.",
)


def build(path: Path, count: int, *, search: bool = False, seed: int = 1) -> None:
    """Make a store of so many jobs; with ``search`` its full-text index too, which takes as long again."""
    with Store.open(path) as store, store.writing() as connection:
        _fill_sources(connection)
        rows = _postings(count, random.Random(seed))
        connection.executemany(insert_values("postings", NAMES), ([row[name] for name in NAMES] for row in rows))
        for statement in (*_FOLLOWING, FILL_JOBS):
            connection.execute(statement)
        if search:
            connection.execute("INSERT INTO postings_search (postings_search) VALUES ('rebuild')")
    with Store.open(path) as store:
        store.connection.execute("ANALYZE")


def _fill_sources(connection: sqlite3.Connection) -> None:
    moment = LAST_MOMENT.strftime(STAMP)
    for number in range(SOURCES):
        name = councils()[number % len(councils())][0]
        connection.execute(
            "INSERT INTO sources (id, name, platform, url, licence, redistribute) VALUES (?, ?, 'feed', ?, ?, ?)",
            (_source(number), f"{name}: jobs", f"https://jobs{number}.example/feed", "OGL-UK-3.0", number % 10 > 0),
        )
    connection.execute("INSERT INTO runs VALUES (?, ?, ?)", (RUN, moment, moment))
    connection.execute(
        "INSERT INTO source_runs (run, source, started_at, finished_at, verdict, extent, complete) "
        "SELECT ?, id, ?, ?, 'ok', 'full', 1 FROM sources",
        (RUN, moment, moment),
    )


def _source(number: int) -> str:
    return f"source-{number:03}"


def _postings(count: int, rng: random.Random) -> Iterator[Values]:
    samples = [_sample(rng) for _ in range(SAMPLES)]
    step = timedelta(days=DAYS) / max(count, 1)
    live_from = count - count // LIVE_SHARE
    for number in range(count):
        began = LAST_MOMENT - step * (count - number)
        row = dict(samples[rng.randrange(SAMPLES)])
        ref = f"REQ{number:07}"
        row |= {
            "id": number + 1,
            "source": _source(rng.randrange(SOURCES)),
            "source_ref": ref,
            "url": f"https://jobs.example/vacancies/{ref}",
            "job": f"j{number:07}" if number % SHARED else f"j{max(number - 1, 0):07}",
            "first_seen": began.strftime(STAMP),
            "left_censored": int(number < SOURCES),
            "closes_at": (began + timedelta(days=21)).strftime("%Y-%m-%d"),
            "posted_on": began.strftime("%Y-%m-%d"),
            **_life(began, live=number >= live_from),
        }
        yield row


def _life(began: datetime, *, live: bool) -> Values:
    if live:
        return {"status": "live", "last_seen": LAST_MOMENT.strftime(STAMP), "closed_at": None, "closed_reason": None}
    ended = min(began + timedelta(days=21), LAST_MOMENT).strftime(STAMP)
    return {"status": "expired", "last_seen": ended, "closed_at": ended, "closed_reason": "expired"}


def _sample(rng: random.Random) -> Values:
    """Return one advert as a row, every column of it; what a source leaves out most of the time stays empty."""
    name, _short, around, _letters, towns = councils()[rng.randrange(len(councils()))]
    town = rng.choice(towns)
    low = rng.randrange(23_000, 60_000, 7)
    title = rng.choice(words.ROLES)
    return dict.fromkeys(NAMES) | {
        "reference": f"HR/{rng.randrange(10**5)}",
        "title": title if rng.random() < 0.8 else f"{title} (Maternity Cover), {town}",
        "summary": rng.choice(SENTENCES),
        "description": "\n\n".join(rng.choices(SENTENCES, k=10)),
        "recruiter_text": name,
        "location_text": f"{town}, {around}" if rng.random() < 0.5 else town,
        "salary_text": f"£{low:,} - £{low + 4000:,} per annum",
        "hours_text": "37 hours per week",
        "contract_text": "Permanent, full time",
        "closing_text": "23:59 on the closing date",
        "recruiter": name,
        "recruiter_kind": "council",
        "location": town,
        "locality": town,
        "region": "East of England",
        "nation": "England",
        "latitude": round(rng.uniform(50.1, 55.8), 5),
        "longitude": round(rng.uniform(-5.2, 1.7), 5),
        "workplace": rng.choice(("on_site", "hybrid", "unknown")),
        "places": f'[{{"location":"{town}","locality":"{town}"}}]',
        "salary_kind": "paid",
        "salary_min": low,
        "salary_max": low + 4000,
        "salary_period": "year",
        "salary_currency": "GBP",
        "salary_bound": "range",
        "salary_annual_min": low,
        "salary_annual_max": low + 4000,
        "pro_rata": 0,
        "grade": f"Grade {rng.randrange(4, 14)}",
        "contract_type": "permanent",
        "working_pattern": rng.choice(('["full_time"]', '["part_time","term_time"]', "[]")),
        "hours_per_week": rng.choice((37, 18.5, 30)),
        "category": rng.choice(("planning", "social_care", "education", "highways")),
        "occupation_code": str(rng.randrange(1111, 9279)),
        "occupation_confidence": round(rng.random(), 3),
        "rules": '{"salary":{"rule":"range","text":"£"},"location":{"rule":"town","text":""}}',
        "flags": "[]",
        "parser_version": "1",
    }


_FOLLOWING = (
    """INSERT INTO jobs (id, lead, status, first_seen, closed_at, closed_reason, postings)
    SELECT job, min(id), status, min(first_seen), closed_at, closed_reason, count(*) FROM postings GROUP BY job""",
    """INSERT INTO job_links (posting, job, rule, score)
    SELECT id, job, CASE WHEN id % 50 = 1 THEN 'words' ELSE 'alone' END, 1 FROM postings""",
    "INSERT INTO posting_spells SELECT id, 1, first_seen, closed_at, closed_reason, 0 FROM postings",
    "INSERT INTO places (posting, number, location, locality) SELECT id, 1, location, locality FROM postings",
    """INSERT INTO posting_watch (posting, content_hash, advert_hash, listed_hash, closes_utc)
    SELECT id, x'00', x'00', '0', CASE status WHEN 'live' THEN closes_at || 'T23:59:59Z' END FROM postings""",
    "INSERT INTO recruiters (name, recruiter_kind) SELECT DISTINCT recruiter, recruiter_kind FROM postings",
)


def main(path: Path, count: int, *, search: bool) -> None:
    """Make the store if it is not there."""
    if path.exists():
        print(f"{path} is there already.")
        return
    began = time.perf_counter()
    build(path, count, search=search)
    print(f"{path}: {count} postings, {path.stat().st_size >> 20} MiB, {time.perf_counter() - began:.0f} s")


if __name__ == "__main__":
    plain = [argument for argument in sys.argv[1:] if argument != "--search"]
    main(Path(plain[0]), int(plain[1]) if len(plain) > 1 else 1_000_000, search="--search" in sys.argv)
