"""What a batch shows: new postings in, changed ones updated with their history, the rest moved on."""

import sqlite3
from collections.abc import Iterable
from typing import Any

from msgspec import Struct

from storage import search, turning
from storage.batch import Batch, Outcome, SeenPosting
from storage.hashing import advert_hash, is_relative
from storage.identity import job_id
from storage.lifecycle import OPEN, Life, seen_again
from storage.posting_rows import CONTENT, FIELDS, clean, content_hash, content_of, differences, packed, values_of
from storage.sql import count, insert_values, quoted
from storage.stamps import closing_moment

_AT = {name: number for number, name in enumerate(FIELDS)}


class _Row(Struct, frozen=True):
    """One posting of a batch, ready to write."""

    ref: str
    values: list[Any]
    content: bytes
    advert: bytes
    seen: SeenPosting

    @property
    def closes(self) -> str | None:
        return closing_moment(self.values[_AT["closes_at"]])


class _Stored(Struct, frozen=True):
    """What is stored of a posting that a batch brings again."""

    id: int
    status: str
    closed_at: str | None
    closes_at: str | None
    content: bytes
    advert: bytes
    parser_version: str | None


def write(connection: sqlite3.Connection, batch: Batch, *, at: str, late: bool) -> Outcome:
    """Write a batch's postings and sightings; counts what was new, changed, reopened and unchanged.

    The ids of all postings that the batch shows stand in the table ``sight`` afterwards.
    """
    source = batch.source_run.source
    rows = {row.ref: row for row in map(_row, batch.postings)}
    _note_sight(connection, source, (*batch.seen, *rows))
    sighted = count(connection, "SELECT count(*) FROM temp.sight")
    stored = _stored(connection, rows)
    changed: set[int] = set()
    reopened: set[int] = set()
    if not late:
        turns = _turns(connection, rows, stored, at)
        changed = _write_changed(connection, rows, stored, at)
        reopened = turning.turn(connection, turns, at)
        _move_on(connection, at)
    _write_new(connection, source, [row for ref, row in rows.items() if ref not in stored], at)
    new = len(rows) - len(stored)
    same = sighted - len(changed | reopened)
    return Outcome(new=new, changed=len(changed), reopened=len(reopened), unchanged=same)


def _row(seen: SeenPosting) -> _Row:
    values = values_of(seen.posting)
    dated = not is_relative(seen.advert.posted_text)
    return _Row(values[_AT["source_ref"]], values, content_hash(values, dated=dated), advert_hash(seen.advert), seen)


def _note_sight(connection: sqlite3.Connection, source: str, refs: Iterable[str]) -> None:
    connection.execute("DELETE FROM temp.refs")
    connection.execute("DELETE FROM temp.sight")
    connection.executemany("INSERT OR IGNORE INTO temp.refs VALUES (?)", ((clean(ref),) for ref in refs))
    connection.execute(
        "INSERT INTO temp.sight SELECT p.id FROM temp.refs AS r CROSS JOIN postings AS p "
        "ON p.source = ? AND p.source_ref = r.ref",
        (source,),
    )


def _stored(connection: sqlite3.Connection, rows: dict[str, _Row]) -> dict[str, _Stored]:
    if not rows:
        return {}
    found = connection.execute(
        "SELECT p.source_ref, p.id, p.status, p.closed_at, p.closes_at, w.content_hash, w.advert_hash, "
        "p.parser_version FROM temp.sight AS s JOIN postings AS p ON p.id = s.id "
        "JOIN posting_watch AS w ON w.posting = p.id"
    )
    return {ref: _Stored(*rest) for ref, *rest in found if ref in rows}


def _turns(
    connection: sqlite3.Connection, rows: dict[str, _Row], stored: dict[str, _Stored], at: str
) -> list[turning.Turn]:
    """Decide on every posting that is seen although it is not live."""
    closed = connection.execute(
        "SELECT p.id, p.source_ref, p.status, p.closed_at, p.closes_at FROM temp.sight AS s "
        "CROSS JOIN postings AS p ON p.id = s.id WHERE p.status <> 'live'"
    ).fetchall()
    turns = []
    for number, ref, status, closed_at, closes_at in closed:
        row = rows.get(ref)
        life = Life(status=status, closed_at=closed_at, closes=closing_moment(closes_at))
        closes = row.closes if row else life.closes
        reparsed = row is not None and row.advert == stored[ref].advert
        sighting = seen_again(life, at=at, closes=closes, reparsed=reparsed)
        if sighting != "stay":
            turns.append(turning.Turn(number, sighting, status, closed_at, closes))
    return turns


def _write_changed(
    connection: sqlite3.Connection, rows: dict[str, _Row], stored: dict[str, _Stored], at: str
) -> set[int]:
    """Update what differs and keep its history; returns the postings that changed in content."""
    again = [(row, stored[ref]) for ref, row in rows.items() if ref in stored]
    for row, before in again:
        connection.execute(_WATCH, (row.seen.listed_hash, row.seen.detail_at, before.id))
    adverts = [(row, before) for row, before in again if row.advert != before.advert]
    connection.executemany(_ADVERT, ((packed(row.seen.advert), before.id) for row, before in adverts))
    connection.executemany(_ADVERT_HASH, ((row.advert, before.id) for row, before in adverts))
    changed = [(row, before) for row, before in again if row.content != before.content]
    reread = [(row, before) for row, before in again if row.content == before.content and _is_reread(row, before)]
    for row, before in changed:
        _keep_history(connection, row, before, at)
    for row, before in (*changed, *reread):
        _update(connection, row, before)
    return {before.id for _, before in changed}


def _is_reread(row: _Row, before: _Stored) -> bool:
    return bool(row.values[_AT["parser_version"]] != before.parser_version)


def _keep_history(connection: sqlite3.Connection, row: _Row, before: _Stored, at: str) -> None:
    old = list(connection.execute(_READ, (before.id,)).fetchone())
    cause = "reparse" if row.advert == before.advert else "source"
    changes = differences(old, row.values)
    connection.executemany(_CHANGE, ((before.id, name, was, now, at, cause) for name, was, now in changes))
    search.forget_text(connection, before.id, old, row.values)


def _update(connection: sqlite3.Connection, row: _Row, before: _Stored) -> None:
    connection.execute(_UPDATE, (*content_of(row.values)[len(_KEY) :], before.id))
    closes = row.closes if before.status in OPEN else None
    connection.execute(_WATCH_CONTENT, (row.content, closes, before.id))


def _move_on(connection: sqlite3.Connection, at: str) -> None:
    connection.execute(
        "UPDATE postings SET last_seen = ?1 WHERE id IN (SELECT id FROM temp.sight) AND last_seen < ?1", (at,)
    )
    connection.execute(
        "UPDATE posting_watch SET missed_since = NULL, missed_walks = 0, held_walks = NULL "
        "WHERE missed_walks > 0 AND posting IN (SELECT id FROM temp.sight)"
    )


def _write_new(connection: sqlite3.Connection, source: str, rows: list[_Row], at: str) -> None:
    if not rows:
        return
    first = 1 + count(connection, "SELECT coalesce(max(id), 0) FROM postings")
    censored = count(connection, "SELECT count(*) FROM source_runs WHERE source = ? AND complete = 1", (source,)) == 0
    numbered = list(enumerate(rows, first))
    connection.executemany(_INSERT, (_life(row, number, source, at, censored) for number, row in numbered))
    connection.executemany(
        "INSERT INTO posting_watch (posting, content_hash, advert_hash, listed_hash, detail_at, closes_utc) "
        "VALUES (?, ?, ?, ?, ?, ?)",
        (
            (number, row.content, row.advert, row.seen.listed_hash, row.seen.detail_at, row.closes)
            for number, row in numbered
        ),
    )
    connection.executemany(
        "INSERT INTO posting_adverts VALUES (?, ?)", ((number, packed(row.seen.advert)) for number, row in numbered)
    )
    for statement in _AFTER_NEW:
        connection.execute(statement, (first,))


def _life(row: _Row, number: int, source: str, at: str, censored: bool) -> tuple[Any, ...]:  # noqa: FBT001
    job = job_id(at, source, row.ref)
    return (number, job, "live", at, at, censored, source, *content_of(row.values)[1:])


_KEY = ("source", "source_ref")
_INSERT = insert_values("postings", ("id", "job", "status", "first_seen", "last_seen", "left_censored", *CONTENT))
_UPDATE = (
    "UPDATE postings SET "  # noqa: S608 (identifiers are the record's own)
    + ", ".join(f'"{name}" = ?' for name in CONTENT if name not in _KEY)
    + " WHERE id = ?"
)
_READ = f"SELECT {', '.join(quoted(FIELDS))} FROM postings WHERE id = ?"  # noqa: S608 (identifiers are the record's own)
_WATCH = (
    "UPDATE posting_watch SET listed_hash = ?1, detail_at = ?2 "
    "WHERE posting = ?3 AND (listed_hash, detail_at) IS NOT (?1, ?2)"
)
_ADVERT = "UPDATE posting_adverts SET advert = ? WHERE posting = ?"
_ADVERT_HASH = "UPDATE posting_watch SET advert_hash = ? WHERE posting = ?"
_WATCH_CONTENT = "UPDATE posting_watch SET content_hash = ?, closes_utc = ? WHERE posting = ?"
_CHANGE = "INSERT INTO posting_changes (posting, field, old, new, seen_at, cause) VALUES (?, ?, ?, ?, ?, ?)"
_AFTER_NEW = (
    "INSERT INTO temp.sight SELECT id FROM postings WHERE id >= ?",
    "INSERT INTO posting_spells (posting, number, started_at) SELECT id, 1, first_seen FROM postings WHERE id >= ?",
    "INSERT INTO posting_pending SELECT id, 0 FROM postings WHERE id >= ?",
    "INSERT INTO jobs (id, lead, status, first_seen) SELECT job, id, status, first_seen FROM postings WHERE id >= ?",
    "INSERT INTO job_links SELECT id, job, 'alone', 1.0 FROM postings WHERE id >= ?",
)
