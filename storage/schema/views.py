"""Every view, with its sentence.

"Now" is the time of the last run (table clock), so that answers do not depend on when the question is put, and
simulated runs work. A column that has a posting's column's name means what it means there.
"""

from msgspec import Struct

from storage.schema.facts import LEAD_FIELDS
from storage.schema.tables import POSTING_COLUMNS


class View(Struct, frozen=True, kw_only=True):
    """One view; ``columns`` explains those that are not a posting's."""

    name: str
    sentence: str
    columns: dict[str, str] = {}
    sql: str


_HIDDEN = frozenset(("id", "rules", "parser_version"))
_FIRST = (
    *("job", "title", "recruiter", "location", "salary_text", "salary_annual_min", "salary_annual_max"),
    *("contract_type", "working_pattern", "closes_at", "first_seen", "url"),
)
"""What people look for first stands first."""
_REST = (column.name for column in POSTING_COLUMNS if column.name not in _HIDDEN and column.name not in _FIRST)
_OF_JOB = {
    **{name: f'j."{name}"' for name in LEAD_FIELDS},
    "job": 'j."id" AS "job"',
    "status": 'j."status"',
    "first_seen": 'j."lead_seen" AS "first_seen"',
}
"""Taken from the job, which repeats them: who groups or sorts by these alone is spared the postings."""
_COLUMNS = ", ".join(_OF_JOB.get(name, f'p."{name}"') for name in (*_FIRST, *_REST))
_LIVE = """FROM jobs AS j LEFT JOIN postings AS p ON p.id = j.lead
WHERE j.status = 'live'"""
_TENS = "10 * CAST(j.pay / 10000 AS INTEGER)"
_BAND = f"CASE WHEN j.pay IS NOT NULL THEN printf('£%dk to £%dk', {_TENS}, {_TENS} + 10) END"
_NOW = "(SELECT now FROM clock)"
WEEK = "7 days"
"""What people mean by soon and by this week."""

LAST_RUNS = """
SELECT n.source, n.verdict, n.cause, n.finished_at AS checked_at,
  coalesce((SELECT min(r.finished_at) FROM source_runs AS r INDEXED BY source_runs_by_time
    WHERE r.source = n.source AND (r.finished_at, r.run) > (
      SELECT d.finished_at, d.run FROM source_runs AS d INDEXED BY source_runs_by_time
      WHERE d.source = n.source AND (d.verdict, d.cause) IS NOT (n.verdict, n.cause)
      ORDER BY d.finished_at DESC, d.run DESC LIMIT 1
  )), (
    SELECT min(r.finished_at) FROM source_runs AS r INDEXED BY source_runs_by_time WHERE r.source = n.source
  )) AS since,
  (SELECT max(r.finished_at) FROM source_runs AS r INDEXED BY source_runs_by_time WHERE r.source = n.source
    AND r.verdict IN ('ok', 'unchanged', 'empty')) AS last_good,
  n.pages, n.adverts, n.new, n.changed, n.gone, n.warnings, n.message
FROM sources AS s CROSS JOIN source_runs AS n ON n.source = s.id AND n.run = (
  SELECT r.run FROM source_runs AS r INDEXED BY source_runs_by_time WHERE r.source = s.id
  ORDER BY r.finished_at DESC, r.run DESC LIMIT 1
)
""".strip()
"""The last run of every source that was ever tried, with since when it has been as it is.

Since when is asked in the column itself: whoever wants the broken sources alone pays for those alone. The index and
the order of the tables are named because in a file without fresh statistics SQLite would read and sort all runs.
"""

_SOURCE_DAYS = """
SELECT source, substr(finished_at, 1, 10) AS day,
  max(complete AND extent = 'full' AND verdict IN ('ok', 'unchanged', 'empty')) AS whole,
  count(*) AS runs, max(adverts) AS adverts
FROM source_runs GROUP BY 1, 2
""".strip()

_BY_MONTH = """
WITH RECURSIVE seen_months (month, last) AS (
  SELECT substr(min(began), 1, 7), substr(max(ended), 1, 7) FROM (
    SELECT (SELECT min(finished_at) FROM source_runs INDEXED BY source_runs_by_time WHERE source = s.id) AS began,
      (SELECT max(finished_at) FROM source_runs INDEXED BY source_runs_by_time WHERE source = s.id) AS ended
    FROM sources AS s
  )
  UNION ALL SELECT strftime('%Y-%m', month || '-01', '+1 month'), last FROM seen_months WHERE month < last
), observed AS (
  SELECT s.id AS source, m.month FROM sources AS s JOIN seen_months AS m WHERE EXISTS (
    SELECT 1 FROM source_runs AS r
    WHERE r.source = s.id AND substr(r.finished_at, 1, 10) BETWEEN m.month AND m.month || '~' AND r.complete
      AND r.extent = 'full' AND r.verdict IN ('ok', 'unchanged', 'empty')
  )
), panel AS (
  SELECT source FROM observed GROUP BY source HAVING count(*) = (SELECT count(DISTINCT month) FROM observed)
), counted AS (
  SELECT month, sum(jobs * (NOT left_censored)) AS new_jobs, sum(jobs * left_censored) AS already_up,
    sum(jobs * (NOT left_censored AND source IN panel)) AS panel_new_jobs
  FROM month_counts GROUP BY 1
), months AS (
  SELECT month FROM observed UNION SELECT month FROM counted
)
SELECT m.month, coalesce(c.new_jobs, 0) AS new_jobs, coalesce(c.already_up, 0) AS already_up,
  (SELECT count(*) FROM observed AS o WHERE o.month = m.month) AS sources_observed,
  (SELECT count(*) FROM panel) AS panel_sources, coalesce(c.panel_new_jobs, 0) AS panel_new_jobs
FROM months AS m LEFT JOIN counted AS c ON c.month = m.month
""".strip()

_SALARIES = """
WITH counted AS (
  SELECT recruiter, recruiter_code, pay, jobs, live, sum(jobs) OVER (
    PARTITION BY recruiter, recruiter_code ORDER BY pay, live ROWS UNBOUNDED PRECEDING
  ) AS upto FROM pay_counts
), totals AS (
  SELECT recruiter, recruiter_code, sum(jobs) AS jobs, sum(live * jobs) AS live_jobs, min(pay) AS lowest,
    max(pay) AS highest FROM pay_counts GROUP BY recruiter, recruiter_code
)
SELECT t.recruiter, nullif(t.recruiter_code, '') AS recruiter_code, t.jobs, t.live_jobs, t.lowest,
  (min(c.pay) + max(c.pay)) / 2 AS median, t.highest
FROM totals AS t JOIN counted AS c USING (recruiter, recruiter_code)
WHERE c.upto >= (t.jobs + 1) / 2 AND c.upto - c.jobs < t.jobs / 2 + 1
GROUP BY t.recruiter, t.recruiter_code
""".strip()
"""The median lies where the counts, added up from the lowest pay, reach the middle one or two."""

_READVERTISED = """
WITH RECURSIVE links AS (
  SELECT r.posting, r.earlier_posting, a.job, b.job AS earlier_job, r.gap_days, r.found_at FROM readverts AS r
  JOIN job_links AS a ON a.posting = r.posting JOIN job_links AS b ON b.posting = r.earlier_posting
), chain (head, job) AS (
  SELECT DISTINCT job, job FROM links
  WHERE job NOT IN (SELECT earlier_job FROM links WHERE earlier_job <> job)
  UNION SELECT c.head, l.earlier_job FROM chain AS c JOIN links AS l ON l.job = c.job
), counted AS (
  SELECT c.head, count(*) AS times, l.gap_days, l.posting, l.earlier_posting, max(l.found_at) AS found_at
  FROM chain AS c JOIN links AS l ON l.job = c.job GROUP BY c.head
)
SELECT c.head AS job, p.title, p.recruiter, p.source, p.status, c.times, c.gap_days AS last_gap_days,
  coalesce(a.salary_annual_max, a.salary_annual_min) - coalesce(b.salary_annual_max, b.salary_annual_min)
    AS last_pay_change, c.found_at AS last_found_at
FROM counted AS c CROSS JOIN jobs AS j ON j.id = c.head CROSS JOIN postings AS p ON p.id = j.lead
CROSS JOIN postings AS a ON a.id = c.posting CROSS JOIN postings AS b ON b.id = c.earlier_posting
""".strip()
"""Chains are followed by the narrow tables; the long rows of postings are read once a chain, at the end."""

VIEWS: tuple[View, ...] = (
    View(
        name="live_jobs",
        sentence="One row a job that is live now, as its leading posting tells it.",
        columns={
            "postings": "How many postings advertise the job.",
            "salary_band": "Ten thousand pounds a year that hold the middle of its full-time range.",
        },
        sql=f"SELECT {_COLUMNS}, j.postings, {_BAND} AS salary_band {_LIVE}",
    ),
    View(
        name="closing_soon",
        sentence="Live jobs that close within seven days.",
        columns={
            "days_left": "Days until it closes.",
            "closes_utc": "First moment at which it is closed by its own date, UTC.",
        },
        sql=f"""SELECT {_COLUMNS}, round(julianday(w.closes_utc) - julianday({_NOW}), 1) AS days_left, w.closes_utc
FROM posting_watch AS w CROSS JOIN jobs AS j ON j.lead = w.posting LEFT JOIN postings AS p ON p.id = j.lead
WHERE j.status = 'live' AND w.closes_utc <= strftime('%Y-%m-%dT%H:%M:%SZ', {_NOW}, '+{WEEK}')""",  # noqa: S608
    ),
    View(
        name="new_this_week",
        sentence="Live jobs first seen in the last seven days, less those that were up at their source's first run.",
        sql=f"""SELECT {_COLUMNS} {_LIVE} AND NOT j.left_censored
AND j.lead_seen > strftime('%Y-%m-%dT%H:%M:%SZ', {_NOW}, '-{WEEK}')""",
    ),
    View(
        name="source_health",
        sentence="How each source stands: its last verdict, since when, and when it was last read well.",
        columns={
            "verdict": "How its last run ended.",
            "cause": "Stable word for why it was not ok.",
            "checked_at": "When it was last tried, UTC.",
            "since": "Since when it has had this verdict and cause, UTC.",
            "last_good": "When it was last ok, unchanged or empty, UTC.",
            "pages": "Pages read in its last run.",
            "adverts": "Adverts on its listing in its last run.",
            "new": "Postings first seen in its last run.",
            "changed": "Postings that changed in its last run.",
            "gone": "Postings that expired or were withdrawn in its last run.",
            "warnings": "Words of warning, as a list.",
            "message": "One sentence for a person.",
        },
        sql=LAST_RUNS,
    ),
    View(
        name="source_days",
        sentence="Which source was tried on which day (UTC), and whether it was seen whole: every series' denominator.",
        columns={
            "day": "Date, UTC.",
            "whole": "1 when a complete walk of a full listing ended well that day.",
            "runs": "How often it was tried.",
            "adverts": "Most adverts seen in one of that day's runs.",
        },
        sql=_SOURCE_DAYS,
    ),
    View(
        name="vacancies_by_month",
        sentence="Jobs first seen a month, with how many sources were observed, and the same for a panel of sources "
        "observed in every month: only the panel's numbers can be compared over time.",
        columns={
            "month": "Month, UTC.",
            "new_jobs": "Jobs that appeared in the month.",
            "already_up": "Jobs that were up at their source's first run: they appeared earlier, nobody knows when.",
            "sources_observed": "Sources seen whole on at least one day of the month.",
            "panel_sources": "Sources seen whole in every month.",
            "panel_new_jobs": "Jobs that appeared on the panel's sources.",
        },
        sql=_BY_MONTH,
    ),
    View(
        name="salary_by_recruiter",
        sentence="Advertised pay a year (full-time equivalent, middle of the range) by employer, over all jobs.",
        columns={
            "jobs": "Jobs that state pay.",
            "live_jobs": "How many of them are live.",
            "lowest": "Lowest pay, pounds a year.",
            "median": "Median pay, pounds a year.",
            "highest": "Highest pay, pounds a year.",
        },
        sql=_SALARIES,
    ),
    View(
        name="readvertised",
        sentence="Jobs that were advertised again after they had closed: how often, and after how long.",
        columns={
            "job": "The job that stands at the end of the chain.",
            "times": "How often it was advertised again.",
            "last_gap_days": "Days between its last end and its last new start.",
            "last_pay_change": "Pounds a year by which the last new start moved its pay, where both state it.",
            "last_found_at": "When it was last advertised again, UTC.",
        },
        sql=_READVERTISED,
    ),
)
