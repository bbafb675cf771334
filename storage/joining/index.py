"""The index of matching: under which keys each posting is filed, and the pairs that come near a link."""

import sqlite3
from array import array
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping

from storage.joining.items import chunks
from storage.joining.rounds import round_key
from storage.matching import POOR, WIDE, WIDEST, Edges, Profile, Told, filing, variants

_ENTER = """
INSERT INTO posting_matching
  (posting, digest, keys, round_key, source, closes, reference, numbering, employer, poor, began)
SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, first_seen FROM postings WHERE id = ?1
ON CONFLICT (posting) DO UPDATE SET
  digest = excluded.digest, keys = excluded.keys, round_key = excluded.round_key, closes = excluded.closes,
  reference = excluded.reference, numbering = excluded.numbering, employer = excluded.employer, poor = excluded.poor,
  source = excluded.source
"""
_TOLD = "source, closes, reference, numbering, employer, poor"
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
    """File postings under their keys, which replaces where they were filed.

    Args:
        connection: to the store.
        profiles: the postings, read.
        digests: which of them to file, with the digests of their items.

    Returns:
        By how much each key grew, without the bit of the poor.
    """
    grown: Counter[int] = Counter()
    gone = [(key, posting) for posting, filed in keys_of(connection, digests).items() for key in filed]
    connection.executemany("DELETE FROM posting_keys WHERE key = ? AND posting = ?", sorted(gone))
    grown.subtract(base_of(key) for key, _ in gone)
    new: list[tuple[int, int]] = []
    for posting, digest in digests.items():
        made = filing(profiles[posting])
        filed = sorted(made.keys)
        new += ((key, posting) for key in filed)
        told = (digest, array("q", filed).tobytes(), round_key(profiles[posting]), *made.told)
        connection.execute(_ENTER, (posting, *told))
    # Sorted, so that a page of the index is read and written once, whatever lies on it.
    connection.executemany("INSERT INTO posting_keys (key, posting) VALUES (?, ?)", sorted(new))
    grown.update(base_of(key) for key, _ in new)
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


def digests_of(connection: sqlite3.Connection, postings: Iterable[int]) -> dict[int, bytes]:
    """Return the digests of postings' items, as they are filed."""
    found: dict[int, bytes] = {}
    for numbers in chunks(postings):
        marks = ", ".join("?" * len(numbers))
        query = f"SELECT posting, digest FROM posting_matching WHERE posting IN ({marks})"  # noqa: S608 (only marks)
        found.update(connection.execute(query, numbers).fetchall())
    return found


def told_of(connection: sqlite3.Connection, postings: Iterable[int]) -> dict[int, Told]:
    """Return what is asked of postings before their texts are read."""
    found: dict[int, Told] = {}
    for numbers in chunks(postings):
        marks = ", ".join("?" * len(numbers))
        query = f"SELECT posting, {_TOLD} FROM posting_matching WHERE posting IN ({marks})"  # noqa: S608 (our own names)
        found.update((posting, Told(*told)) for posting, *told in connection.execute(query, numbers))
    return found


def widths(connection: sqlite3.Connection, wanted: Iterable[int]) -> Counter[int]:
    """Return how many postings are filed under each key, the poor and the others together."""
    found: Counter[int] = Counter()
    for numbers in chunks(_variants(wanted)):
        marks = ", ".join("?" * len(numbers))
        query = f"SELECT key, count(*) FROM posting_keys WHERE key IN ({marks}) GROUP BY key"  # noqa: S608 (only marks)
        for key, width in connection.execute(query, numbers):
            found[key & ~POOR] += width
    return found


def filed_under(connection: sqlite3.Connection, wanted: Iterable[int]) -> set[int]:
    """Return the postings that are filed under any of these keys, the poor and the others."""
    found: set[int] = set()
    for numbers in chunks(_variants(wanted)):
        marks = ", ".join("?" * len(numbers))
        query = f"SELECT DISTINCT posting FROM posting_keys WHERE key IN ({marks})"  # noqa: S608 (only marks)
        found.update(row[0] for row in connection.execute(query, numbers))
    return found


def met_under(connection: sqlite3.Connection, filed: Mapping[int, Collection[int]]) -> dict[int, set[int]]:
    """Return whom postings may meet under each of their keys that is neither too wide nor theirs alone.

    Args:
        connection: to the store.
        filed: the keys under which each posting is filed.

    Returns:
        By the keys without the bit of the poor, the postings themselves and those filed under the same; under a wide
        key only the poor, unless one of the postings is poor.
    """
    holders: dict[int, set[int]] = {}
    for posting, keys in filed.items():
        for key in keys:
            holders.setdefault(key, set()).add(posting)
    width = widths(connection, {key & ~POOR for key in holders})
    narrow = [key for key in holders if 1 < width[key & ~POOR] <= WIDEST]
    found: dict[int, set[int]] = {}
    for key in narrow:
        found.setdefault(base_of(key), set()).update(holders[key])
    asked = {
        each for key in narrow for each in (variants(base_of(key)) if key & POOR or not key & WIDE else (key | POOR,))
    }
    for numbers in chunks(sorted(asked)):
        marks = ", ".join("?" * len(numbers))
        query = f"SELECT key, posting FROM posting_keys WHERE key IN ({marks})"  # noqa: S608 (only marks)
        for key, posting in connection.execute(query, numbers):
            found[key & ~POOR].add(posting)
    return found


def base_of(key: int) -> int:
    """Return a key without the bit of the poor."""
    return key & ~POOR


def _variants(wanted: Iterable[int]) -> Iterator[int]:
    for key in wanted:
        yield from variants(key)


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
        members = filed_under(connection, (key,))
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
