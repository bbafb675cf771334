"""What people decide on pairs of postings: it stands above every rule, and is kept by the postings' names."""

import sqlite3
from collections.abc import Collection
from typing import Literal

from storage.errors import StoreError
from storage.matching import Pair
from storage.matching.items import Key

Decision = Literal["duplicate", "not_duplicate"]
_PAIRS = (
    "SELECT a.id, b.id, m.source_a, m.ref_a, m.source_b, m.ref_b, m.decision FROM match_overrides AS m"
    " JOIN postings AS a ON a.source = m.source_a AND a.source_ref = m.ref_a"
    " JOIN postings AS b ON b.source = m.source_b AND b.source_ref = m.ref_b"
)
_KEEP = (
    "INSERT INTO match_overrides (source_a, ref_a, source_b, ref_b, decision, decided_by, reason, decided_at)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET decision = excluded.decision,"
    " decided_by = excluded.decided_by, reason = excluded.reason, decided_at = excluded.decided_at"
)
_DROP = "DELETE FROM match_overrides WHERE source_a = ? AND ref_a = ? AND source_b = ? AND ref_b = ?"
_KEPT = (
    "SELECT m.source_a, m.ref_a, m.source_b, m.ref_b, m.decision, a.job, b.job FROM match_overrides AS m"
    " JOIN postings AS a ON a.source = m.source_a AND a.source_ref = m.ref_a"
    " JOIN postings AS b ON b.source = m.source_b AND b.source_ref = m.ref_b ORDER BY 1, 2, 3, 4"
)
_JOB = "SELECT job FROM postings WHERE source = ? AND source_ref = ?"


def decided(connection: sqlite3.Connection, postings: Collection[int]) -> set[int]:
    """Return the postings on whose likeness to one of these somebody decided."""
    found: set[int] = set()
    for one, other, *_ in connection.execute(_PAIRS):
        if one in postings or other in postings:
            found |= {one, other}
    return found


def decisions_on(connection: sqlite3.Connection, postings: Collection[int]) -> list[Pair]:
    """Return the decisions on pairs among these postings."""
    inside = set(postings)
    return [
        Pair((source_a, ref_a), (source_b, ref_b), decision)
        for one, other, source_a, ref_a, source_b, ref_b, decision in connection.execute(_PAIRS)
        if one in inside and other in inside
    ]


def keep(
    connection: sqlite3.Connection,
    pair: tuple[Key, Key],
    decision: Decision,
    who: tuple[str | None, str | None],
    now: str,
) -> None:
    """Keep a decision; ``who`` is who decided and why. What it is about is matched again.

    Raises:
        StoreError: when one of the postings is not there, or both are one.
    """
    one, other = _known(connection, pair)
    connection.execute(_KEEP, (*one, *other, decision, *who, now))
    _touch(connection, one, other)


def drop(connection: sqlite3.Connection, pair: tuple[Key, Key]) -> bool:
    """Take a decision back; False when there was none.

    Raises:
        StoreError: when one of the postings is not there, or both are one.
    """
    one, other = _known(connection, pair)
    had = connection.execute(_DROP, (*one, *other)).rowcount > 0
    _touch(connection, one, other)
    return had


def check(connection: sqlite3.Connection) -> None:
    """Look whether jobs are as all decisions want them.

    Raises:
        StoreError: when one stands against another.
    """
    for source_a, ref_a, source_b, ref_b, decision, one, other in connection.execute(_KEPT):
        if (one == other) != (decision == "duplicate"):
            said = "one job" if decision == "duplicate" else "two jobs"
            pair = f"{source_a}:{ref_a} and {source_b}:{ref_b}"
            raise StoreError(
                f"That contradicts the decision that {pair} are {said}: take it back first with counciljobs match undo."
            )


def _known(connection: sqlite3.Connection, pair: tuple[Key, Key]) -> tuple[Key, Key]:
    if pair[0] == pair[1]:
        raise StoreError(f"{_name(pair[0])} is named twice: name two postings.")
    for key in pair:
        if connection.execute(_JOB, key).fetchone() is None:
            raise StoreError(f"There is no posting {_name(key)} in this store.")
    one, other = sorted(pair)
    return one, other


def _touch(connection: sqlite3.Connection, *pair: Key) -> None:
    for key in pair:
        number = "(SELECT id FROM postings WHERE source = ? AND source_ref = ?)"
        connection.execute(f"UPDATE posting_matching SET digest = NULL WHERE posting = {number}", key)  # noqa: S608
        connection.execute(f"INSERT OR IGNORE INTO posting_pending VALUES ({number}, 1)", key)  # noqa: S608


def _name(key: Key) -> str:
    return ":".join(key)
