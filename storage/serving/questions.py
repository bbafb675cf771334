"""Questions that people ask of the file, with the SQL that answers them: pages of ``serve``, tested and timed.

``:near`` is read by the functions place_latitude and place_longitude, which know postcodes and places.
"""

from string import Template

from msgspec import Struct


class Question(Struct, frozen=True, kw_only=True):
    """One question.

    Attributes:
        params: what it asks for, with what each is when nobody says.
    """

    name: str
    title: str
    sentence: str
    sql: str
    params: dict[str, str] = {}


_PARTS = {
    "JOB": "p.job, p.title, p.recruiter, p.location, p.salary_text, p.closes_at, p.first_seen, p.url",
    "LIVE": "FROM jobs AS j JOIN postings AS p ON p.id = j.lead\nWHERE j.status = 'live'",
}


def _sql(text: str) -> str:
    """Write out what several questions share; what is shown can be copied whole. A degree of latitude is 69 miles.

    A degree of longitude is at least 33, that of Shetland.
    """
    return Template(text).substitute(_PARTS)


QUESTIONS: tuple[Question, ...] = (
    Question(
        name="who_is_hiring_near_me",
        title="Who is hiring near me?",
        sentence="Live jobs within some miles of a postcode or place, the nearest first.",
        params={"near": "LS1", "miles": "10", "words": ""},
        sql=_sql("""WITH here AS (
  SELECT place_latitude(:near) AS lat, place_longitude(:near) AS lon, CAST(:miles AS REAL) AS far
)
SELECT round(miles_between(h.lat, h.lon, j.latitude, j.longitude), 1) AS miles, $JOB
FROM here AS h CROSS JOIN jobs AS j JOIN postings AS p ON p.id = j.lead
WHERE j.status = 'live'
  AND j.latitude BETWEEN h.lat - h.far / 69.0 AND h.lat + h.far / 69.0
  AND j.longitude BETWEEN h.lon - h.far / 33.0 AND h.lon + h.far / 33.0
  AND miles_between(h.lat, h.lon, j.latitude, j.longitude) <= h.far
  AND (:words = '' OR p.title LIKE '%' || :words || '%')
ORDER BY 1, p.first_seen DESC LIMIT 200"""),
    ),
    Question(
        name="pay_by_occupation",
        title="What do councils pay? Median advertised pay by occupation and region",
        sentence="Live jobs that state pay: full-time pounds a year, groups of five jobs or more.",
        params={"region": "", "occupation": ""},
        sql="""WITH large AS (
  SELECT occupation_code, area, count(*) AS jobs, min(pay) AS lowest, max(pay) AS highest FROM jobs
  WHERE status = 'live' AND occupation_code IS NOT NULL AND pay IS NOT NULL
    AND (:region = '' OR area LIKE :region || '%')
    AND (:occupation = '' OR occupation_code LIKE :occupation || '%')
  GROUP BY occupation_code, area HAVING count(*) >= 5 ORDER BY count(*) DESC, occupation_code, area LIMIT 500
)
SELECT g.occupation_code, g.area AS region, g.jobs, g.lowest, (
  SELECT avg(r.pay) FROM (
    SELECT pay, row_number() OVER (ORDER BY pay) AS place FROM jobs AS j
    WHERE j.status = 'live' AND j.pay IS NOT NULL AND j.occupation_code = g.occupation_code AND j.area IS g.area
  ) AS r WHERE r.place IN ((g.jobs + 1) / 2, g.jobs / 2 + 1)
) AS median, g.highest
FROM large AS g ORDER BY g.jobs DESC, g.occupation_code, g.area""",
    ),
    Question(
        name="hard_to_fill",
        title="What is hard to fill? Jobs advertised again",
        sentence="Jobs that were advertised again after they had closed, the most often first.",
        sql="""SELECT r.job, r.title, r.recruiter, r.source, r.status, r.times, r.last_gap_days, r.last_pay_change,
  r.last_found_at
FROM readvertised AS r ORDER BY r.times DESC, r.last_found_at DESC LIMIT 500""",
    ),
    Question(
        name="closing_this_week",
        title="What closes this week?",
        sentence="Live jobs that close within seven days of the last run, the first one first.",
        sql="""SELECT job, title, recruiter, location, salary_text, closes_at, days_left, url
FROM closing_soon ORDER BY closes_utc LIMIT 1000""",
    ),
    Question(
        name="who_is_hiring_this_week",
        title="Who is hiring this week?",
        sentence="Employers by how many jobs they opened in the last seven days.",
        sql="""SELECT coalesce(recruiter, 'not known') AS recruiter, count(*) AS new_jobs,
  sum(coalesce(posts, 1)) AS posts
FROM new_this_week GROUP BY 1 ORDER BY 2 DESC LIMIT 500""",
    ),
    Question(
        name="who_is_hiring",
        title="Who is hiring most?",
        sentence="Employers by live jobs, with how many of them state pay.",
        sql="""SELECT coalesce(recruiter, 'not known') AS recruiter, recruiter_code, count(*) AS live_jobs,
  count(pay) AS with_pay
FROM jobs AS j WHERE status = 'live' GROUP BY j.recruiter, j.recruiter_code ORDER BY 3 DESC, 1 LIMIT 500""",
    ),
    Question(
        name="pay_against_the_spine",
        title="How does pay stand against the spine?",
        sentence="Live jobs that name a spinal column point and state pay: what the point is advertised at.",
        sql=_sql("""SELECT p.scp_min AS point, count(*) AS jobs, min(p.salary_annual_min) AS lowest,
  round(avg(p.salary_annual_min)) AS mean, max(p.salary_annual_min) AS highest
$LIVE AND p.scp_min IS NOT NULL AND p.salary_annual_min IS NOT NULL GROUP BY 1 ORDER BY 1"""),
    ),
    Question(
        name="vacancies_a_month",
        title="How many vacancies appear a month?",
        sentence="Only the panel's numbers can be compared over time: coverage grows. See the page on honest series.",
        sql="""SELECT month, new_jobs, already_up, sources_observed, panel_sources, panel_new_jobs
FROM vacancies_by_month ORDER BY month DESC""",
    ),
    Question(
        name="changes_to_an_advert",
        title="What changed in an advert?",
        sentence="Every change of a job's adverts, the latest first. A reparse is our own reading, not theirs.",
        params={"job": ""},
        sql="""SELECT c.seen_at, p.source, c.field, c.old, c.new, c.cause
FROM postings AS p JOIN posting_changes AS c ON c.posting = p.id
WHERE p.job = :job ORDER BY c.seen_at DESC, c.id DESC LIMIT 1000""",
    ),
    Question(
        name="what_is_broken",
        title="Which sources are broken?",
        sentence="Sources whose last run was not read well: what is missing from every other answer.",
        sql="""SELECT source, verdict, cause, since, last_good, message FROM source_health
WHERE verdict NOT IN ('ok', 'unchanged', 'empty') OR warnings <> '[]' ORDER BY since""",
    ),
)
