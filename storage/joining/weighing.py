"""Weighing who meets whom: the pairs of some postings at a time, likely partners one soon after the other."""

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import chain
from zlib import crc32

from storage.joining.index import keep_pairs, keys_of, met_under, told_of
from storage.joining.items import chunks, items_of
from storage.matching import Item, Profile, Profiles, edges_of, meetings

MEET_AT_ONCE = 250
"""Postings whose partners are sought at a time: one may meet some hundreds."""

Pair = tuple[int, int]


def likeness_order(profile: Profile) -> int:
    """Return a number that sorts postings by their titles' most telling words: who meet mostly share those.

    Postings weighed in this order ask for the same texts one soon after the other.
    """
    words = profile.handles
    return crc32(words[0].encode()) << 32 | crc32(" ".join(sorted(words)).encode()) if words else 0


def weigh_all(connection: sqlite3.Connection, postings: Sequence[int], at_once: int) -> None:
    """Keep all pairs that come near a link and hold one of these postings, of which no pair is kept yet.

    Args:
        connection: to the store.
        postings: which; their order changes nothing but the time it takes.
        at_once: about how many postings' texts may be held at a time.
    """
    held, done = Held(connection, at_once), set[int]()
    for numbers in chunks(postings, min(MEET_AT_ONCE, at_once)):
        met = _meetings(connection, numbers, done)
        mine = set(numbers).intersection(chain.from_iterable(met))
        for pairs in _batches(met, max(1, at_once // 2)):
            keep_pairs(connection, edges_of(held.only(mine.union(*pairs)), pairs))
        done.update(numbers)


class Held:
    """The profiles of the postings last asked for."""

    def __init__(self, connection: sqlite3.Connection, most: int) -> None:
        self._connection, self._most = connection, most
        self._items: dict[int, Item] = {}
        self._profiles = Profiles(self._items)

    def only(self, wanted: Collection[int]) -> Profiles:
        """Return profiles that hold all wanted, letting go of others when they are too many."""
        missing = [posting for posting in wanted if posting not in self._items]
        if len(self._items) + len(missing) > self._most:
            for posting in [posting for posting in self._items if posting not in wanted]:
                del self._items[posting]
                self._profiles.pop(posting, None)
        self._items |= items_of(self._connection, missing)
        return self._profiles


def _meetings(connection: sqlite3.Connection, looked_at: Sequence[int], done: Collection[int]) -> list[Pair]:
    """Return the pairs to be weighed that hold a posting that is looked at and none that is done.

    They go by the other posting, so that its text is asked for once.
    """
    blocks = {
        key: [posting for posting in members if posting not in done]
        for key, members in met_under(connection, keys_of(connection, looked_at)).items()
    }
    told = told_of(connection, {posting for members in blocks.values() for posting in members})
    mine = set(looked_at)
    return sorted(meetings(told, blocks, mine), key=lambda pair: pair[0] if pair[1] in mine else pair[1])


def _batches(pairs: Iterable[Pair], ends: int) -> Iterator[list[Pair]]:
    """Yield the pairs in lists that hold about so many postings."""
    waiting, held = list[Pair](), set[int]()
    for pair in pairs:
        waiting.append(pair)
        held.update(pair)
        if len(held) >= ends:
            yield waiting
            waiting, held = [], set()
    if waiting:
        yield waiting
