"""What a person decides about postings."""

import sqlite3

from storage.sql import number
from storage.turning import Ending, close


def retire(connection: sqlite3.Connection, source: str, source_ref: str, now: str) -> bool:
    """Close an open posting; it stays closed while its source goes on listing it."""
    posting = number(
        connection,
        "SELECT id FROM postings WHERE source = ? AND source_ref = ? AND status IN ('live', 'unconfirmed')",
        (source, source_ref),
    )
    if posting is not None:
        close(connection, [Ending(posting, now, "retired")])
    return posting is not None


def release(connection: sqlite3.Connection, source: str) -> int:
    """Withdraw the open postings of a source whose withdrawal is held, as of the walk that first missed them."""
    held = connection.execute(
        "SELECT w.posting, w.missed_since FROM posting_watch AS w JOIN postings AS p ON p.id = w.posting "
        "WHERE p.source = ? AND w.missed_walks > 0 AND w.held_walks IS NOT NULL",
        (source,),
    ).fetchall()
    close(connection, [Ending(posting, since, "withdrawn") for posting, since in held])
    return len(held)
