"""Forgetting an advert for good: its words leave the file, and a mark that tells nothing keeps it from coming back."""

import sqlite3
from typing import TYPE_CHECKING

import msgspec

from scraper.records import Advert
from storage import refresh
from storage.batch import Batch
from storage.errors import StoreError, told
from storage.marks import mark_of
from storage.posting_rows import FIELDS, clean, unpacked
from storage.schema.ddl import SEARCH
from storage.search import forget_text
from storage.sql import quoted
from storage.stamps import utc

if TYPE_CHECKING:
    from storage.store import Store

_ROW = f"SELECT id, job, {', '.join(quoted(FIELDS))} FROM postings WHERE source = ? AND source_ref = ?"  # noqa: S608
_ADVERT = (
    "SELECT a.advert FROM posting_adverts AS a JOIN postings AS p ON p.id = a.posting "
    "WHERE p.source = ? AND p.source_ref = ?"
)
_OF_PAIR = "(source_a = ?1 AND ref_a = ?2) OR (source_b = ?1 AND ref_b = ?2)"
_BARE_PAGE = (
    "UPDATE pages SET listing = NULL, body_hash = NULL, etag = NULL, last_modified = NULL "
    "WHERE source = ? AND instr(listing, ?)"
)
_EMPTY_JOBS = """
WITH RECURSIVE gone (id) AS (
  SELECT id FROM jobs WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM postings WHERE job = ?1)
  UNION SELECT j.id FROM jobs AS j JOIN gone ON j.merged_into = gone.id
    WHERE NOT EXISTS (SELECT 1 FROM postings WHERE job = j.id)
)
DELETE FROM {table} WHERE {column} IN (SELECT id FROM gone)
"""


def without(connection: sqlite3.Connection, batch: Batch) -> Batch:
    """Return a batch without what was forgotten."""
    source = batch.source_run.source
    marks = marks_of(connection, source)
    if not marks:
        return batch

    def stays(ref: str) -> bool:
        return mark_of(source, ref) not in marks

    gone = [one for one in batch.postings if not stays(one.posting.source_ref)]
    addresses = {address for one in gone for address in addresses_of(one.advert)}
    return msgspec.structs.replace(
        batch,
        pages=tuple(page for page in batch.pages if page.key not in addresses),
        postings=tuple(one for one in batch.postings if stays(one.posting.source_ref)),
        seen=tuple(ref for ref in batch.seen if stays(ref)),
    )


def marks_of(connection: sqlite3.Connection, source: str) -> frozenset[bytes]:
    """Return the marks of a source's forgotten adverts."""
    return frozenset(row[0] for row in connection.execute("SELECT mark FROM forgotten WHERE source = ?", (source,)))


def addresses_of(advert: Advert) -> tuple[str, ...]:
    """Return where an advert stands."""
    return tuple(address for address in (advert.detail_url, advert.url) if address)


def advert_of(store: "Store", source: str, source_ref: str) -> Advert | None:
    """Return the advert as last read, so that it can be found in archives too; None when the store has none."""
    row = store.connection.execute(_ADVERT, (source, source_ref)).fetchone()
    return unpacked(row[0]) if row else None


def forget(store: "Store", source: str, source_ref: str, now: str) -> bool:
    """Take an advert out of the store for good: rows, history, search and free space; a mark stays in its place.

    Returns:
        whether the store had it; an advert that it does not have is marked all the same.

    Raises:
        StoreError: when the store can't be written, or a reader keeps the old pages of the file in use.
    """
    with store.writing() as connection:
        connection.execute("PRAGMA secure_delete = ON")
        had = _delete(connection, source, source_ref)
        connection.execute(
            "INSERT INTO forgotten (source, mark, forgotten_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            (source, mark_of(source, source_ref), utc(now)),
        )
    _scrub(store)
    store.let_go()
    return had


def _delete(connection: sqlite3.Connection, source: str, source_ref: str) -> bool:
    row = connection.execute(_ROW, (source, source_ref)).fetchone()
    if row is None:
        return False
    posting, job, *values = row
    (blob,) = connection.execute(_ADVERT, (source, source_ref)).fetchone()
    advert = unpacked(blob)
    forget_text(connection, posting, values, [None] * len(values))
    connection.execute(f"DELETE FROM match_overrides WHERE {_OF_PAIR}", (source, source_ref))  # noqa: S608 (our words)
    from storage.joining import leave  # noqa: PLC0415 (loads the matcher)

    leave(connection, posting)
    connection.execute("DELETE FROM postings WHERE id = ?", (posting,))
    _clear_pages(connection, source, source_ref, advert)
    _settle_job(connection, job)
    return True


def _clear_pages(connection: sqlite3.Connection, source: str, source_ref: str, advert: Advert) -> None:
    connection.execute(_BARE_PAGE, (source, msgspec.json.encode(clean(source_ref)).decode()))
    for address in addresses_of(advert):
        connection.execute("DELETE FROM pages WHERE source = ? AND (key = ? OR url = ?)", (source, address, address))
        connection.execute(
            "UPDATE source_runs SET message = NULL WHERE source = ? AND instr(message, ?)", (source, address)
        )


def _settle_job(connection: sqlite3.Connection, job: str) -> None:
    """Take away a job that no posting advertises any more; another posting of it speaks for it now."""
    for table, column in (("search_hits", "job"), ("jobs", "id")):
        connection.execute(_EMPTY_JOBS.format(table=table, column=column), (job,))
    connection.execute("INSERT OR IGNORE INTO posting_pending SELECT id, 1 FROM postings WHERE job = ?", (job,))
    refresh.refresh(connection)


def _scrub(store: "Store") -> None:
    """Write the search index and the file anew, so that no free page holds a word of what is gone."""
    with told(store.path):
        store.connection.execute(f"INSERT INTO {SEARCH} ({SEARCH}) VALUES ('rebuild')")  # noqa: S608 (our own name)
        store.connection.execute("VACUUM")
        (busy, *_) = store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if busy:
        raise StoreError(
            f"The advert is forgotten, but a reader keeps older pages of {store.path} in use: close it and run again."
        )
