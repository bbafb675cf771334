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
    keys_of,
    known_digests,
    partners,
    replace_pairs,
    widths,
)
from storage.joining.items import digest_of, items_of
from storage.joining.moves import moves_on, note_moves
from storage.joining.rounds import chain
from storage.matching import WIDEST, Edges, Item, Pair, edges_in, link

Pairs = dict[tuple[int, int], float]


def join(connection: sqlite3.Connection) -> None:
    """Find the jobs of all postings that a run touched; their jobs wait for refresh."""
    note_moves(connection)
    before = known_digests(connection)
    items = items_of(connection, before)
    fresh = {posting: item for posting, item in items.items() if before[posting] != digest_of(item)}
    if not fresh:
        return
    again = _file(connection, fresh)
    items |= items_of(connection, again - items.keys())
    looked_at = fresh.keys() | again
    parted = partners(connection, looked_at)
    replace_pairs(connection, looked_at, _weigh(connection, items, looked_at))
    part = _connected(connection, looked_at.union(*parted))
    items |= items_of(connection, part - items.keys())
    groups = _link(connection, items, sorted(part))
    assign(connection, items, groups, partners(connection, part))
    chain(connection, part)


def forget_all(connection: sqlite3.Connection) -> None:
    """Unlearn every match, so that the next ``join`` finds all jobs anew; people's decisions stay."""
    for table in ("posting_keys", "posting_pairs", "posting_matching"):
        connection.execute(f"DELETE FROM {table}")  # noqa: S608 (our own names)
    connection.execute("INSERT OR IGNORE INTO posting_pending SELECT id, 1 FROM postings")


def leave(connection: sqlite3.Connection, posting: int) -> None:
    """Take a posting that is to be deleted out of matching; what it held together is matched again."""
    filed = keys_of(connection, [posting]).get(posting, [])
    connection.executemany("DELETE FROM posting_keys WHERE key = ? AND posting = ?", ((key, posting) for key in filed))
    left = _connected(connection, [posting]) - {posting}
    connection.executemany("UPDATE posting_matching SET digest = NULL WHERE posting = ?", ((one,) for one in left))
    connection.executemany("INSERT OR IGNORE INTO posting_pending VALUES (?, 1)", ((one,) for one in left))


def _file(connection: sqlite3.Connection, fresh: Mapping[int, Item]) -> set[int]:
    """File the fresh postings; returns others to be looked at again, as a key of theirs became too wide or narrow."""
    grown = file_under(connection, fresh)
    widened, narrowed = crossed(grown, widths(connection, grown))
    return (_paired(connection, widened) | filed_under(connection, narrowed)) - fresh.keys()


def _paired(connection: sqlite3.Connection, widened: Iterable[int]) -> set[int]:
    """Return who is paired with another under the same key: only those can lose a pair when it is passed over."""
    found: set[int] = set()
    for members in map(set, blocks_of(connection, widened).values()):
        found.update(end for pair in partners(connection, members) if members.issuperset(pair) for end in pair)
    return found


def _weigh(connection: sqlite3.Connection, items: dict[int, Item], looked_at: Collection[int]) -> Edges:
    """Return the pairs near a link that hold a posting that is looked at, by the postings' numbers."""
    wanted = {key for filed in keys_of(connection, looked_at).values() for key in filed}
    blocks = blocks_of(connection, (key for key, width in widths(connection, wanted).items() if 1 < width <= WIDEST))
    order = sorted({posting for members in blocks.values() for posting in members})
    items |= items_of(connection, set(order) - items.keys())
    place = {posting: at for at, posting in enumerate(order)}
    found = edges_in(
        [items[posting] for posting in order],
        {key: [place[posting] for posting in members] for key, members in blocks.items()},
        {place[posting] for posting in looked_at if posting in place},
    )
    return {(order[one], order[other]): bits for (one, other), bits in found.items()}


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
    for posting in postings:
        query = "SELECT o.id FROM postings AS p JOIN postings AS o ON o.job = p.job WHERE p.id = ? AND o.id <> p.id"
        found.update(row[0] for row in connection.execute(query, (posting,)))
    return found


def _link(connection: sqlite3.Connection, items: Mapping[int, Item], part: list[int]) -> list[list[int]]:
    place = {posting: at for at, posting in enumerate(part)}
    near = {(place[one], place[other]): bits for (one, other), bits in partners(connection, part).items()}
    members = [items[posting] for posting in part]
    decisions = decisions_on(connection, part)
    spoken = {frozenset((each.one, each.other)) for each in decisions}
    moved = [(items[new].key, items[old].key) for new, old in moves_on(connection, place.keys())]
    decisions += [Pair(new, old, "duplicate") for new, old in moved if frozenset((new, old)) not in spoken]
    return [[part[at] for at in group] for group in link(members, near, decisions)]
