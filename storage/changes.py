"""Postings that a batch brings again: what differs is written, with its history; what does not is left alone."""

import sqlite3
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from storage import search
from storage.lifecycle import OPEN
from storage.posting_rows import AT, CONTENT, FIELDS, content_of, differences, packed, unpacked
from storage.ready import Ready, Stored
from storage.sql import quoted
from storage.stamps import is_within

SAME_DATE = timedelta(days=1)
"""How far two readings of the same "n days left" may lie apart: sites round by the hour."""
_KEY = ("source", "source_ref")
_READ = f"SELECT {', '.join(quoted(FIELDS))} FROM postings WHERE id = ?"  # noqa: S608 (the record's own names)
_UPDATE = (
    "UPDATE postings SET "  # noqa: S608 (the record's own names)
    + ", ".join(f'"{name}" = ?' for name in CONTENT if name not in _KEY)
    + " WHERE id = ?"
)
_CHANGE = "INSERT INTO posting_changes (posting, field, old, new, seen_at, cause) VALUES (?, ?, ?, ?, ?, ?)"
_WATCH = "UPDATE posting_watch SET content_hash = ?, advert_hash = ?, closes_utc = ? WHERE posting = ?"
_LISTED = "UPDATE posting_watch SET listed_hash = ?, detail_at = ? WHERE posting = ?"
_ADVERT = "UPDATE posting_adverts SET advert = ? WHERE posting = ?"


def write_again(
    connection: sqlite3.Connection,
    rows: Mapping[str, Ready],
    stored: Mapping[str, Stored],
    at: str,
    *,
    cause: str | None = None,
) -> set[int]:
    """Write what differs from what is stored; returns the postings whose content changed.

    ``cause`` is what every change is put down to, where the caller knows it: the same pages were read again.
    """
    again = [(rows[ref], before) for ref, before in stored.items()]
    connection.executemany(_LISTED, [_listed(*pair) for pair in again if _is_listed_otherwise(*pair)])
    adverts = [(packed(row.seen.advert), before.id) for row, before in again if row.advert != before.advert]
    connection.executemany(_ADVERT, adverts)
    touched = [(row, before) for row, before in again if _is_to_write(row, before)]
    changes = [change for pair in touched for change in _changes(connection, *pair, at, cause)]
    connection.executemany(_CHANGE, changes)
    connection.executemany(_UPDATE, ((*content_of(row.values)[len(_KEY) :], before.id) for row, before in touched))
    connection.executemany(_WATCH, (_watched(*pair) for pair in touched))
    return {change[0] for change in changes}


def _is_listed_otherwise(row: Ready, before: Stored) -> bool:
    return (row.seen.listed_hash, row.seen.detail_at) != (before.listed_hash, before.detail_at)


def _listed(row: Ready, before: Stored) -> tuple[Any, ...]:
    return (row.seen.listed_hash, row.seen.detail_at, before.id)


def _is_to_write(row: Ready, before: Stored) -> bool:
    version = row.values[AT["parser_version"]]
    return (row.content, row.advert, version) != (before.content, before.advert, before.parser_version)


def _changes(
    connection: sqlite3.Connection, row: Ready, before: Stored, at: str, cause: str | None
) -> list[tuple[Any, ...]]:
    """Return the history rows of a posting, and take its old words out of the search index."""
    old = list(connection.execute(_READ, (before.id,)).fetchone())
    _settle_dates(row, old)
    differing = differences(old, row.values)
    if not differing:
        return []
    search.forget_text(connection, before.id, old, row.values)
    cause = cause or ("reparse" if is_reparse(connection, row, before) else "source")
    return [(before.id, name, was, now, at, cause) for name, was, now in differing]


def _settle_dates(row: Ready, old: list[Any]) -> None:
    """Keep dates that were counted from the day of reading as they were first read, where they say the same.

    The first reading of "2 weeks ago" is the nearest to the truth; "1 day left" may mean this day or the next.
    """
    posted, closes = AT["posted_on"], AT["closes_at"]
    if not row.dated and old[posted] is not None:
        row.values[posted] = old[posted]
    if row.counted and is_within(old[closes], row.values[closes], SAME_DATE):
        row.values[closes] = old[closes]


def is_reparse(connection: sqlite3.Connection, row: Ready, before: Stored) -> bool:
    """Tell whether what differs is our reading and not the advert.

    The advert is the same to the letter; or it differs only in words that age, and other rules read it.
    """
    if row.advert != before.advert:
        return False
    if row.values[AT["parser_version"]] != before.parser_version:
        return True
    (stored,) = connection.execute("SELECT advert FROM posting_adverts WHERE posting = ?", (before.id,)).fetchone()
    return unpacked(stored) == row.seen.advert


def _watched(row: Ready, before: Stored) -> tuple[Any, ...]:
    return (row.content, row.advert, row.closes if before.status in OPEN else None, before.id)
