"""Counts that the file keeps beside the jobs are those of counting anew, whatever became of the jobs."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.schema import counts
from storage.schema.migrations import make
from storage.store import Store
from tests.storage.making import Diary

NAMES = ("id", "status", "first_seen", "closed_at", "month", "source", "left_censored", "category", "recruiter")
COLUMNS = (*NAMES, "recruiter_code", "pay", "merged_into")
STAMPS = st.sampled_from([None, "2026-10-30T06:00:00Z", "2026-11-02T18:00:00Z", "2026-11-23T06:00:00Z"])
JOBS = st.fixed_dictionaries(
    {
        "id": st.sampled_from("abcdef"),
        "status": st.sampled_from(["live", "expired"]),
        "first_seen": STAMPS.filter(bool),
        "closed_at": STAMPS,
        "month": st.sampled_from([None, "2026-10", "2026-11"]),
        "source": st.sampled_from([None, "essex", "kent"]),
        "left_censored": st.sampled_from([None, 0, 1]),
        "category": st.sampled_from([None, "planning", "libraries"]),
        "recruiter": st.sampled_from([None, "Essex", "Kent"]),
        "recruiter_code": st.sampled_from([None, "E10000012"]),
        "pay": st.sampled_from([None, 30_000.0, 31_000.5]),
        "merged_into": st.sampled_from([None, None, "a"]),
    }
)
STEPS = st.lists(st.tuples(st.sampled_from(["insert", "upsert", "delete"]), JOBS), max_size=30)
UPSERT = (
    f"INSERT INTO jobs ({', '.join(COLUMNS)}) VALUES ({', '.join(f':{name}' for name in COLUMNS)})"
    f" ON CONFLICT (id) DO UPDATE SET {', '.join(f'{name} = excluded.{name}' for name in COLUMNS[1:])}"
)


@pytest.fixture(scope="module")
def empty() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        make(connection)
        yield connection


def differing(connection: sqlite3.Connection) -> dict[str, int]:
    return {name: connection.execute(query).fetchone()[0] for name, query in counts.faults().items()}


@given(steps=STEPS)
def test_counts_follow_every_change_of_a_job(
    empty: sqlite3.Connection, steps: list[tuple[str, dict[str, object]]]
) -> None:
    empty.execute("BEGIN")
    for kind, job in steps:
        if kind == "delete":
            empty.execute("DELETE FROM jobs WHERE id = :id", job)
        else:
            empty.execute(UPSERT, job)
    assert set(differing(empty).values()) == {0}
    empty.execute("DELETE FROM jobs")
    assert [empty.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in counts.faults()] == [0] * 4
    empty.execute("ROLLBACK")


@given(jobs=st.lists(JOBS, max_size=30))
def test_pay_by_employer_is_what_counting_every_job_gives(
    empty: sqlite3.Connection, jobs: list[dict[str, object]]
) -> None:
    empty.execute("BEGIN")
    for number, job in enumerate(jobs):
        empty.execute(UPSERT, job | {"id": str(number)})
    paid: dict[tuple[object, object], list[tuple[float, bool]]] = {}
    for job in jobs:
        if None not in (job["pay"], job["recruiter"]) and job["merged_into"] is None:
            key = (job["recruiter"], job["recruiter_code"])
            paid.setdefault(key, []).append((float(str(job["pay"])), job["status"] == "live"))
    told = {(name, code): tuple(rest) for name, code, *rest in empty.execute("SELECT * FROM salary_by_recruiter")}
    assert told == {
        key: (len(rows), sum(live for _, live in rows), min(rows)[0], median(pay for pay, _ in rows), max(rows)[0])
        for key, rows in paid.items()
    }
    empty.execute("ROLLBACK")


def test_a_count_that_somebody_changed_is_told(diary: Diary) -> None:
    diary.day(1, {"a": {"category": "planning", "recruiter": "Essex", "salary_annual_min": 30_000}})
    with Store.open(diary.path) as store:
        assert store.check() == []
        store.connection.execute("UPDATE month_counts SET jobs = 2")
        store.connection.execute("DELETE FROM pay_counts")
        assert store.check() == [
            "2 rows of month_counts differ from the jobs",
            "1 rows of pay_counts differ from the jobs",
        ]


def test_a_job_ends_with_the_posting_that_speaks_for_it_before_the_run_does(diary: Diary) -> None:
    diary.day(1, "ab")
    with Store.open(diary.path) as store:
        store.connection.execute("UPDATE postings SET status = 'withdrawn' WHERE source_ref = 'a'")
    assert diary.ask("SELECT count(*) FROM live_jobs") == [(1,)]
