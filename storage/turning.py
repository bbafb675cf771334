"""Turns of a posting's life as rows: closed, confirmed, reopened, advertised again."""

import sqlite3
from collections.abc import Iterable

from msgspec import Struct

from storage.lifecycle import Sighting
from storage.stamps import between

DAY_SECONDS = 86_400


class Turn(Struct, frozen=True):
    """A posting that is not live was seen; ``closes`` is the first moment after its closing time as now read."""

    posting: int
    sighting: Sighting
    status: str
    closed_at: str | None
    closes: str | None


class Ending(Struct, frozen=True):
    """A posting that closes, when, and why."""

    posting: int
    closed_at: str
    why: str


def turn(connection: sqlite3.Connection, turns: Iterable[Turn], at: str) -> set[int]:
    """Write what sightings made of postings that were not live; returns those that came back from being closed."""
    came_back = set()
    for one in turns:
        _enliven(connection, one)
        if one.sighting in {"readvert", "another"}:
            _new_spell(connection, one, at)
        elif one.sighting == "reopen":
            _same_spell(connection, one, at)
        if one.sighting != "confirm":
            came_back.add(one.posting)
    return came_back


def _enliven(connection: sqlite3.Connection, one: Turn) -> None:
    connection.execute(
        "UPDATE postings SET status = 'live', closed_at = NULL, closed_reason = NULL WHERE id = ?", (one.posting,)
    )
    connection.execute("UPDATE posting_watch SET closes_utc = ? WHERE posting = ?", (one.closes, one.posting))
    touch(connection, one.posting)


def _same_spell(connection: sqlite3.Connection, one: Turn, at: str) -> None:
    connection.execute(
        "UPDATE posting_spells SET ended_at = NULL, ended_why = NULL, reopened = reopened + 1 "
        "WHERE posting = ?1 AND number = (SELECT max(number) FROM posting_spells WHERE posting = ?1)",
        (one.posting,),
    )
    connection.execute(
        "INSERT INTO posting_changes (posting, field, old, new, seen_at, cause) "
        "VALUES (?, 'status', ?, 'live', ?, 'source')",
        (one.posting, one.status, at),
    )


def _new_spell(connection: sqlite3.Connection, one: Turn, at: str) -> None:
    (last,) = connection.execute("SELECT max(number) FROM posting_spells WHERE posting = ?", (one.posting,)).fetchone()
    connection.execute(
        "INSERT INTO posting_spells (posting, number, started_at) VALUES (?, ?, ?)", (one.posting, last + 1, at)
    )
    if one.sighting == "another":
        return
    gap = between(one.closed_at or at, at).total_seconds() / DAY_SECONDS
    connection.execute(
        "INSERT INTO readverts (posting, spell, earlier_posting, earlier_spell, gap_days, rule, found_at) "
        "VALUES (?1, ?2, ?1, ?3, ?4, 'same_ref', ?5)",
        (one.posting, last + 1, last, round(gap, 3), at),
    )


def close(connection: sqlite3.Connection, endings: Iterable[Ending]) -> None:
    """Close postings and their spells; a spell never ends before it began."""
    for one in endings:
        connection.execute(
            "UPDATE posting_spells SET ended_at = max(?2, started_at), ended_why = ?3 "
            "WHERE posting = ?1 AND ended_at IS NULL",
            (one.posting, one.closed_at, one.why),
        )
        connection.execute(
            "UPDATE postings SET status = ?2, closed_reason = ?2, closed_at = (SELECT ended_at FROM posting_spells "
            "WHERE posting = ?1 ORDER BY number DESC LIMIT 1) WHERE id = ?1",
            (one.posting, one.why),
        )
        connection.execute(
            "UPDATE posting_watch SET closes_utc = NULL, missed_since = NULL, missed_walks = 0, held_walks = NULL "
            "WHERE posting = ?",
            (one.posting,),
        )
        touch(connection, one.posting)


def touch(connection: sqlite3.Connection, posting: int) -> None:
    """Note that a posting's job is to be refreshed; its text is as the search index holds it."""
    connection.execute("INSERT INTO posting_pending VALUES (?, 1) ON CONFLICT DO NOTHING", (posting,))
