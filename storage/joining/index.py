"""The index of matching: under which keys each posting is filed, and the pairs that come near a link."""

import sqlite3
from array import array
from collections import Counter
from collections.abc import Iterable, Mapping

from storage.joining.items import chunks
from storage.joining.rounds import round_key
from storage.matching import WIDEST, Edges, Filing, Profile, filing

_ENTER = """
INSERT INTO posting_matching (posting, digest, keys, source, closes, reference, poor, round_key, began)
SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, first_seen FROM postings WHERE id = ?1
ON CONFLICT (posting) DO UPDATE SET digest = excluded.digest, keys = excluded.keys, closes = excluded.closes,
reference = excluded.reference, poor = excluded.poor, round_key = excluded.round_key
"""
_TO_DO = (
    "SELECT p.posting, m.digest FROM posting_pending AS p LEFT JOIN posting_matching AS m ON m.posting = p.posting "
    "ORDER BY p.posting"
)


def known_digests(connection: sqlite3.Connection) -> dict[int, bytes | None]:
    """Return the postings that a run touched, with the digest under which they were matched before."""
    return dict(connection.execute(_TO_DO).fetchall())


def file_under(
    connection: sqlite3.Connection, profiles: Mapping[int, Profile], digests: Mapping[int, bytes]
) -> Counter[int]:
    """File postings under their keys, which replaces where they were filed; returns by how much each key grew.

    Args:
        connection: to the store.
        profiles: the postings, read.
        digests: which of them to file, with the digests of their items.
    """
    grown: Counter[int] = Counter()
    for posting, was in keys_of(connection, digests).items():
        grown.subtract(was)
        connection.executemany("DELETE FROM posting_keys WHERE key = ? AND posting = ?", ((k, posting) for k in was))
    for posting, digest in digests.items():
        made = filing(profiles[posting])
        filed = sorted(made.keys)
        grown.update(filed)
        told = (made.source, made.closes, made.reference, made.is_poor, round_key(profiles[posting]))
        connection.execute(_ENTER, (posting, digest, array("q", filed).tobytes(), *told))
        connection.executemany("INSERT INTO posting_keys (key, posting) VALUES (?, ?)", ((k, posting) for k in filed))
    return grown


def round_keys_of(connection: sqlite3.Connection, postings: Iterable[int]) -> dict[int, tuple[int, str]]:
    """Return the round keys under which postings are kept, where they have one, and when each posting began."""
    found: dict[int, tuple[int, str]] = {}
    for numbers in chunks(postings):
        marks = ", ".join("?" * len(numbers))
        columns, given = "posting, round_key, began", f"round_key IS NOT NULL AND posting IN ({marks})"
        query = f"SELECT {columns} FROM posting_matching WHERE {given}"  # noqa: S608 (our own names)
        found.update((posting, (key, began)) for posting, key, began in connection.execute(query, numbers))
    return found


def keys_of(connection: sqlite3.Connection, postings: Iterable[int]) -> dict[int, list[int]]:
    """Return the keys under which postings are filed."""
    found: dict[int, list[int]] = {}
    for numbers in chunks(postings):
        marks = ", ".join("?" * len(numbers))
        query = f"SELECT posting, keys FROM posting_matching WHERE posting IN ({marks})"  # noqa: S608 (only marks)
        for posting, filed in connection.execute(query, numbers):
            found[posting] = array("q", filed).tolist()
    return found


def filings_of(connection: sqlite3.Connection, postings: Iterable[int]) -> dict[int, Filing]:
    """Return the filings of postings without their keys, which ``meetings`` does not read."""
    found: dict[int, Filing] = {}
    for numbers in chunks(postings):
        marks = ", ".join("?" * len(numbers))
        columns = "posting, source, closes, reference, poor"
        query = f"SELECT {columns} FROM posting_matching WHERE posting IN ({marks})"  # noqa: S608 (our own names)
        for posting, source, closes, reference, poor in connection.execute(query, numbers):
            found[posting] = Filing(NO_KEYS, source, closes, reference, bool(poor))
    return found


NO_KEYS: frozenset[int] = frozenset()


def widths(connection: sqlite3.Connection, wanted: Iterable[int]) -> dict[int, int]:
    """Return how many postings are filed under each key."""
    found: dict[int, int] = {}
    for numbers in chunks(wanted):
        marks = ", ".join("?" * len(numbers))
        query = f"SELECT key, count(*) FROM posting_keys WHERE key IN ({marks}) GROUP BY key"  # noqa: S608 (only marks)
        found.update(connection.execute(query, numbers).fetchall())
    return found


def filed_under(connection: sqlite3.Connection, wanted: Iterable[int]) -> set[int]:
    """Return the postings that are filed under any of these keys."""
    found: set[int] = set()
    for numbers in chunks(wanted):
        marks = ", ".join("?" * len(numbers))
        query = f"SELECT DISTINCT posting FROM posting_keys WHERE key IN ({marks})"  # noqa: S608 (only marks)
        found.update(row[0] for row in connection.execute(query, numbers))
    return found


def blocks_of(connection: sqlite3.Connection, wanted: Iterable[int]) -> dict[int, list[int]]:
    """Return the postings that are filed under each of these keys."""
    found: dict[int, list[int]] = {}
    for numbers in chunks(wanted):
        marks = ", ".join("?" * len(numbers))
        query = f"SELECT key, posting FROM posting_keys WHERE key IN ({marks})"  # noqa: S608 (only marks)
        for key, posting in connection.execute(query, numbers):
            found.setdefault(key, []).append(posting)
    return found


def crossed(grown: Mapping[int, int], now: Mapping[int, int]) -> tuple[list[int], list[int]]:
    """Return the keys that became too wide to be looked through, and those that became narrow enough again."""
    widened = [key for key, by in grown.items() if now.get(key, 0) > WIDEST >= now.get(key, 0) - by]
    narrowed = [key for key, by in grown.items() if now.get(key, 0) <= WIDEST < now.get(key, 0) - by]
    return widened, narrowed


def partners(connection: sqlite3.Connection, postings: Iterable[int]) -> dict[tuple[int, int], float]:
    """Return the kept pairs that hold any of these postings, the lesser number first, with their evidence in bits."""
    found: dict[tuple[int, int], float] = {}
    for numbers in chunks(postings):
        marks = ", ".join("?" * len(numbers))
        for side in ("one", "other"):
            query = f"SELECT one, other, bits FROM posting_pairs WHERE {side} IN ({marks})"  # noqa: S608 (our words)
            found.update(((one, other), bits) for one, other, bits in connection.execute(query, numbers))
    return found


def paired(connection: sqlite3.Connection, widened: Iterable[int]) -> set[int]:
    """Return who is paired with another under the same key: only those can lose a pair when it is passed over."""
    found: set[int] = set()
    for key in widened:
        members = set(blocks_of(connection, (key,)).get(key, ()))
        found.update(end for pair in partners(connection, members) if members.issuperset(pair) for end in pair)
    return found


def drop_pairs(connection: sqlite3.Connection, postings: Iterable[int]) -> None:
    """Drop all pairs that hold one of these postings."""
    for numbers in chunks(postings):
        marks = ", ".join("?" * len(numbers))
        for side in ("one", "other"):
            connection.execute(f"DELETE FROM posting_pairs WHERE {side} IN ({marks})", numbers)  # noqa: S608 (our words)


def keep_pairs(connection: sqlite3.Connection, pairs: Edges) -> None:
    """Keep pairs that are not kept yet."""
    connection.executemany(
        "INSERT INTO posting_pairs (one, other, bits) VALUES (?, ?, ?)",
        ((one, other, bits) for (one, other), bits in pairs.items()),
    )
