"""Exports: which postings or jobs, in which order, as typed rows; see writers.py for the formats.

Columns are the posting's fields in the order of the record. Rows are ordered by when they were first seen, then by
source and the source's own id, so that the same store always gives the same file. One SELECT gives them all: a run
that writes meanwhile neither blocks an export nor tears it.
"""

from collections.abc import Callable, Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path

import msgspec
from msgspec import Struct

from storage.errors import StoreError, told
from storage.posting_rows import FIELDS, JSON_FIELDS
from storage.stamps import utc
from storage.store import Store
from storage.writers import FORMATS, write_rows

COLUMNS = FIELDS
"""Every column, in the documented order."""
_FLAGS = frozenset(("left_censored", "pro_rata"))


class Condition(Struct, frozen=True):
    """A condition on the columns of ``postings AS p``: SQL of our own making with its bound values."""

    sql: str
    values: tuple[object, ...] = ()


class Rows:
    """The rows of an export: iterating gives tuples of typed values in the order of ``columns``."""

    def __init__(self, columns: tuple[str, ...], rows: Iterator[tuple[object, ...]]) -> None:
        self.columns = columns
        self._rows = rows

    def __iter__(self) -> Iterator[tuple[object, ...]]:
        return self._rows

    def without(self, name: str) -> "Rows":
        """Return the rows less one column."""
        at = self.columns.index(name)
        fewer = (row[:at] + row[at + 1 :] for row in self._rows)
        return Rows(self.columns[:at] + self.columns[at + 1 :], fewer)


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
        where: one more condition.
        columns: which columns, in this order; all of them in their own order without.

    Raises:
        StoreError: when a column or the date is not known; while iterating, when the file can't be read.
    """
    chosen = _chosen(columns)
    conditions = list(_conditions(live=live, since=since, council=council))
    if where is not None:
        conditions.append(where)
    source = "postings AS p" if postings else "postings AS p JOIN jobs AS j ON j.id = p.job AND j.lead = p.id"
    wanted = " AND ".join(f"({one.sql})" for one in conditions) or "1"
    select = (
        f"SELECT {', '.join(map(_expression, chosen))} FROM {source} WHERE {wanted} "  # noqa: S608 (our own names)
        "ORDER BY p.first_seen, p.source, p.source_ref"
    )
    found = _found(store, select, [value for one in conditions for value in one.values])
    return Rows(chosen, _typed(chosen, found))


def export(found: Rows, out: Path | None, form: str = "csv", *, excel: bool = False) -> int:
    """Write rows to a file, in place at once when complete, or to standard output (None); returns how many.

    A CSV of all columns leaves ``rules`` out: its objects are for JSON and for ``counciljobs explain``.

    Raises:
        StoreError: when the format is not known or the file can't be written; an earlier file stays as it was.
    """
    if form not in FORMATS:
        raise StoreError(f"There is no format {form}: use one of {', '.join(FORMATS)}.")
    if form == "csv" and found.columns == COLUMNS:
        found = found.without("rules")
    return write_rows(found.columns, found, out, form, excel=excel)


def _chosen(columns: Sequence[str] | None) -> tuple[str, ...]:
    if columns is None:
        return COLUMNS
    for name in columns:
        if name not in COLUMNS:
            near = get_close_matches(name, COLUMNS, n=3, cutoff=0.5)
            hint = f"did you mean {' or '.join(near)}" if near else f"the columns are {', '.join(COLUMNS)}"
            raise StoreError(f"There is no column {name}: {hint}?" if near else f"There is no column {name}: {hint}.")
    return tuple(dict.fromkeys(columns))


def _conditions(*, live: bool, since: str | None, council: str | None) -> Iterator[Condition]:
    if live:
        yield Condition("p.status = 'live'")
    if since is not None:
        yield Condition("p.first_seen >= ?", (_moment(since),))
    if council is not None:
        name = " ".join(council.split())
        yield Condition(
            "p.recruiter_code = upper(?) OR lower(p.recruiter) = lower(?) "
            "OR substr(lower(p.recruiter), 1, length(?) + 1) = lower(?) || ' '",
            (name,) * 4,
        )


def _moment(since: str) -> str:
    try:
        return utc(since)
    except ValueError as error:
        raise StoreError(f"{since} is not a date: write it as 2026-11-01 or 2026-11-01T09:00:00Z.") from error


def _expression(name: str) -> str:
    """Return the SQL of a column; a source that forbids it keeps its descriptions out of every export."""
    if name == "description":
        return "CASE WHEN (SELECT redistribute FROM sources WHERE id = p.source) THEN p.description END"
    return f'p."{name}"'


def _found(store: Store, select: str, values: Sequence[object]) -> Iterator[tuple[object, ...]]:
    """Ask when the first row is wanted, so that a damaged file is never taken for a column typed wrongly."""
    with told(store.path):
        for row in store.connection.execute(select, values):  # noqa: UP028 (a cursor can't be closed after its store)
            yield row


def _typed(columns: tuple[str, ...], found: Iterator[tuple[object, ...]]) -> Iterator[tuple[object, ...]]:
    """Turn what SQLite keeps as text or number back into lists, objects and booleans."""
    changes: list[tuple[int, Callable[[object], object]]] = [
        (at, _decoded if name in JSON_FIELDS else _as_flag)
        for at, name in enumerate(columns)
        if name in JSON_FIELDS or name in _FLAGS
    ]
    for row in found:
        values = list(row)
        for at, change in changes:
            values[at] = change(values[at])
        yield tuple(values)


def _decoded(value: object) -> object:
    if value == "[]":
        return []
    return msgspec.json.decode(value) if isinstance(value, str) else None


def _as_flag(value: object) -> bool | None:
    return None if value is None else bool(value)
