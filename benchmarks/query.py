"""Query benchmark: every question, search and page on a store of a million jobs, beside the usual tools.

``python -m benchmarks.query [STORE]`` builds the store by benchmarks.million and benchmarks.history when it is not
there, with its full-text index: some six minutes. A question is timed as its SQL on a connection as ``serve`` prepares
it, and as the page's JSON through Datasette; the best of three, in one process, the file in the system's cache. The
peers answer the same SQL with their process's start, what a person at a shell waits for; for pandas the reading of
the columns that it needs is told apart from its grouping. A peer that is not installed is told and left out.
"""

import asyncio
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable
from contextlib import closing
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from storage.serving import looking, plugin
from storage.serving.outfit import NAME, OUTFITS, Outfit
from storage.serving.questions import QUESTIONS, Question
from storage.serving.site import site

STORE = Path("/tmp/million-query.db")
JOBS = 1_000_000
ROUNDS = 3
QUESTION_LIMIT, SEARCH_LIMIT = 300, 100
"""Milliseconds that a question and a search may take."""
OK = 200
LEEDS = (53.8, -1.55)
ALONE = ("pay_by_occupation", "who_is_hiring", "vacancies_a_month", "hard_to_fill")
"""Questions that the peers answer too: they take no functions of ours."""
SEARCHES: dict[str, dict[str, Any]] = {
    "a common word": {"words": "council"},
    "a rare word, closed too": {"words": "REFERENCE", "closed": True},
    "a word of no advert": {"words": "zeppelin"},
    "two words": {"words": "planning officer"},
    "a common one, closed too": {"words": "council", "closed": True},
    "a word of one council": {"words": "officer", "council": "Essex"},
    "no word": {"words": ""},
}
PAGES = {
    "front page": "/",
    "map": "/map",
    "charts": "/charts",
    "search page": "/search?q=planning",
    "live_jobs, three facets": f"/{NAME}/live_jobs",
    "postings, first page": f"/{NAME}/postings",
}


def milliseconds(work: Callable[[], object]) -> float:
    """Return the best time of some rounds."""
    return min(_once(work, time.perf_counter) for _ in range(ROUNDS))


def _once(work: Callable[[], object], clock: Callable[[], float]) -> float:
    began = clock()
    work()
    return 1000 * (clock() - began)


async def _awaited(work: Callable[[], Awaitable[Any]]) -> float:
    """Return the best time of some rounds; without end when the page gave up."""
    best = float("inf")
    for _ in range(ROUNDS):
        began = time.perf_counter()
        answer = await work()
        best = min(best, 1000 * (time.perf_counter() - began))
        if answer.status_code != OK:
            return float("inf")
    return best


def build(path: Path) -> None:
    """Make the store with its past; some six minutes."""
    from benchmarks import history, million  # noqa: PLC0415 (only when there is none)
    from storage.store import Store  # noqa: PLC0415

    million.build(path, JOBS, search=True)
    with Store.open(path) as store, store.writing() as connection:
        history.fill(connection)


def _rows(connection: sqlite3.Connection, question: Question) -> int:
    return len(connection.execute(question.sql, _params(connection, question)).fetchall())


def _params(connection: sqlite3.Connection, question: Question) -> dict[str, str]:
    """Return what the question asks for; a job that has changes, where it wants one."""
    if "job" not in question.params:
        return question.params
    row = connection.execute("SELECT p.job FROM posting_changes AS c JOIN postings AS p ON p.id = c.posting LIMIT 1")
    return {"job": row.fetchone()[0]}


def _told(name: str, took: float, limit: int | None, *more: str) -> None:
    over = "" if limit is None or took <= limit else f"  over {limit} ms"
    print(f"{name:<26} {took:9.1f} " + " ".join(f"{cell:>10}" for cell in more) + over, flush=True)


async def main(store: Path) -> None:
    """Measure everything on one store that is there."""
    made = site(store, Outfit(locate=lambda _text: LEEDS))
    await made.invoke_startup()
    with closing(sqlite3.connect(f"{store.as_uri()}?mode=ro", uri=True)) as connection:
        plugin.prepare_connection(connection, NAME, made)
        await _questions(connection, made.client)
        _searches(connection)
        await _pages(connection, made.client)
    for database in made.databases.values():
        database.close()
    del OUTFITS[made]
    _peers(store)


async def _questions(connection: sqlite3.Connection, client: Any) -> None:  # noqa: ANN401 (Datasette has no types)
    print(f"{'question':<26} {'SQL, ms':>9} {'page, ms':>10} {'CPU, ms':>10} {'rows':>10}")
    for question in QUESTIONS:
        rows = _rows(connection, question)
        took = milliseconds(lambda asked=question: _rows(connection, asked))  # type: ignore[misc]
        address, params = f"/{NAME}/{question.name}.json", _params(connection, question)
        page = await _awaited(lambda at=address, asked=params: client.get(at, params=asked))  # type: ignore[misc]
        cpu = min(_once(lambda asked=question: _rows(connection, asked), time.thread_time) for _ in range(ROUNDS))  # type: ignore[misc]
        _told(question.name, took, QUESTION_LIMIT, f"{page:.1f}", f"{cpu:.1f}", str(rows))


def _searches(connection: sqlite3.Connection) -> None:
    print(f"\n{'search':<26} {'ms':>9} {'rows':>10}")
    if not looking.search(connection, "council", closed=True).rows:
        print("the store was made without --search: left out")
        return
    reference = connection.execute("SELECT reference FROM postings WHERE status = 'expired' LIMIT 1").fetchone()[0]
    for name, told in SEARCHES.items():
        asked = {key: reference if value == "REFERENCE" else value for key, value in told.items()}
        rows = len(looking.search(connection, **asked).rows)
        took = milliseconds(lambda how=asked: looking.search(connection, **how))  # type: ignore[misc]
        _told(name, took, SEARCH_LIMIT, str(rows))


async def _pages(connection: sqlite3.Connection, client: Any) -> None:  # noqa: ANN401
    job = connection.execute("SELECT id FROM jobs WHERE postings > 1 LIMIT 1").fetchone()[0]
    print(f"\n{'page':<26} {'ms':>9}")
    for name, address in (PAGES | {"a job's page": f"/job/{job}"}).items():
        _told(name, await _awaited(lambda at=address: client.get(at)), None)  # type: ignore[misc]


def _peers(store: Path) -> None:
    shell, tools = shutil.which("sqlite3"), Path(sys.executable).with_name("sqlite-utils")
    peers = {
        "sqlite3 shell": [shell, "-readonly", str(store)] if shell else None,
        "sqlite-utils": [str(tools), "query", str(store)] if tools.exists() else None,
    }
    print(f"\n{'the same SQL by':<26} {'ms':>9}")
    for peer, command in peers.items():
        for question in QUESTIONS if command else ():
            if question.name in ALONE:
                _told(f"{peer}: {question.name}"[:26], milliseconds(_running(command, question)), None)
        if command is None:
            print(f"{peer} is not installed: left out")
    if find_spec("pandas"):
        _by_pandas(store)


def _running(command: list[str] | None, question: Question) -> Callable[[], object]:
    sql = question.sql
    for name, value in question.params.items():
        sql = sql.replace(f":{name}", f"'{value}'")
    return lambda: subprocess.run([*(command or ()), sql], check=True, capture_output=True)


def _by_pandas(store: Path) -> None:
    """Group the live jobs as pay_by_occupation does: read once, asked in memory."""
    import pandas as pd  # type: ignore[import-untyped]  # noqa: PLC0415 (a peer that may be missing)

    sql = """SELECT p.occupation_code, p.region, (p.salary_annual_min + p.salary_annual_max) / 2 AS pay
    FROM jobs AS j JOIN postings AS p ON p.id = j.lead WHERE p.status = 'live'"""
    with closing(sqlite3.connect(store)) as connection:
        began = time.perf_counter()
        live = pd.read_sql_query(sql, connection)
        _told("pandas: reading", 1000 * (time.perf_counter() - began), None)
    groups = ["occupation_code", "region"]
    _told("pandas: pay_by_occupation", milliseconds(lambda: live.groupby(groups).pay.agg(["count", "median"])), None)


if __name__ == "__main__":
    named = Path(sys.argv[1]).absolute() if sys.argv[1:] else STORE
    if not named.exists():
        build(named)
    asyncio.run(main(named))
