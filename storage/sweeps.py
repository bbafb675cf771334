"""What the clock alone does: postings expire by their own closing time, or have gone unseen for too long."""

import sqlite3

from storage.lifecycle import unconfirmed_before
from storage.turning import Ending, close, touch

_CLOSING = (
    "SELECT w.posting, w.closes_utc FROM posting_watch AS w JOIN postings AS p ON p.id = w.posting "
    "WHERE w.closes_utc <= :now AND (:source IS NULL OR p.source = :source)"
)
_UNSEEN = (
    "SELECT p.id FROM postings AS p JOIN posting_watch AS w ON w.posting = p.id WHERE p.status = 'live' "
    "AND p.status IN ('live', 'unconfirmed') AND w.closes_utc IS NULL AND p.last_seen < ?"
)


def expire(connection: sqlite3.Connection, now: str, source: str | None = None) -> int:
    """Close the open postings whose closing time has passed, of one source or of all; returns how many."""
    closing = connection.execute(_CLOSING, {"now": now, "source": source}).fetchall()
    close(connection, [Ending(posting, closes, "expired") for posting, closes in closing])
    return len(closing)


def unconfirm(connection: sqlite3.Connection, now: str) -> int:
    """Mark the live postings without a closing date that were not seen for long; returns how many."""
    unseen = [row[0] for row in connection.execute(_UNSEEN, (unconfirmed_before(now),))]
    connection.executemany("UPDATE postings SET status = 'unconfirmed' WHERE id = ?", ((one,) for one in unseen))
    for posting in unseen:
        touch(connection, posting)
    return len(unseen)
