"""What people decided on pairs of postings: it stands above every rule, and is kept by the postings' names."""

import sqlite3
from collections.abc import Collection

from storage.matching import Pair

_PAIRS = (
    "SELECT a.id, b.id, m.source_a, m.ref_a, m.source_b, m.ref_b, m.decision FROM match_overrides AS m"
    " JOIN postings AS a ON a.source = m.source_a AND a.source_ref = m.ref_a"
    " JOIN postings AS b ON b.source = m.source_b AND b.source_ref = m.ref_b"
)


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
