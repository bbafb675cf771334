"""What a job repeats of the posting that speaks for it: counting a million jobs must not read a million long rows."""

LEAD_FIELDS = (
    *("source", "left_censored", "recruiter", "recruiter_code", "region", "category", "occupation_code"),
    *("contract_type", "latitude", "longitude"),
)
"""Repeated as they stand."""
PAY = "(coalesce(salary_annual_min, salary_annual_max) + coalesce(salary_annual_max, salary_annual_min)) / 2"
"""The middle of the advertised full-time range, pounds a year."""
MADE = {"pay": PAY, "area": "coalesce(region, nation)", "lead_seen": "first_seen"}
"""Made of the posting's columns: for each of the job's columns, how."""
FACT_NAMES = (*MADE, *LEAD_FIELDS)
FACTS = ", ".join(FACT_NAMES)
FROM_LEAD = ", ".join((*(f"{how} AS {name}" for name, how in MADE.items()), *LEAD_FIELDS))
"""What stands for ``FACTS`` in a question to postings."""
FILL_JOBS = f"""
UPDATE jobs SET month = substr(first_seen, 1, 7), ({FACTS}) = (
  SELECT {FROM_LEAD} FROM postings AS p WHERE p.id = jobs.lead
) WHERE lead IS NOT NULL
"""  # noqa: S608 (our names)
"""Gives every job what it repeats of its posting: for files that are older than these columns."""
