"""The steps by which touched postings find their jobs."""

import sqlite3
from collections.abc import Collection, Iterable, Mapping

from storage.joining.assigning import assign
from storage.joining.deciding import decided, decisions_on
from storage.joining.index import (
    blocks_of,
    crossed,
    file_under,
    filed_under,
    filings_of,
    keys_of,
    known_digests,
    partners,
    replace_pairs,
    round_keys_of,
    widths,
)
from storage.joining.items import chunks, digest_of, items_of
from storage.joining.moves import moves_on, note_moves
from storage.joining.rounds import chain, rounds_after
from storage.matching import WIDEST, Item, Pair, Profile, Profiles, edges_of, link, meetings, no_cycles

Pairs = dict[tuple[int, int], float]


def join(connection: sqlite3.Connection) -> None:
    """Find the jobs of all postings that a run touched; their jobs wait for refresh."""
    note_moves(connection)
    before = known_digests(connection)
    items = items_of(connection, before)
    seen = {posting: digest_of(item) for posting, item in items.items()}
    fresh = {posting: digest for posting, digest in seen.items() if before[posting] != digest}
    part, left = set[int](), dict[int, str]()
    if fresh:
        with no_cycles():
            part, left = _match(connection, items, fresh)
    chain(connection, part | before.keys(), left)


def _match(
    connection: sqlite3.Connection, items: dict[int, Item], fresh: Mapping[int, bytes]
) -> tuple[set[int], dict[int, str]]:
    """Match fresh postings; returns all whose jobs may be others now, and the round keys that were left."""
    profiles = Profiles(items)
    were = round_keys_of(connection, fresh)
    again = _file(connection, profiles, fresh)
    left = _left(were, round_keys_of(connection, were))
    items |= items_of(connection, again - items.keys())
    looked_at = fresh.keys() | again
    parted = partners(connection, looked_at)
    pairs = _meetings(connection, looked_at)
    items |= items_of(connection, {end for pair in pairs for end in pair} - items.keys())
    replace_pairs(connection, looked_at, edges_of(profiles, pairs))
    part = _connected(connection, looked_at.union(*parted))
    items |= items_of(connection, part - items.keys())
    groups = _link(connection, items, sorted(part))
    assign(connection, profiles, groups, partners(connection, part))
    return part, left


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


def _file(connection: sqlite3.Connection, profiles: Mapping[int, Profile], fresh: Mapping[int, bytes]) -> set[int]:
    """File the fresh postings; returns others to be looked at again, as a key of theirs became too wide or narrow."""
    grown = file_under(connection, profiles, fresh)
    widened, narrowed = crossed(grown, widths(connection, grown))
    return (_paired(connection, widened) | filed_under(connection, narrowed)) - fresh.keys()


def _paired(connection: sqlite3.Connection, widened: Iterable[int]) -> set[int]:
    """Return who is paired with another under the same key: only those can lose a pair when it is passed over."""
    found: set[int] = set()
    for members in map(set, blocks_of(connection, widened).values()):
        found.update(end for pair in partners(connection, members) if members.issuperset(pair) for end in pair)
    return found


def _meetings(connection: sqlite3.Connection, looked_at: Collection[int]) -> list[tuple[int, int]]:
    """Return the pairs to be weighed that hold a posting that is looked at."""
    wanted = {key for filed in keys_of(connection, looked_at).values() for key in filed}
    blocks = blocks_of(connection, (key for key, width in widths(connection, wanted).items() if 1 < width <= WIDEST))
    filings = filings_of(connection, {posting for members in blocks.values() for posting in members})
    return meetings(filings, blocks, looked_at)


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


def _link(connection: sqlite3.Connection, items: Mapping[int, Item], part: list[int]) -> list[list[int]]:
    place = {posting: at for at, posting in enumerate(part)}
    near = {(place[one], place[other]): bits for (one, other), bits in partners(connection, part).items()}
    members = [items[posting] for posting in part]
    decisions = decisions_on(connection, part)
    spoken = {frozenset((each.one, each.other)) for each in decisions}
    moved = [(items[new].key, items[old].key) for new, old in moves_on(connection, place.keys())]
    decisions += [Pair(new, old, "duplicate") for new, old in moved if frozenset((new, old)) not in spoken]
    return [[part[at] for at in group] for group in link(members, near, decisions)]
