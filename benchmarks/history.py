"""What four years of collecting leave beside a generated store's jobs, so that every question has rows to work on.

A run of every source a day (584,400 of them), one job in a hundred advertised again up to twice, closing dates and pay
that moved, spinal column points. Some sources began later and a few are broken, so that the panel is a part of all.
"""

import sqlite3

from benchmarks.million import LAST_MOMENT, SOURCES, STAMP

DAYS = 1461
BEGIN_APART = 3
"""Days between the first runs of one source and the next: coverage grows for three years."""
NOW = LAST_MOMENT.strftime(STAMP)
_DAYS = f"""
WITH RECURSIVE days (day, at) AS (
  SELECT 0, strftime('%Y-%m-%dT%H:%M:%SZ', '{NOW}', '-{DAYS - 1} days')
  UNION ALL SELECT day + 1, strftime('%Y-%m-%dT%H:%M:%SZ', at, '+1 day') FROM days WHERE day < {DAYS - 1}
)
"""
_STATEMENTS = (
    "DELETE FROM source_runs",
    "DELETE FROM runs",
    f"INSERT OR REPLACE INTO clock (id, now) VALUES (1, '{NOW}')",
    f"{_DAYS} INSERT INTO runs (id, started_at, finished_at) SELECT at || '/1', at, at FROM days",
    f"""{_DAYS}
    INSERT INTO source_runs (run, source, started_at, finished_at, verdict, cause, extent, complete, adverts)
    SELECT at || '/1', s.id, at, at, CASE WHEN broken THEN 'broken' ELSE 'ok' END,
      CASE WHEN broken THEN 'timeout' END, 'full', NOT broken, 40
    FROM (SELECT *, row_number() OVER (ORDER BY id) AS n FROM sources) AS s JOIN days
      ON day >= n * {BEGIN_APART} - {SOURCES}
    JOIN (SELECT 0 AS broken UNION ALL SELECT 1) ON broken = (n % 50 = 7 AND day > {DAYS - 20})""",
    "DELETE FROM readverts",
    """INSERT INTO readverts (posting, spell, earlier_posting, earlier_spell, gap_days, rule, found_at)
    SELECT id, 1, id - 97, 1, 30.0, 'title', first_seen FROM postings
    WHERE id % 97 = 0 AND id / 97 % 3 > 0 AND id > 97""",
    "DELETE FROM posting_changes",
    """INSERT INTO posting_changes (posting, field, old, new, seen_at, cause)
    SELECT id, 'closes_at', posted_on, closes_at, first_seen, 'source' FROM postings WHERE id % 10 = 0""",
    """INSERT INTO posting_changes (posting, field, old, new, seen_at, cause)
    SELECT id, 'salary_text', '£20,000', salary_text, first_seen, 'source' FROM postings WHERE id % 25 = 0""",
    """UPDATE postings SET scp_min = CAST(salary_annual_min - 21000 AS INTEGER) / 900
    WHERE id % 4 = 0 AND salary_annual_min < 60000""",
    "ANALYZE",
)


def fill(connection: sqlite3.Connection) -> None:
    """Give a store of benchmarks.million its past, in one transaction of the caller's."""
    for statement in _STATEMENTS:
        connection.execute(statement)
