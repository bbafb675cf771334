"""The index of matching: under which keys each posting is filed, and the pairs that come near a link."""

import sqlite3
from array import array
from collections import Counter
from collections.abc import Collection, Iterable, Mapping

from storage.joining.items import chunks, digest_of
from storage.joining.rounds import round_key
from storage.matching import WIDEST, Edges, Item, keys

_ENTER = (
    "INSERT INTO posting_matching (posting, digest, keys, round_key) VALUES (?, ?, ?, ?) ON CONFLICT (posting) "
    "DO UPDATE SET digest = excluded.digest, keys = excluded.keys, round_key = excluded.round_key"
)
_TO_DO = (
    "SELECT p.posting, m.digest FROM posting_pending AS p LEFT JOIN posting_matching AS m ON m.posting = p.posting "
    "ORDER BY p.posting"
)


def known_digests(connection: sqlite3.Connection) -> dict[int, bytes | None]:
    """Return the postings that a run touched, with the digest under which they were matched before."""
    return dict(connection.execute(_TO_DO).fetchall())


def file_under(connection: sqlite3.Connection, items: Mapping[int, Item]) -> Counter[int]:
    """File postings under their keys, which replaces where they were filed; returns by how much each key grew."""
    grown: Counter[int] = Counter()
    old = keys_of(connection, items)
    for posting, was in old.items():
        grown.subtract(was)
        connection.executemany("DELETE FROM posting_keys WHERE key = ? AND posting = ?", ((k, posting) for k in was))
    for posting, item in items.items():
        filed = sorted(keys(item))
        grown.update(filed)
        connection.execute(_ENTER, (posting, digest_of(item), array("q", filed).tobytes(), round_key(item)))
        connection.executemany("INSERT INTO posting_keys (key, posting) VALUES (?, ?)", ((k, posting) for k in filed))
    return grown


def keys_of(connection: sqlite3.Connection, postings: Iterable[int]) -> dict[int, list[int]]:
    """Return the keys under which postings are filed."""
    found: dict[int, list[int]] = {}
    for numbers in chunks(postings):
        marks = ", ".join("?" * len(numbers))
        query = f"SELECT posting, keys FROM posting_matching WHERE posting IN ({marks})"  # noqa: S608 (only marks)
        for posting, filed in connection.execute(query, numbers):
            found[posting] = array("q", filed).tolist()
    return found


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


def replace_pairs(connection: sqlite3.Connection, fresh: Collection[int], pairs: Edges) -> None:
    """Keep these pairs in place of all that held one of the fresh postings."""
    for numbers in chunks(fresh):
        marks = ", ".join("?" * len(numbers))
        for side in ("one", "other"):
            connection.execute(f"DELETE FROM posting_pairs WHERE {side} IN ({marks})", numbers)  # noqa: S608 (our words)
    connection.executemany(
        "INSERT INTO posting_pairs (one, other, bits) VALUES (?, ?, ?)",
        ((one, other, bits) for (one, other), bits in pairs.items()),
    )
