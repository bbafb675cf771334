"""Exports: which postings or jobs, in which order, as typed rows; see writers.py and exporting for the formats.

Columns are the posting's fields in the order of the record. Rows are ordered by when they were first seen, then by
source and the source's own id, so that the same store always gives the same file. One SELECT gives them all: a run
that writes meanwhile neither blocks an export nor tears it.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from storage.connection import pragma
from storage.errors import StoreError, told
from storage.exporting.formats import EXCEL_CSV, format_of
from storage.exporting.names import COLUMNS, unknown
from storage.exporting.rows import JOBS, POSTINGS, Rows
from storage.exporting.where import Condition, condition
from storage.stamps import utc
from storage.store import Store

__all__ = [
    "COLUMNS",
    "Condition",
    "Rows",
    "condition",
    "employers",
    "export",
    "format_of",
    "has_employer",
    "rows",
]

_ORDER = ("first_seen", "source", "source_ref")
CACHE_KIB = 4096
"""As fast as the 64 MB of a store that is written to, and it leaves the memory to the formats."""
_JOBS = (
    # Renamed, so that a condition's column is always the posting's.
    "postings AS p JOIN (SELECT id AS job_id, lead AS job_lead FROM jobs) AS j "
    "ON j.job_id = p.job AND j.job_lead = p.id"
)


def rows(
    store: Store,
    *,
    live: bool = True,
    postings: bool = False,
    since: str | None = None,
    council: str | None = None,
    where: Condition | None = None,
    columns: Sequence[str] | None = None,
) -> Rows:
    """Return the rows to export, oldest first.

    Args:
        store: where from.
        live: only what is live now; else everything ever seen.
        postings: one row a posting; else one row a job, as its leading posting tells it.
        since: only what was first seen at this date or moment or later.
        council: only this recruiter: a GSS code, or a name or how it begins in whole words, in any case.
        where: one more condition; what a person typed goes through ``condition`` first.
        columns: which columns, in this order; all of them in their own order without.

    Raises:
        StoreError: when a column or the date is not known; while iterating, when the file can't be read.
    """
    chosen = _chosen(columns)
    conditions = list(_conditions(live=live, since=since, council=council))
    if where is not None:
        conditions.append(where)
    return Rows(store, chosen, POSTINGS if postings else JOBS, conditions)


def employers(store: Store) -> list[str]:
    """Return the names of all employers that some posting names."""
    with told(store.path):
        return [name for (name,) in store.connection.execute("SELECT DISTINCT name FROM recruiters ORDER BY 1")]


def has_employer(store: Store, named: str) -> bool:
    """Tell whether ``council=named`` can find something: a GSS code, a name or how one begins in whole words."""
    with told(store.path):
        return store.connection.execute(_HAS_EMPLOYER, (named,) * 4).fetchone() is not None


def export(found: Rows, out: Path | None, form: str = "csv", *, excel: bool = False) -> int:
    """Write rows to a file, in place at once when complete, or to standard output (None); returns how many.

    CSV and XLSX of all columns leave ``rules`` out: its objects are for JSON and for ``counciljobs explain``. A feed
    has columns of its own and the newest first.

    Raises:
        StoreError: when the format is not known, its extra is not installed, or the file can't be written; an earlier
            file stays as it was.
    """
    chosen = EXCEL_CSV if excel and form == "csv" else format_of(form)
    found = found.only(chosen.chosen(found.columns), newest=form == "rss")
    with _reading(found.store):
        return chosen.write(found, out)


@contextmanager
def _reading(store: Store) -> Iterator[None]:
    """See one state of the file throughout, and keep few of its pages in memory: an export reads each but once."""
    with told(store.path):
        before = pragma(store.connection, "cache_size")
        store.connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
        store.connection.execute("BEGIN")
    try:
        yield
    finally:
        store.connection.rollback()
        store.connection.execute(f"PRAGMA cache_size = {before}")


def _chosen(columns: Sequence[str] | None) -> tuple[str, ...]:
    if columns is None:
        return COLUMNS
    for name in columns:
        if name not in COLUMNS:
            raise StoreError(unknown(name))
    return tuple(dict.fromkeys(columns))


def _conditions(*, live: bool, since: str | None, council: str | None) -> Iterator[Condition]:
    if live:
        yield Condition("p.status = 'live'")
    if since is not None:
        yield Condition("p.first_seen >= ?", (_moment(since),))
    if council is not None:
        name = " ".join(council.split())
        yield Condition(_employs("p.recruiter", "p.recruiter_code"), (name,) * 4)


def _employs(name: str, code: str) -> str:
    """Return the condition that an employer is the one named; the value is bound four times."""
    return f"{code} = upper(?) OR lower({name}) = lower(?) OR substr(lower({name}), 1, length(?) + 1) = lower(?) || ' '"


_HAS_EMPLOYER = f"SELECT 1 FROM recruiters WHERE {_employs('name', 'code')}"  # noqa: S608 (our names)


def _moment(since: str) -> str:
    try:
        return utc(since)
    except ValueError as error:
        raise StoreError(f"{since} is not a date: write it as 2026-11-01 or 2026-11-01T09:00:00Z.") from error
