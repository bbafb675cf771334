"""The steps by which touched postings find their jobs, each slice by slice: what is held does not grow with a run."""

import sqlite3
from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from storage.joining.assigning import assign
from storage.joining.deciding import decided, decisions_on
from storage.joining.index import (
    crossed,
    drop_pairs,
    file_under,
    filed_under,
    keys_of,
    known_digests,
    paired,
    partners,
    round_keys_of,
    widths,
)
from storage.joining.items import chunks, digest_of, items_of
from storage.joining.moves import moves_on, note_moves
from storage.joining.rounds import chain, rounds_after
from storage.joining.weighing import likeness_order, weigh_all
from storage.matching import Edges, Item, Pair, Profiles, link, no_cycles
from storage.matching.texts import body_of

AT_ONCE = 500
"""Postings whose texts are held at a time: some 20 MB of the longest, read. How many changes nothing in the outcome."""


class Filed(NamedTuple):
    """What filing the fresh postings told.

    Attributes:
        fresh: the postings that are others than when they were matched last, with what brings likely partners together.
        again: others, that are to be looked at again, as a key of theirs became too wide or narrow.
        left: round keys that postings no longer have, with when the first of those began.
    """

    fresh: dict[int, int]
    again: set[int]
    left: dict[int, str]


def join(connection: sqlite3.Connection) -> None:
    """Find the jobs of all postings that a run touched; their jobs wait for refresh."""
    note_moves(connection)
    pending = known_digests(connection)
    with no_cycles():
        filed = _file(connection, pending)
        part = _match(connection, filed)
    chain(connection, part | pending.keys(), filed.left)


def _file(connection: sqlite3.Connection, pending: Mapping[int, bytes | None]) -> Filed:
    """File the pending postings that are others than they were."""
    filed = Filed({}, set(), {})
    for numbers in chunks(pending, AT_ONCE):
        items = items_of(connection, numbers)
        seen = {posting: digest_of(item) for posting, item in items.items()}
        fresh = {posting: digest for posting, digest in seen.items() if pending[posting] != digest}
        if fresh:
            _file_slice(connection, filed, Profiles(items), fresh)
        if len(numbers) == AT_ONCE:
            body_of.cache_clear()  # thousands of whole texts that the next slice does not ask for
    filed.again.difference_update(filed.fresh)
    return filed


def _file_slice(connection: sqlite3.Connection, filed: Filed, profiles: Profiles, fresh: Mapping[int, bytes]) -> None:
    were = round_keys_of(connection, fresh)
    grown = file_under(connection, profiles, fresh)
    widened, narrowed = crossed(grown, widths(connection, grown))
    filed.again.update(paired(connection, widened), filed_under(connection, narrowed))
    for key, began in _left(were, round_keys_of(connection, were)).items():
        filed.left[key] = min(began, filed.left.get(key, began))
    filed.fresh.update((posting, likeness_order(profiles[posting])) for posting in fresh)


def _match(connection: sqlite3.Connection, filed: Filed) -> set[int]:
    """Match fresh postings; returns all whose jobs may be others now."""
    looked_at = [*sorted(filed.again), *sorted(filed.fresh, key=lambda one: (filed.fresh[one], one))]
    filed.fresh.clear()  # a hundred bytes for each posting of a run, and no longer asked for
    touched = set(looked_at)
    for numbers in chunks(looked_at):
        touched.update(end for pair in partners(connection, numbers) for end in pair)
    drop_pairs(connection, looked_at)
    weigh_all(connection, looked_at, AT_ONCE)
    part = set[int]()
    for numbers in chunks(sorted(touched), AT_ONCE):
        here = _connected(connection, [posting for posting in numbers if posting not in part])
        _assign(connection, here)
        part |= here
    return part


def _assign(connection: sqlite3.Connection, part: Collection[int]) -> None:
    """Give a part its jobs to which nothing else is joined."""
    near, moves = partners(connection, part), moves_on(connection, part)
    linked = {end for pair in (*near, *moves) for end in pair} | decided(connection, part)
    items = items_of(connection, linked)
    groups = _link(connection, items, near, moves) if items else []
    groups += [[posting] for posting in part if posting not in linked]
    assign(connection, Profiles(items), groups, near)


def _left(were: Mapping[int, tuple[int, str]], now: Mapping[int, tuple[int, str]]) -> dict[int, str]:
    """Return the round keys that postings no longer have, with when the first of those began."""
    found: dict[int, str] = {}
    for posting, (key, began) in were.items():
        if now.get(posting) != (key, began):
            found[key] = min(began, found.get(key, began))
    return found


def forget_all(connection: sqlite3.Connection) -> None:
    """Unlearn every match, so that the next ``join`` finds all jobs anew; people's decisions stay."""
    for table in ("posting_keys", "posting_pairs", "posting_matching"):
        connection.execute(f"DELETE FROM {table}")  # noqa: S608 (our own names)
    connection.execute("INSERT OR IGNORE INTO posting_pending SELECT id, 1 FROM postings")


def leave(connection: sqlite3.Connection, posting: int) -> None:
    """Take a posting that is to be deleted out of matching; what it held together is matched again."""
    filed = keys_of(connection, [posting]).get(posting, [])
    connection.executemany("DELETE FROM posting_keys WHERE key = ? AND posting = ?", ((key, posting) for key in filed))
    left = (_connected(connection, [posting]) | rounds_after(connection, posting)) - {posting}
    connection.executemany("UPDATE posting_matching SET digest = NULL WHERE posting = ?", ((one,) for one in left))
    connection.executemany("INSERT OR IGNORE INTO posting_pending VALUES (?, 1)", ((one,) for one in left))


def _connected(connection: sqlite3.Connection, seeds: Iterable[int]) -> set[int]:
    """Return all postings that pairs, people's decisions or a present job join to the seeds, however far."""
    part, waiting = set[int](), set(seeds)
    while waiting:
        part |= waiting
        reached = {end for pair in partners(connection, waiting) for end in pair}
        reached |= decided(connection, waiting) | _of_same_jobs(connection, waiting)
        reached |= {end for pair in moves_on(connection, waiting) for end in pair}
        waiting = reached - part
    return part


def _of_same_jobs(connection: sqlite3.Connection, postings: Collection[int]) -> set[int]:
    found: set[int] = set()
    for numbers in chunks(postings):
        marks = ", ".join("?" * len(numbers))
        query = f"SELECT o.id FROM postings AS p JOIN postings AS o ON o.job = p.job WHERE p.id IN ({marks})"  # noqa: S608 (only marks)
        found.update(row[0] for row in connection.execute(query, numbers))
    return found - set(postings)


def _link(
    connection: sqlite3.Connection, items: Mapping[int, Item], near: Edges, moves: Collection[tuple[int, int]]
) -> list[list[int]]:
    part = sorted(items)
    place = {posting: at for at, posting in enumerate(part)}
    edges = {(place[one], place[other]): bits for (one, other), bits in near.items()}
    decisions = decisions_on(connection, part)
    spoken = {frozenset((each.one, each.other)) for each in decisions}
    moved = [(items[new].key, items[old].key) for new, old in moves]
    decisions += [Pair(new, old, "duplicate") for new, old in moved if frozenset((new, old)) not in spoken]
    members = [items[posting] for posting in part]
    return [[part[at] for at in group] for group in link(members, edges, decisions)]
