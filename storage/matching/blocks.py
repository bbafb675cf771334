"""Where a posting's likes are looked for: several keys of which no field is part of all.

A key is a number, the same on every machine, fit for an index. Most keys hold a stretch of time, so that a block stays
as small in a store of many years as in one week's adverts. Odd keys are wide: two postings that share no more than one
of these are compared only if one of them lacks its employer, its place or its dates.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import combinations
from zlib import crc32

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


def pairs(profiles: Sequence[Profile], fresh: Collection[int] | None = None) -> Iterator[tuple[int, int]]:
    """Yield the pairs to be compared, in order: those that share a key and are of two sources.

    Args:
        profiles: the postings.
        fresh: places of the postings to look at; None for all.
    """
    blocks: dict[int, list[int]] = defaultdict(list)
    for at, profile in enumerate(profiles):
        for key in set(keys_of(profile)):
            blocks[key].append(at)
    total = len(profiles)
    sources = [profile.item.source for profile in profiles]
    poor = {at for at, profile in enumerate(profiles) if profile.is_poor}
    found: set[int] = set()
    while blocks:
        key, members = blocks.popitem()
        if not 1 < len(members) <= WIDEST or (key & 1 and poor.isdisjoint(members)):
            continue
        both = _with_one_of(poor, members) if key & 1 else combinations(members, 2)
        found.update(one * total + other for one, other in both if sources[one] != sources[other])
    wanted = found if fresh is None else (code for code in found if code // total in fresh or code % total in fresh)
    return (divmod(code, total) for code in sorted(wanted))


def pairs_in(
    profiles: Sequence[Profile], blocks: Mapping[int, Sequence[int]], fresh: Collection[int]
) -> list[tuple[int, int]]:
    """Return the pairs to be compared that hold a fresh posting, in order, from blocks that an index gave."""
    poor = {at for at, profile in enumerate(profiles) if profile.is_poor}
    sources = [profile.item.source for profile in profiles]
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


def _with_one_of(few: set[int], members: list[int]) -> Iterator[tuple[int, int]]:
    for one in few.intersection(members):
        for other in members:
            if one != other:
                yield (one, other) if one < other else (other, one)


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
