"""The rows of an export: which, in which order, with which columns."""

from collections.abc import Iterator, Sequence

from storage.errors import told
from storage.exporting.batches import Columns, Row, asked, batches_of, raw_batches_of
from storage.exporting.watch import watched
from storage.exporting.where import Condition
from storage.store import Store

POSTINGS = "postings AS p"
JOBS = (
    # Renamed, so that a condition's column is always the posting's.
    "postings AS p JOIN (SELECT id AS job_id, lead AS job_lead FROM jobs) AS j "
    "ON j.job_id = p.job AND j.job_lead = p.id"
)
_ORDER = ("first_seen", "source", "source_ref")


class Rows:
    """The rows of an export: iterating gives tuples of typed values in the order of ``columns``."""

    def __init__(
        self,
        store: Store,
        columns: Sequence[str],
        source: str,
        conditions: Sequence[Condition] = (),
        *,
        newest: bool = False,
    ) -> None:
        self.store = store
        self.columns = tuple(columns)
        self.source = source
        self._conditions = tuple(conditions)
        self._order = "ORDER BY " + ", ".join(f"p.{name} {'DESC' if newest else 'ASC'}" for name in _ORDER)

    def __iter__(self) -> Iterator[Row]:
        for batch in self.batches():
            yield from zip(*batch, strict=True)

    def batches(self) -> Iterator[Columns]:
        """Yield the rows as batches of columns.

        Raises:
            StoreError: when the file can't be read, or a typed condition fails or takes too long.
        """
        return batches_of(self.columns, self._ask())

    def raw(self) -> Iterator[Columns]:
        """Yield them as SQLite keeps them: lists and objects as JSON, yes and no as 1 and 0."""
        return raw_batches_of(self.columns, self._ask())

    def _ask(self) -> Iterator[Row]:
        wanted = " AND ".join(f"({one.sql})" for one in self._conditions) or "1"
        select = (
            f"SELECT {', '.join(map(_expression, self.columns))} "  # noqa: S608 (our names, and checked conditions)
            f"FROM {self.source} WHERE {wanted} {self._order}"
        )
        with told(self.store.path):
            found = asked(self.store.connection, select, [value for one in self._conditions for value in one.values])
            yield from watched(self.store.connection, found) if any(one.typed for one in self._conditions) else found

    def only(self, columns: Sequence[str], *, newest: bool = False) -> "Rows":
        """Return the same rows with these columns, the newest first if so wanted."""
        return Rows(self.store, columns, self.source, self._conditions, newest=newest)


def _expression(name: str) -> str:
    """Return the SQL of a column; a source that forbids it keeps its descriptions out of every export."""
    if name == "description":
        return "CASE WHEN p.source IN (SELECT id FROM sources WHERE redistribute) THEN p.description END"
    return f'p."{name}"'
