"""Looking things up for a page: a search, one job with its whole history. Functions of a connection, bound SQL only."""

import sqlite3
from typing import Any

from msgspec import Struct

from storage.search import as_match

PAGE = 30
NEWEST = 3000
"""Matches looked through for live jobs, newest first: it bounds the time that any word takes over a million adverts."""
MANY = 2**62
"""Above every row's number."""
_WITH_WORDS = """
SELECT p.id, p.job, p.title, p.recruiter, p.location, p.salary_text, p.closes_at, p.first_seen, p.status, p.category,
  p.region, p.url, p.source
FROM (
  SELECT rowid AS id FROM postings_search WHERE postings_search MATCH :match AND rowid < :below
  ORDER BY rowid DESC LIMIT :newest
) AS m CROSS JOIN postings AS p ON p.id = m.id JOIN jobs AS j ON j.lead = p.id
WHERE (:closed OR p.status = 'live')
  AND (:council = '' OR p.recruiter IN (SELECT name FROM recruiters WHERE name LIKE '%' || :council || '%'))
ORDER BY p.id DESC LIMIT :most
"""
_WITHOUT_WORDS = """
SELECT p.id, p.job, p.title, p.recruiter, p.location, p.salary_text, p.closes_at, p.first_seen, p.status, p.category,
  p.region, p.url, p.source
FROM postings AS p JOIN jobs AS j ON j.lead = p.id
WHERE p.id < :below AND (:closed OR p.status = 'live') ORDER BY p.id DESC LIMIT :most
"""
_OF_COUNCIL = """
SELECT p.id, p.job, p.title, p.recruiter, p.location, p.salary_text, p.closes_at, p.first_seen, p.status, p.category,
  p.region, p.url, p.source
FROM recruiters AS r CROSS JOIN postings AS p ON p.recruiter = r.name JOIN jobs AS j ON j.lead = p.id
WHERE r.name LIKE '%' || :council || '%' AND p.id < :below AND (:closed OR p.status = 'live')
ORDER BY p.id DESC LIMIT :most
"""
_MORE = """
SELECT 1 FROM postings_search WHERE postings_search MATCH ? AND rowid < ? ORDER BY rowid DESC LIMIT 1 OFFSET ?
"""
_SPELLS = """
SELECT p.source, s.started_at, s.ended_at, s.ended_why FROM postings AS p JOIN posting_spells AS s ON s.posting = p.id
WHERE p.job = ? ORDER BY s.started_at DESC LIMIT 200
"""
_CHANGES = """
SELECT p.source, c.seen_at, c.field, c.old, c.new, c.cause FROM postings AS p
JOIN posting_changes AS c ON c.posting = p.id WHERE p.job = ? ORDER BY c.seen_at DESC, c.id DESC LIMIT 200
"""
Row = dict[str, Any]


class Found(Struct, frozen=True, kw_only=True):
    """A page of a search: its rows, where the next page begins (None at the end), whether the look was cut short."""

    rows: list[Row]
    after: int | None = None
    cut: bool = False


def search(
    connection: sqlite3.Connection, words: str, *, council: str = "", closed: bool = False, after: int | None = None
) -> Found:
    """Return adverts with all these words, newest first: live ones unless ``closed``, of employers with this name."""
    match = as_match(words)
    council = " ".join(council.replace("%", " ").replace("_", " ").split())
    values = {
        "match": match,
        "below": MANY if after is None else min(after, MANY),
        "newest": NEWEST,
        "closed": closed,
        "council": council,
        "most": PAGE + 1,
    }
    query = _WITH_WORDS if match is not None else _OF_COUNCIL if council else _WITHOUT_WORDS
    rows = _rows(connection.execute(query, values))
    more = len(rows) > PAGE
    cut = match is not None and not more and _more_matches(connection, match, values["below"])
    return Found(rows=rows[:PAGE], after=rows[PAGE - 1]["id"] if more else None, cut=cut)


def _more_matches(connection: sqlite3.Connection, match: str, below: object) -> bool:
    return connection.execute(_MORE, (match, below, NEWEST)).fetchone() is not None


class Job(Struct, frozen=True, kw_only=True):
    """A job's page: the posting that speaks for it, all its postings, spells, changes and links."""

    id: str
    lead: Row
    postings: list[Row]
    spells: list[Row]
    changes: list[Row]


def job(connection: sqlite3.Connection, name: str) -> Job | None:
    """Return a job by its id, or the one that it turned out to be; None when there is none."""
    row = connection.execute("SELECT coalesce(merged_into, id) FROM jobs WHERE id = ?", (name,)).fetchone()
    if row is None:
        return None
    query = (
        "SELECT p.*, l.rule, l.score, (p.id = j.lead) AS leads FROM jobs AS j JOIN postings AS p ON p.job = j.id"
        " LEFT JOIN job_links AS l ON l.posting = p.id WHERE j.id = ? ORDER BY leads DESC, p.first_seen, p.id LIMIT 50"
    )
    postings = _rows(connection.execute(query, row))
    if not postings:
        return None
    return Job(
        id=row[0],
        lead=postings[0],
        postings=postings,
        spells=_rows(connection.execute(_SPELLS, row)),
        changes=_rows(connection.execute(_CHANGES, row)),
    )


def _rows(cursor: sqlite3.Cursor) -> list[Row]:
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]
