"""After a run: everything that follows from the postings is brought up to date, for the postings that were touched."""

import sqlite3
from collections.abc import Iterator

from scraper.records import Place
from storage import search
from storage.schema.facts import FACT_NAMES, FACTS, FROM_LEAD
from storage.sql import count, quoted

_PENDING = "(SELECT posting FROM posting_pending)"
SLICE = 2_000
"""Postings whose jobs are refreshed at a time: what is sorted of them is held in memory, half a kB each."""
_SLICE_ENDS = (
    "SELECT coalesce(max(posting), 0) "
    "FROM (SELECT posting FROM posting_pending WHERE posting > ? ORDER BY posting LIMIT ?)"
)
_OF_SLICE = "(SELECT posting FROM posting_pending WHERE posting > ? AND posting <= ?)"
_JOBS = f"(SELECT DISTINCT job FROM postings WHERE id IN {_OF_SLICE})"  # noqa: S608 (our names)
_OPENNESS = "CASE status WHEN 'live' THEN 0 WHEN 'unconfirmed' THEN 1 ELSE 2 END"
_REFRESH_JOBS = f"""
INSERT INTO jobs (id, lead, status, first_seen, closed_at, closed_reason, postings, month, {FACTS})
SELECT job, id, status, began, closed_at, closed_reason, postings, substr(began, 1, 7), {FACTS}
FROM (
  SELECT job, id, status, closed_at, closed_reason, {FROM_LEAD},
    min(first_seen) OVER of_job AS began, count(*) OVER of_job AS postings,
    row_number() OVER (
      PARTITION BY job ORDER BY {_OPENNESS}, closed_at DESC, first_seen, source, source_ref
    ) AS place
  FROM postings WHERE job IN {_JOBS}
  WINDOW of_job AS (PARTITION BY job)
)
WHERE place = 1
ON CONFLICT (id) DO UPDATE SET lead = excluded.lead, status = excluded.status, first_seen = excluded.first_seen,
  closed_at = excluded.closed_at, closed_reason = excluded.closed_reason, postings = excluded.postings,
  month = excluded.month, {", ".join(f"{name} = excluded.{name}" for name in FACT_NAMES)}
"""  # noqa: S608 (our names)
_PLACE = Place.__struct_fields__
_PARTS = [f"each.value ->> '{name}'" for name in _PLACE]
_FILL_PLACES = (
    f"INSERT INTO places (posting, number, {', '.join(quoted(_PLACE))}) "  # noqa: S608 (our names)
    f"SELECT p.id, each.key + 1, {', '.join(_PARTS)} "
    f"FROM postings AS p, json_each(p.places) AS each WHERE p.id IN {_PENDING}"
)
_FILL_RECRUITERS = f"""
INSERT INTO recruiters (name, code, recruiter_kind)
SELECT recruiter, coalesce(recruiter_code, ''), max(recruiter_kind) FROM postings
WHERE id IN {_PENDING} AND recruiter IS NOT NULL GROUP BY 1, 2
ON CONFLICT (name, code) DO UPDATE SET recruiter_kind = excluded.recruiter_kind
WHERE recruiter_kind <> excluded.recruiter_kind
"""  # noqa: S608 (our names)
_DROP_RECRUITERS = """
DELETE FROM recruiters WHERE NOT EXISTS (
  SELECT 1 FROM postings AS p WHERE p.recruiter = name AND p.recruiter_code IS nullif(code, '')
)
"""
_STEPS = (
    f"DELETE FROM places WHERE posting IN {_PENDING}",  # noqa: S608 (our names)
    _FILL_PLACES,
    _FILL_RECRUITERS,
    _DROP_RECRUITERS,
)


def refresh(connection: sqlite3.Connection, *, match: bool = True) -> None:
    """Bring jobs, places, recruiters and search up to date; without matching, new postings stay jobs of their own."""
    if match:
        from storage.joining import join  # noqa: PLC0415 (loads the matcher, which only runs need)

        join(connection)
    for ends in _slices(connection):
        connection.execute(_REFRESH_JOBS, ends)
    for step in _STEPS:
        connection.execute(step)
    search.fill(connection)
    connection.execute("DELETE FROM posting_pending")


def _slices(connection: sqlite3.Connection) -> Iterator[tuple[int, int]]:
    """Yield the numbers between which so many pending postings stand; a job that stands in several is done in each."""
    after = 0
    while last := count(connection, _SLICE_ENDS, (after, SLICE)):
        yield after, last
        after = last
