"""What a batch shows: new postings in, changed ones updated with their history, the rest moved on."""

import sqlite3
from collections.abc import Iterable, Mapping

from storage import turning
from storage.arrivals import write_new
from storage.batch import Batch, Outcome
from storage.changes import is_reparse, write_again
from storage.lifecycle import Life, is_another_post, seen_again
from storage.posting_rows import AT, clean
from storage.ready import Ready, Stored, ready
from storage.sql import count
from storage.stamps import closing_moment

_STORED = (
    "SELECT p.source_ref, p.id, p.status, w.content_hash, w.advert_hash, w.listed_hash, w.detail_at, p.parser_version "
    "FROM temp.sight AS s CROSS JOIN postings AS p ON p.id = s.id JOIN posting_watch AS w ON w.posting = p.id"
)
_CLOSED = (
    "SELECT p.id, p.source_ref, p.status, p.closed_at, p.closes_at, p.last_seen, p.title, p.reference "
    "FROM temp.sight AS s CROSS JOIN postings AS p ON p.id = s.id WHERE p.status <> 'live'"
)


def write(connection: sqlite3.Connection, batch: Batch, *, at: str, late: bool) -> Outcome:
    """Write a batch's postings and sightings; counts what was new, changed, reopened and unchanged.

    The ids of all postings that the batch shows stand in the table ``sight`` afterwards.
    """
    source = batch.source_run.source
    rows = {row.ref: row for row in map(ready, batch.postings)}
    note_sight(connection, source, (*batch.seen, *rows))
    sighted = count(connection, "SELECT count(*) FROM temp.sight")
    stored = stored_of(connection, rows)
    changed: set[int] = set()
    reopened: set[int] = set()
    if not late:
        turns = _turns(connection, rows, stored, at)
        changed = write_again(connection, rows, stored, at)
        reopened = turning.turn(connection, turns, at)
        _move_on(connection, at)
    new = [row for ref, row in rows.items() if ref not in stored]
    write_new(connection, source, new, at)
    same = sighted - len(changed | reopened)
    return Outcome(new=len(new), changed=len(changed), reopened=len(reopened), unchanged=same)


def note_sight(connection: sqlite3.Connection, source: str, refs: Iterable[str]) -> None:
    """Note the rows of a source's adverts in the table ``sight``."""
    connection.execute("DELETE FROM temp.refs")
    connection.execute("DELETE FROM temp.sight")
    connection.executemany("INSERT OR IGNORE INTO temp.refs VALUES (?)", ((clean(ref),) for ref in refs))
    connection.execute(
        "INSERT INTO temp.sight SELECT p.id FROM temp.refs AS r CROSS JOIN postings AS p "
        "ON p.source = ? AND p.source_ref = r.ref",
        (source,),
    )


def stored_of(connection: sqlite3.Connection, rows: Mapping[str, Ready]) -> dict[str, Stored]:
    """Return what is stored of the rows, those that ``sight`` holds."""
    if not rows:
        return {}
    return {ref: Stored(*rest) for ref, *rest in connection.execute(_STORED) if ref in rows}


def _turns(
    connection: sqlite3.Connection, rows: Mapping[str, Ready], stored: Mapping[str, Stored], at: str
) -> list[turning.Turn]:
    """Decide on every posting that is seen although it is not live."""
    turns = []
    for number, ref, status, closed_at, closes_at, last, *named in connection.execute(_CLOSED).fetchall():
        row = rows.get(ref)
        life = Life(status=status, closed_at=closed_at, closes=closing_moment(closes_at), last_seen=last)
        closes = row.closes if row else life.closes
        reparsed = row is not None and is_reparse(connection, row, stored[ref])
        another = row is not None and is_another_post((named[0], named[1]), _named(row))
        sighting = seen_again(life, at=at, closes=closes, reparsed=reparsed, another=another)
        if sighting != "stay":
            turns.append(turning.Turn(number, sighting, status, closed_at, closes))
    return turns


def _named(row: Ready) -> tuple[str, str | None]:
    return row.values[AT["title"]], row.values[AT["reference"]]


def _move_on(connection: sqlite3.Connection, at: str) -> None:
    connection.execute(
        "UPDATE postings SET last_seen = ?1 WHERE id IN (SELECT id FROM temp.sight) AND last_seen < ?1", (at,)
    )
    connection.execute(
        "UPDATE posting_watch SET missed_since = NULL, missed_walks = 0, held_walks = NULL "
        "WHERE missed_walks > 0 AND posting IN (SELECT id FROM temp.sight)"
    )
