"""Where a posting's likes are looked for: several keys of which no field is part of all.

A key is a number, the same on every machine, fit for an index. Most keys hold a stretch of time, so that a block stays
as small in a store of many years as in one week's adverts. Odd keys are wide: two postings that share no more than one
of these are compared only if one of them lacks its employer, its place or its dates.
"""

from array import array
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from math import nan
from typing import NamedTuple
from zlib import crc32

from storage.matching.evidence import RE_ADVERT_DAYS
from storage.matching.items import Item
from storage.matching.profiles import Profile
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


class Filing(NamedTuple):
    """Where a posting is filed, and what is asked of a pair before its texts are read: an index keeps these.

    Attributes:
        keys: postings are compared only when they share at least one.
        source, closes: of the posting.
        reference: its reference's digest; None for a posting without.
        is_poor: whether it lacks what its likes are found by.
    """

    keys: frozenset[int]
    source: str
    closes: int | None
    reference: int | None
    is_poor: bool


def filing(profile: Profile) -> Filing:
    """Return where a posting is filed.

    A key that more than WIDEST postings share is passed over by ``edges``, counting all it is given: whoever asks about
    a posting from an index hands over every posting that shares a key with it.
    """
    item = profile.item
    return Filing(frozenset(keys_of(profile)), item.source, item.closes, _reference(profile), profile.is_poor)


def _reference(profile: Profile) -> int | None:
    return _number(profile.reference) if profile.reference else None


class Filed(NamedTuple):
    """Postings filed by their keys, as plain numbers: a million of them fit in memory, and go to another process.

    Attributes:
        places: which postings are filed.
        keys, holders: in each slice of the keys, every key and the place of the posting filed under it.
        references: a number for each posting's reference; one of its own for a posting without.
        poor: places of the postings that lack what their likes are found by.
    """

    places: range
    keys: tuple["array[int]", ...]
    holders: tuple["array[int]", ...]
    references: "array[int]"
    poor: "array[int]"

    def cut(self, number: int, parts: int) -> "Filed":
        """Return what one of several needs that each look through their part of the slices."""
        mine = [at % parts == number for at in range(SLICES)]
        keys, holders = (
            tuple(each if is_mine else EMPTY for each, is_mine in zip(told, mine, strict=True))
            for told in (self.keys, self.holders)
        )
        return self._replace(keys=keys, holders=holders)


SLICES = 16
"""Parts of the keys that are looked through one after the other: only one part's blocks are held at a time."""
EMPTY: "array[int]" = array("q")


def filed(profiles: Mapping[int, Profile], places: range) -> Filed:
    """File the postings of some places."""
    keys, holders = ([array("q") for _ in range(SLICES)] for _ in range(2))
    references, poor = array("q"), array("q")
    for at in places:
        profile = profiles[at]
        number = _reference(profile)
        references.append(-1 - at if number is None else number)
        if profile.is_poor:
            poor.append(at)
        for key in set(keys_of(profile)):
            slice_of = (key >> 1) % SLICES
            keys[slice_of].append(key)
            holders[slice_of].append(at)
    return Filed(places, tuple(keys), tuple(holders), references, poor)


def pairs(items: Sequence[Item], files: Sequence[Filed], fresh: Collection[int] | None = None) -> list[int]:
    """Return the pairs to be compared, sorted: that share a key, are of two sources and of one round.

    Each is a number: the lesser place, times how many items there are, plus the greater.

    Args:
        items: the postings.
        files: each posting filed once, in the order of their places; keys that are cut away find no pair.
        fresh: places of the postings to look at; None for all.
    """
    known = _Known(items, files)
    found: set[int] = set()
    for number in range(SLICES):
        found |= _pairs_of_slice(known, files, number)
    if fresh is not None:
        found = {code for code in found if code // known.total in fresh or code % known.total in fresh}
    return sorted(found)


class _Known:
    """What is asked of every pair before it is weighed: where it says no, so does the weighing."""

    def __init__(self, items: Sequence[Item], files: Sequence[Filed]) -> None:
        self.total = len(items)
        self.sources = [item.source for item in items]
        self.closes = [nan if item.closes is None else float(item.closes) for item in items]
        self.references = list(chain.from_iterable(each.references for each in files))
        self.poor = set(chain.from_iterable(each.poor for each in files))

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


def _pairs_of_slice(known: _Known, files: Sequence[Filed], number: int) -> set[int]:
    found: set[int] = set()
    for key, members in _blocks(files, number).items():
        wide = key & 1
        if wide and known.poor.isdisjoint(members):
            continue
        members.sort()
        for at, one in enumerate(members[:-1], 1):
            others = members[at:]
            if wide and one not in known.poor:
                others = [other for other in others if other in known.poor]
            found.update(known.with_later(one, others))
    return found


def _blocks(files: Sequence[Filed], number: int) -> dict[int, list[int]]:
    """Return who is filed under the keys of a slice that two or more share, and not too many."""
    widths = Counter(chain.from_iterable(each.keys[number] for each in files))
    blocks: dict[int, list[int]] = {key: [] for key, width in widths.items() if 1 < width <= WIDEST}
    for each in files:
        for key, at in zip(each.keys[number], each.holders[number], strict=True):
            if key in blocks:
                blocks[key].append(at)
    return blocks


def meetings(
    filings: Mapping[int, Filing], blocks: Mapping[int, Collection[int]], fresh: Collection[int]
) -> list[tuple[int, int]]:
    """Return the pairs to be compared that hold a fresh posting, in order, the lesser number first.

    Args:
        filings: of all postings in the blocks, by any numbers; their keys are not read.
        blocks: the postings that share each key of a fresh one; keys that more than WIDEST share left out.
        fresh: the postings whose pairs are wanted.
    """
    found: set[tuple[int, int]] = set()
    for key, members in blocks.items():
        for one in members:
            if one in fresh:
                mine, rich = filings[one], key & 1 and not filings[one].is_poor
                met = (other for other in members if not rich or filings[other].is_poor)
                found.update((min(one, other), max(one, other)) for other in met if _may_meet(mine, filings[other]))
    return sorted(found)


def _may_meet(one: Filing, other: Filing) -> bool:
    """Tell whether two postings are of two sources and, as far as their dates and numbers tell, of one round."""
    if one.source == other.source:
        return False
    if one.closes is None or other.closes is None or abs(one.closes - other.closes) <= RE_ADVERT_DAYS:
        return True
    return one.reference is not None and one.reference == other.reference


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
            yield from _stretched(kind, where, words, stretches)
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


def _stretched(kind: str, one: str, words: Iterable[str], stretches: range) -> Iterator[int]:
    """Yield what ``_narrow`` makes of each word and stretch."""
    for word in words:
        mixed = _mixed(_number(kind), _number(one), _number(word), 0)
        for stretch in stretches:
            yield (mixed + stretch * BY_NUMBER & MASK) << 1


def _wide(kind: str, one: str, other: str, number: int = 0) -> int:
    return _narrow(kind, one, other, number) | 1


BY_NUMBER = 0xC2B2AE35


def _mixed(kind: int, one: int, other: int, number: int) -> int:
    """Return a number of 62 bits that depends on all four: keys that collide cost a comparison, never a job."""
    return ((kind * 31 + one) * 0x9E3779B1 + other * 0x85EBCA6B + number * BY_NUMBER) & MASK


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
