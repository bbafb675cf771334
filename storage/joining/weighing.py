"""Weighing who meets whom: the pairs of some postings at a time, likely partners one soon after the other."""

import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from zlib import crc32

from storage.joining.index import digests_of, keep_pairs, keys_of, met_under, told_of
from storage.joining.items import chunks, profiles_of, texts_of
from storage.matching import Profile, edges_of, may_be_one, meetings, with_text

MEET_AT_ONCE = 250
"""Postings whose partners are sought at a time: one may meet some hundreds."""
BARE = 4
"""How many postings without their texts weigh less than one with a text that is read."""

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
    bare = Held(at_once * BARE, lambda missing: profiles_of(connection, digests_of(connection, missing)))
    whole = Held(at_once, lambda missing: _whole(connection, bare.only(missing, missing), missing))
    done = set[int]()
    for numbers in chunks(postings, min(MEET_AT_ONCE, at_once)):
        met = _meetings(connection, numbers, done)
        mine = set(numbers).intersection(chain.from_iterable(met))
        for pairs in _batches(_hopeful(bare, mine, met, at_once), max(1, at_once // 2)):
            keep_pairs(connection, edges_of(whole.only({end for pair in pairs for end in pair}, mine), pairs))
        done.update(numbers)


def _hopeful(bare: "Held", mine: Collection[int], met: Iterable[Pair], at_once: int) -> Iterator[Pair]:
    """Yield the pairs that their texts may yet join."""
    for pairs in _batches(met, at_once):
        held = bare.only({end for pair in pairs for end in pair}, mine)
        yield from (pair for pair in pairs if may_be_one(held[pair[0]], held[pair[1]]))


def _whole(
    connection: sqlite3.Connection, bare: Mapping[int, Profile], postings: Collection[int]
) -> dict[int, Profile]:
    return {at: with_text(bare[at], text) for at, text in texts_of(connection, postings).items()}


class Held:
    """The profiles of the postings last asked for."""

    def __init__(self, most: int, read: Callable[[Collection[int]], Mapping[int, Profile]]) -> None:
        self._most, self._read = most, read
        self._held: dict[int, Profile] = {}

    def only(self, wanted: Collection[int], soon: Collection[int]) -> Mapping[int, Profile]:
        """Return profiles of all wanted at least, letting go when they are too many of those not wanted soon either."""
        missing = [posting for posting in wanted if posting not in self._held]
        if len(self._held) + len(missing) > self._most:
            self._held = {at: held for at, held in self._held.items() if at in wanted or at in soon}
        self._held.update(self._read(missing))
        return self._held


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
