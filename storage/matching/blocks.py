"""Where a posting's likes are looked for: several keys of which no field is part of all.

A key is a number, the same on every machine, fit for an index. Most keys hold a stretch of time, so that a block stays
as small in a store of many years as in one week's adverts. Odd keys are wide: two postings that share no more than one
of these are compared only if one of them lacks its employer, its place or its dates.
"""

from array import array
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from math import nan
from typing import NamedTuple
from zlib import crc32

from storage.matching.evidence import RE_ADVERT_DAYS
from storage.matching.items import Item
from storage.matching.profiles import Profile, profile_of
from storage.matching.texts import all_sites

STRETCH = 9
"""Days of a stretch: one more than closing dates of one round may differ by. Each date is filed in its own stretch and
in the one before, so that two dates nearer than this always share one."""
SHORTEST_UP, LONGEST_UP = 7, 42
"""Days after it was placed in which an advert without a closing date is looked for."""
MOST_SITES = 3
"""Sites of an advert that it is filed under; one with more is a list of them."""
WIDEST = 250
"""Postings that may share a key: one that more share says nothing of which post it is, and is passed over. The finer
keys of the same postings stand."""


def keys(item: Item) -> frozenset[int]:
    """Return the keys under which a posting is filed; postings are compared only when they share at least one.

    A key that more than WIDEST postings share is passed over by ``edges``, counting all it is given: whoever asks about
    a posting from an index hands over every posting that shares a key with it.
    """
    return frozenset(keys_of(profile_of(item)))


class Filed(NamedTuple):
    """Postings filed by their keys, as plain numbers: a million of them fit in memory, and go to another process.

    Attributes:
        keys, places: in each slice of the keys, every key and the place of the posting filed under it.
        references: a number for each posting's reference; one of its own for a posting without.
        poor: places of the postings that lack what their likes are found by.
    """

    keys: tuple["array[int]", ...]
    places: tuple["array[int]", ...]
    references: dict[int, int]
    poor: set[int]


SLICES = 16
"""Parts of the keys that are looked through one after the other: only one part's blocks are held at a time."""


def filed(profiles: Mapping[int, Profile], places: Iterable[int]) -> Filed:
    """File the postings of some places."""
    made = Filed(tuple(array("q") for _ in range(SLICES)), tuple(array("q") for _ in range(SLICES)), {}, set())
    for at in places:
        profile = profiles[at]
        made.references[at] = _number(profile.reference) if profile.reference else -1 - at
        if profile.is_poor:
            made.poor.add(at)
        for key in set(keys_of(profile)):
            number = (key >> 1) % SLICES
            made.keys[number].append(key)
            made.places[number].append(at)
    return made


def pairs(items: Sequence[Item], files: Sequence[Filed], fresh: Collection[int] | None = None) -> "list[array[int]]":
    """Return the pairs to be compared, those of a slice each once: that share a key, are of two sources and one round.

    Each is a number: the lesser place, times how many items there are, plus the greater.

    Args:
        items: the postings.
        files: each posting filed once.
        fresh: places of the postings to look at; None for all.
    """
    known = _Known(items, files)
    return [_pairs_of_slice(known, files, number, fresh) for number in range(SLICES)]


class _Known:
    """What is asked of every pair before it is weighed: where it says no, so does the weighing."""

    def __init__(self, items: Sequence[Item], files: Sequence[Filed]) -> None:
        self.total = len(items)
        self.sources = [item.source for item in items]
        self.closes = [nan if item.closes is None else float(item.closes) for item in items]
        self.references = {at: number for each in files for at, number in each.references.items()}
        self.poor = set[int]().union(*(each.poor for each in files))

    def with_later(self, one: int, others: Iterable[int]) -> list[int]:
        """Return one posting's pairs with others of greater places; dates not known keep no two apart."""
        source, closes, reference = self.sources[one], self.closes[one], self.references[one]
        sources, dates, references, start = self.sources, self.closes, self.references, one * self.total
        return [
            start + other
            for other in others
            if sources[other] != source
            and (not abs(dates[other] - closes) > RE_ADVERT_DAYS or references[other] == reference)
        ]


def _pairs_of_slice(known: _Known, files: Sequence[Filed], number: int, fresh: Collection[int] | None) -> "array[int]":
    blocks: dict[int, list[int]] = defaultdict(list)
    for each in files:
        for key, at in zip(each.keys[number], each.places[number], strict=True):
            blocks[key].append(at)
    found: set[int] = set()
    for key, members in blocks.items():
        if not 1 < len(members) <= WIDEST or (key & 1 and known.poor.isdisjoint(members)):
            continue
        members.sort()
        for at, one in enumerate(members[:-1], 1):
            others = members[at:]
            if key & 1 and one not in known.poor:
                others = [other for other in others if other in known.poor]
            found.update(known.with_later(one, others))
    if fresh is None:
        return array("q", found)
    return array("q", (code for code in found if code // known.total in fresh or code % known.total in fresh))


def pairs_in(
    profiles: Mapping[int, Profile], blocks: Mapping[int, Sequence[int]], fresh: Collection[int]
) -> list[tuple[int, int]]:
    """Return the pairs to be compared that hold a fresh posting, in order, from blocks that an index gave."""
    places = set[int]().union(*blocks.values())
    poor = {at for at in places if profiles[at].is_poor}
    sources = {at: profiles[at].item.source for at in places}
    found: set[tuple[int, int]] = set()
    for key, members in blocks.items():
        for one in members:
            if one in fresh:
                found.update(
                    (one, other) if one < other else (other, one)
                    for other in members
                    if sources[one] != sources[other] and (not key & 1 or one in poor or other in poor)
                )
    return sorted(found)


def keys_of(one: Profile) -> Iterator[int]:
    """Yield the keys of a posting whose texts are read, some perhaps twice."""
    item = one.item
    if len(one.reference) >= 3:
        yield _narrow("reference", one.reference[-6:])
    for url in one.urls:
        yield _narrow("url", url)
    who = item.recruiter_code or (" ".join(sorted(one.employer)) if not one.hidden else "")
    words = one.handles[:2] if len(one.handles) > 1 else _with_ends(one.handles)
    stretches, tail = _stretches(item), " ".join(sorted(one.tail))
    for kind, where in (("who", who), ("at", item.area), ("at", tail)):
        if where:
            for word in words:
                for stretch in stretches:
                    yield _narrow(kind, where, word, stretch)
    if who and item.closes is not None:
        yield _narrow("closing", who, "", item.closes)
    if one.handles:
        yield from _title_keys(one, who, tail)


def _with_ends(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return a title's only word with its two ends: a slip leaves one of them whole."""
    return tuple(each for word in words for each in (word, f"{word[:END]}-", f"-{word[-END:]}"))


END = 3
"""Letters of the end of a word that a misprinted one is found by."""


def _narrow(kind: str, one: str, other: str = "", number: int = 0) -> int:
    return _mixed(_number(kind), _number(one), _number(other), number) << 1


def _wide(kind: str, one: str, other: str, number: int = 0) -> int:
    return _narrow(kind, one, other, number) | 1


def _mixed(kind: int, one: int, other: int, number: int) -> int:
    """Return a number of 62 bits that depends on all four: keys that collide cost a comparison, never a job."""
    return ((kind * 31 + one) * 0x9E3779B1 + other * 0x85EBCA6B + number * 0xC2B2AE35) & MASK


@lru_cache(maxsize=131_072)
def _number(text: str) -> int:
    return crc32(text.encode())


MASK = (1 << 62) - 1
"""Bits of a key before it is marked wide or narrow: together they fit a column of integers."""


def _stretches(item: Item) -> range:
    if item.closes is not None:
        first = item.closes // STRETCH
        return range(first - 1, first + 1)
    opened = item.opened if item.opened is not None else item.since
    if opened is None:
        return range(1)
    return range((opened + SHORTEST_UP) // STRETCH - 1, (opened + LONGEST_UP) // STRETCH + 1)


def _title_keys(one: Profile, who: str, tail: str) -> Iterator[int]:
    item = one.item
    whole = " ".join(sorted(one.handles))
    for name in sorted({" ".join(sorted(site.name)) for site in all_sites(one)})[:MOST_SITES]:
        yield _narrow("site", name, whole)
    for where in filter(None, (who, item.area, tail)):
        yield _wide("undated", where, whole)
    if item.pay_min is not None:
        yield _wide("pay", whole, "", int(item.pay_min))
    if item.closes is None:
        return
    yield _wide("title", whole, "", item.closes)
    if item.county:
        yield _narrow("county", item.county, whole, item.closes)
    for pay in filter(None, (item.pay_min, item.pay_max)):
        yield _narrow("pay", whole, str(int(pay)), item.closes)
        if tail:
            yield _narrow("pay", tail, str(int(pay)), item.closes)
