"""Postings that are seen for the first time."""

import sqlite3
from collections.abc import Sequence
from typing import Any

from storage.identity import job_id
from storage.posting_rows import CONTENT, content_of, packed
from storage.ready import Ready
from storage.schema.facts import FACTS, FROM_LEAD
from storage.sql import count, insert_values

_INSERT = insert_values("postings", ("id", "job", "status", "first_seen", "last_seen", "left_censored", *CONTENT))
_WATCH = insert_values(
    "posting_watch", ("posting", "content_hash", "advert_hash", "listed_hash", "detail_at", "closes_utc")
)
_ADVERT = insert_values("posting_adverts", ("posting", "advert"))
_WHAT_FOLLOWS = (
    "INSERT INTO temp.sight SELECT id FROM postings WHERE id >= ?",
    "INSERT INTO posting_spells (posting, number, started_at) SELECT id, 1, first_seen FROM postings WHERE id >= ?",
    "INSERT INTO posting_pending SELECT id, 0 FROM postings WHERE id >= ?",
    f"""INSERT INTO jobs (id, lead, status, first_seen, postings, month, {FACTS})
    SELECT job, id, status, first_seen, 1, substr(first_seen, 1, 7), {FROM_LEAD} FROM postings WHERE id >= ?""",  # noqa: S608
    "INSERT INTO job_links SELECT id, job, 'alone', 1.0 FROM postings WHERE id >= ?",
)


def write_new(connection: sqlite3.Connection, source: str, rows: Sequence[Ready], at: str) -> None:
    """Write postings that are not stored yet, each with its spell and a job of its own; they are in ``sight`` then."""
    if not rows:
        return
    first = 1 + count(connection, "SELECT coalesce(max(id), 0) FROM postings")
    censored = count(connection, "SELECT count(*) FROM source_runs WHERE source = ? AND complete = 1", (source,)) == 0
    numbered = list(enumerate(rows, first))
    connection.executemany(_INSERT, (_values(row, number, source, at, censored) for number, row in numbered))
    connection.executemany(_WATCH, (_watched(row, number) for number, row in numbered))
    connection.executemany(_ADVERT, ((number, packed(row.seen.advert)) for number, row in numbered))
    for statement in _WHAT_FOLLOWS:
        connection.execute(statement, (first,))


def _values(row: Ready, number: int, source: str, at: str, censored: bool) -> tuple[Any, ...]:  # noqa: FBT001 (a value)
    job = job_id(at, source, row.ref)
    return (number, job, "live", at, at, censored, source, *content_of(row.values)[1:])


def _watched(row: Ready, number: int) -> tuple[Any, ...]:
    return (number, row.content, row.advert, row.seen.listed_hash, row.seen.detail_at, row.closes)
