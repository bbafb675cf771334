"""What today's reading makes of adverts that are stored already: the differences, and writing them as ``reparse``."""

import sqlite3
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

import msgspec
from msgspec import Struct

from scraper.records import Posting
from storage import refresh
from storage.batch import SeenPosting
from storage.changes import write_again
from storage.posting_rows import FIELDS, JSON_FIELDS, unpacked
from storage.ready import ready
from storage.sightings import note_sight, stored_of
from storage.sql import quoted
from storage.stamps import utc
from storage.store import Store

AT_A_TIME = 500
"""Postings compared in one go: enough to be quick, few enough to be small."""
_READINGS = (
    f"SELECT {', '.join(f'p.{name}' for name in quoted(FIELDS))}, a.advert, w.listed_hash, w.detail_at "  # noqa: S608
    "FROM postings AS p JOIN posting_adverts AS a ON a.posting = p.id JOIN posting_watch AS w ON w.posting = p.id "
    "WHERE p.source = ? ORDER BY p.id"
)
_SETTLED = """
SELECT p.source_ref, p.first_seen, (
  SELECT max(c.seen_at) FROM posting_changes AS c
  WHERE c.posting = p.id AND c.cause = 'source' AND c.field <> 'status'
) FROM postings AS p WHERE p.source = ?
"""
_NEW_CHANGES = """
SELECT p.source, p.source_ref, c.field, c.old, c.new FROM posting_changes AS c JOIN postings AS p ON p.id = c.posting
WHERE c.id > ? ORDER BY c.id
"""


class Difference(Struct, frozen=True):
    """One field of a stored posting that today's reading gives another value."""

    source: str
    source_ref: str
    field: str
    old: Any
    new: Any


class _Dry(Exception):  # noqa: N818 (undoes what was only tried)
    pass


def readings(store: Store, source: str) -> Iterator[SeenPosting]:
    """Yield a source's postings as they were last read."""
    for row in store.connection.execute(_READINGS, (source,)):
        values = dict(zip(FIELDS, row, strict=False))
        values |= {name: msgspec.json.decode(values[name]) for name in JSON_FIELDS}
        advert, listed_hash, detail_at = row[len(FIELDS) :]
        posting = msgspec.convert(values, Posting, strict=False)
        yield SeenPosting(posting=posting, advert=unpacked(advert), listed_hash=listed_hash, detail_at=detail_at)


def reread(store: Store, source: str, fresh: Store, at: str, *, dry: bool) -> list[Difference]:
    """Compare a source's postings with those of another store, which read the same pages today.

    A posting is left alone when its source has changed it since the pages were fetched. Differences are written with
    the cause ``reparse``, or only returned when ``dry``.

    Raises:
        StoreError: when the store can't be written.
    """
    found: list[Difference] = []
    waiting = readings(fresh, source)
    while some := tuple(islice(waiting, AT_A_TIME)):
        try:
            with store.writing() as connection:
                found += _write(connection, source, some, utc(at))
                if dry:
                    raise _Dry
        except _Dry:
            continue
    return found


def take_up(store: Store) -> None:
    """Bring jobs, places and search up to date with what was written, and let others write again."""
    with store.writing() as connection:
        refresh.refresh(connection)
    store.let_go()


def _write(connection: sqlite3.Connection, source: str, some: Sequence[SeenPosting], at: str) -> list[Difference]:
    settled = {ref: (first, changed) for ref, first, changed in connection.execute(_SETTLED, (source,))}
    rows = {seen.posting.source_ref: ready(seen) for seen in some if _is_of_now(seen.posting, settled)}
    note_sight(connection, source, rows)
    stored = stored_of(connection, rows)
    for ref, before in stored.items():
        kept = msgspec.structs.replace(rows[ref].seen, listed_hash=before.listed_hash, detail_at=before.detail_at)
        rows[ref] = msgspec.structs.replace(rows[ref], seen=kept)
    (last,) = connection.execute("SELECT coalesce(max(id), 0) FROM posting_changes").fetchone()
    write_again(connection, rows, stored, at, cause="reparse")
    return [Difference(*row) for row in connection.execute(_NEW_CHANGES, (last,))]


def _is_of_now(posting: Posting, settled: dict[str, tuple[str, str | None]]) -> bool:
    """Tell whether the pages that were read again are those that the stored posting was read from."""
    first, changed = settled.get(posting.source_ref, (None, None))
    seen = posting.last_seen
    return first is not None and seen is not None and first <= seen and (changed is None or changed <= seen)
