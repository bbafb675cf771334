"""Counts of jobs that the file keeps as jobs change: a series of months must not read a million rows.

Triggers keep them, so that they hold whoever writes, and cost what changes: some microseconds a job.
"""

from collections.abc import Iterator

from msgspec import Struct

from storage.schema.columns import Column, count, text
from storage.schema.table import Table


class Tally(Struct, frozen=True, kw_only=True):
    """One table of counts.

    Attributes:
        keys: what it counts by, each with how it follows from a job (``{job}`` stands for the row).
        only: which jobs it counts; those with a key that is not known it leaves out.
        watched: columns of jobs that all this follows from, and that must be known.
        beside: further ones that may be unknown.
    """

    table: Table
    keys: dict[str, str]
    only: str
    watched: tuple[str, ...]
    beside: tuple[str, ...] = ()

    def counts(self, job: str) -> str:
        """Return the condition under which a row of jobs is counted."""
        known = " AND ".join(f"{job}.{name} IS NOT NULL" for name in self.watched)
        return f"{known} AND {self.only.format(job=job)}"

    def key(self, job: str) -> str:
        """Return the key under which a row of jobs is counted."""
        return ", ".join(how.format(job=job) for how in self.keys.values())


def _table(name: str, sentence: str, *columns: Column) -> Table:
    key = ", ".join(f'"{column.name}"' for column in columns)
    return Table(
        name=name,
        sentence=sentence,
        columns=(*columns, count("jobs", "How many jobs.", extra="")),
        constraints=(f"PRIMARY KEY ({key})",),
        rowless=True,
    )


def _month(sentence: str) -> Column:
    return text("month", sentence, required=True)


TALLIES = (
    Tally(
        table=_table(
            "month_counts",
            "How many jobs were first seen in each month, by source.",
            _month("Month in which they were first seen, UTC: YYYY-MM."),
            text("source", "The source that speaks for them.", required=True),
            count("left_censored", "1 when they were already up at the source's first run.", extra=""),
        ),
        keys={name: f"{{job}}.{name}" for name in ("month", "source", "left_censored")},
        only="{job}.merged_into IS NULL",
        watched=("month", "source", "left_censored"),
    ),
    Tally(
        table=_table(
            "category_counts",
            "How many jobs were first seen in each month, by service area.",
            _month("Month in which they were first seen, UTC: YYYY-MM."),
            text("category", "Service area.", required=True),
        ),
        keys={name: f"{{job}}.{name}" for name in ("month", "category")},
        only="{job}.merged_into IS NULL",
        watched=("month", "category"),
    ),
    Tally(
        table=_table(
            "pay_counts",
            "How many jobs each employer advertised at each pay.",
            text("recruiter", "Employer.", required=True),
            text("recruiter_code", "GSS code when it is an authority, else empty.", required=True),
            Column("pay", "REAL", "Middle of the advertised full-time range, pounds a year.", required=True),
            count("live", "1 for those that are live.", extra=""),
        ),
        keys={
            "recruiter": "{job}.recruiter",
            "recruiter_code": "coalesce({job}.recruiter_code, '')",
            "pay": "{job}.pay",
            "live": "{job}.status = 'live'",
        },
        only="{job}.merged_into IS NULL",
        watched=("recruiter", "pay", "status"),
        beside=("recruiter_code",),
    ),
    Tally(
        table=_table(
            "closed_counts",
            "How many days the jobs that closed in each month were up, by service area, less those already up at "
            "their source's first run.",
            _month("Month in which they closed, UTC: YYYY-MM."),
            text("category", "Service area.", required=True),
            count("days", "Days from first seen to closed, to the nearest.", extra=""),
        ),
        keys={
            "month": "substr({job}.closed_at, 1, 7)",
            "category": "{job}.category",
            "days": "CAST(round(julianday({job}.closed_at) - julianday({job}.first_seen)) AS INTEGER)",
        },
        only="NOT {job}.left_censored",
        watched=("closed_at", "first_seen", "category", "left_censored"),
    ),
)
FOLLOW_LEAD = """
CREATE TRIGGER "jobs_follow_lead" AFTER UPDATE OF status ON postings WHEN OLD.status IS NOT NEW.status
BEGIN UPDATE jobs SET status = NEW.status WHERE lead = NEW.id; END
""".strip()
"""Until a run's end settles which posting speaks for a job, the job lives and ends with the one that does."""


def triggers() -> dict[str, str]:
    """Return the statements that make all triggers, by their names."""
    made = {"jobs_follow_lead": FOLLOW_LEAD}
    for tally in TALLIES:
        for name, on, row, step in _steps(tally):
            full = f"{tally.table.name}_{name}"
            made[full] = f'CREATE TRIGGER "{full}" AFTER {on} ON jobs WHEN {tally.counts(row)}{step}'
    return made


def _steps(tally: Tally) -> Iterator[tuple[str, str, str, str]]:
    watched = (*tally.watched, *tally.beside, "merged_into")
    moved = f"UPDATE OF {', '.join(watched)}"
    differs = f" AND ({', '.join(f'OLD.{n}' for n in watched)}) IS NOT ({', '.join(f'NEW.{n}' for n in watched)})"
    add, take = f"\nBEGIN {_add(tally)}; END", f"\nBEGIN {_take(tally)}; END"
    yield "add", "INSERT", "NEW", add
    yield "take", "DELETE", "OLD", take
    yield "leave", moved, "OLD", differs + take
    yield "enter", moved, "NEW", differs + add


def _add(tally: Tally) -> str:
    name = tally.table.name
    return f"INSERT INTO {name} VALUES ({tally.key('NEW')}, 1) ON CONFLICT DO UPDATE SET jobs = jobs + 1"  # noqa: S608


def _take(tally: Tally) -> str:
    name = tally.table.name
    row = " AND ".join(f"{key} = ({how.format(job='OLD')})" for key, how in tally.keys.items())
    return f"UPDATE {name} SET jobs = jobs - 1 WHERE {row}; DELETE FROM {name} WHERE {row} AND jobs = 0"  # noqa: S608


def plain(tally: Tally) -> str:
    """Return the query that counts all jobs anew."""
    key = tally.key("j")
    return f"SELECT {key}, count(*) FROM jobs AS j WHERE {tally.counts('j')} GROUP BY {key}"  # noqa: S608 (our names)


def fill() -> Iterator[str]:
    """Yield the statements that count everything anew."""
    for tally in TALLIES:
        yield f"DELETE FROM {tally.table.name}"  # noqa: S608 (our names)
        yield f"INSERT INTO {tally.table.name} {plain(tally)}"


def faults() -> dict[str, str]:
    """Return for each table of counts the query that tells how many of its rows differ from counting anew."""
    return {tally.table.name: _differing(tally) for tally in TALLIES}


def _differing(tally: Tally) -> str:
    kept, anew = f"SELECT * FROM {tally.table.name}", plain(tally)  # noqa: S608 (our names)
    apart = [f"SELECT * FROM ({one} EXCEPT {other})" for one, other in ((kept, anew), (anew, kept))]  # noqa: S608
    return f"SELECT count(*) FROM ({' UNION ALL '.join(apart)})"  # noqa: S608
