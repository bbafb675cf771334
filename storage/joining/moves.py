"""A source that moves to another platform: all its ids change at once, and its jobs go on under the new ones.

Matching never puts two adverts of one source into one job; a move is the exception, and is kept as a fact, since what
tells of it (the walk that missed the old ids and brought the new ones) passes.
"""

import sqlite3
from collections.abc import Collection

import msgspec

from storage.joining.items import items_of
from storage.matching import match

LEAST_MOVED = 3
"""One or two adverts that go while others come are an ordinary day."""
MOVED_SHARE = 0.5
"""More than half of what was up gone at once, while others came, is a move more often than chance."""
NEW_HOME = "\x00new"
"""Marks the new adverts of a source apart from its old ones while they are matched; no source's id has it."""
_SOURCES = """
SELECT p.source, p.first_seen FROM posting_pending AS q CROSS JOIN postings AS p ON p.id = q.posting
WHERE q.posting NOT IN (SELECT posting FROM posting_matching) AND NOT p.left_censored
GROUP BY 1, 2 HAVING count(*) >= ?
"""
"""CROSS: else the planner reads all postings there are in the order of its groups."""
_GONE = """
SELECT p.id FROM posting_watch AS w JOIN postings AS p ON p.id = w.posting
WHERE w.missed_since = ?2 AND p.source = ?1 AND p.status IN ('live', 'unconfirmed') AND p.first_seen <> ?2
"""
_CAME = """
SELECT p.id FROM posting_pending AS q JOIN postings AS p ON p.id = q.posting
WHERE p.source = ?1 AND p.status IN ('live', 'unconfirmed') AND p.first_seen = ?2
"""
_UP = "SELECT count(*) FROM postings WHERE source = ? AND status IN ('live', 'unconfirmed')"
_NOTE = "INSERT INTO posting_moves (posting, earlier) VALUES (?, ?) ON CONFLICT DO NOTHING"
_PAIRS = "SELECT posting, earlier FROM posting_moves"


def note_moves(connection: sqlite3.Connection) -> None:
    """Note which new adverts of a source are old ones of it under another id."""
    for source, moment in connection.execute(_SOURCES, (LEAST_MOVED,)).fetchall():
        gone = _numbers(connection, _GONE, source, moment)
        if len(gone) < LEAST_MOVED:
            continue
        came = _numbers(connection, _CAME, source, moment)
        before = connection.execute(_UP, (source,)).fetchone()[0] - len(came)
        if len(gone) > MOVED_SHARE * before:
            connection.executemany(_NOTE, _moved(connection, gone, came))


def _numbers(connection: sqlite3.Connection, query: str, source: str, moment: str) -> list[int]:
    return [row[0] for row in connection.execute(query, (source, moment))]


def _moved(connection: sqlite3.Connection, gone: list[int], came: list[int]) -> list[tuple[int, int]]:
    items = items_of(connection, [*gone, *came])
    order = [*gone, *came]
    there = [items[number] for number in gone]
    here = [msgspec.structs.replace(items[number], source=items[number].source + NEW_HOME) for number in came]
    groups = [[order[at] for at in group] for group in match([*there, *here])]
    return [(group[1], group[0]) for group in groups if len(group) == 2]


def moves_on(connection: sqlite3.Connection, postings: Collection[int]) -> list[tuple[int, int]]:
    """Return the moves that hold one of these postings: the new one, the old one."""
    return [pair for pair in connection.execute(_PAIRS) if pair[0] in postings or pair[1] in postings]
