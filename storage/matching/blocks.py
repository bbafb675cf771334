"""Where a posting's likes are looked for: several keys of which no field is part of all.

A key is a number, the same on every machine, fit for an index. Most keys hold a stretch of time, so that a block stays
as small in a store of many years as in one week's adverts. Odd keys are wide: two postings that share no more than one
of these are compared only if one of them lacks its employer, its place or its dates.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate, chain, pairwise
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
        keys, holders: in each slice of the keys, every key and the place of the posting filed under it.
        references, numberings, employers: what ``Told`` knows of each posting.
        poor: places of the postings that lack what their likes are found by.
    """

    keys: tuple["array[int]", ...]
    holders: tuple["array[int]", ...]
    references: "array[int]"
    numberings: "array[int]"
    employers: "array[int]"
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
NOT_TOLD = -1


def filed(profiles: Mapping[int, Profile], places: range) -> Filed:
    """File the postings of some places."""
    keys, holders = ([array("q") for _ in range(SLICES)] for _ in range(2))
    references, numberings, employers, poor = (array("q") for _ in range(4))
    for at in places:
        profile = profiles[at]
        number = _reference(profile)
        references.append(-1 - at if number is None else number)
        numberings.append(_number(f"{profile.shape} {len(profile.reference)}") if profile.reference else NOT_TOLD)
        code = None if profile.hidden else profile.item.recruiter_code
        employers.append(_number(code) if code else NOT_TOLD)
        if profile.is_poor:
            poor.append(at)
        for key in set(keys_of(profile)):
            slice_of = (key >> 1) % SLICES
            keys[slice_of].append(key)
            holders[slice_of].append(at)
    return Filed(tuple(keys), tuple(holders), references, numberings, employers, poor)


class Blocks(NamedTuple):
    """Postings that share a key, block after block.

    Attributes:
        sizes: of each block; of one under a wide key, less than nothing.
        members: their places, ascending in each block.
    """

    sizes: "array[int]"
    members: "array[int]"


def blocks(files: Sequence[Filed]) -> Blocks:
    """Return who is filed under the keys that two or more share, and not too many.

    Args:
        files: each posting filed once, in the order of their places; keys that are cut away make no block.
    """
    poor = set(chain.from_iterable(each.poor for each in files))
    sizes, members = array("i"), array("i")
    for number in range(SLICES):
        for key, block in _blocks_of_slice(files, number).items():
            if not key & 1:
                sizes.append(len(block))
                members.extend(block)
            elif not poor.isdisjoint(block):
                sizes.append(-len(block))
                members.extend(block)
    return Blocks(sizes, members)


def _blocks_of_slice(files: Sequence[Filed], number: int) -> dict[int, "array[int]"]:
    widths = Counter(chain.from_iterable(each.keys[number] for each in files))
    found = {key: array("i") for key, width in widths.items() if 1 < width <= WIDEST}
    for each in files:
        for key, at in zip(each.keys[number], each.holders[number], strict=True):
            if key in found:
                found[key].append(at)
    return found


class Told:
    """What is asked of every pair before it is weighed: where it says no, so does the weighing."""

    def __init__(self, items: Sequence[Item], files: Sequence[Filed]) -> None:
        """Take what is told of all postings; each is filed once, in the order of their places."""
        self.sources = [item.source for item in items]
        self.closes = array("d", (nan if item.closes is None else item.closes for item in items))
        self.references, self.numberings, self.employers = (
            array("q", chain.from_iterable(told))
            for told in zip(*((each.references, each.numberings, each.employers) for each in files), strict=True)
        )
        self.poor = set(chain.from_iterable(each.poor for each in files))

    def pairs_of(self, one: int, others: Iterable[int]) -> list[int]:
        """Return whom of others a posting is to be compared with; what is not known keeps no two apart."""
        source, closes, reference = self.sources[one], self.closes[one], self.references[one]
        sources, dates, references = self.sources, self.closes, self.references
        met = [
            other
            for other in others
            if sources[other] != source
            and (not abs(dates[other] - closes) > RE_ADVERT_DAYS or references[other] == reference)
        ]
        if met and (employer := self.employers[one]) != NOT_TOLD:
            employers = self.employers
            met = [other for other in met if employers[other] in (employer, NOT_TOLD)]
        if met and (numbering := self.numberings[one]) != NOT_TOLD:
            numberings = self.numberings
            met = [other for other in met if numberings[other] != numbering or references[other] == reference]
        return met


def later_in(found: Blocks, places: range, poor: Collection[int]) -> Iterator[tuple[int, set[int]]]:
    """Yield each posting of some places that shares a key with others of greater places, and those.

    Under a wide key only two meet of which one is poor.
    """
    members, bounds = found.members, array("i", accumulate(map(abs, found.sizes), initial=0))
    counts, blocks_of = _by_place(found, bounds, places)
    end = 0
    for one, count in zip(places, counts, strict=True):
        start, end = end, end + count
        later: set[int] = set()
        for block in blocks_of[start:end]:
            last = bounds[block + 1]
            met = members[bisect_right(members, one, bounds[block], last) : last]
            if found.sizes[block] < 0 and one not in poor:
                later.update(other for other in met if other in poor)
            else:
                later.update(met)
        if later:
            yield one, later


def _by_place(found: Blocks, bounds: Sequence[int], places: range) -> tuple["array[int]", "array[int]"]:
    """Return in how many blocks each of some places stands, and place after place which: a sort by counting."""
    spans = [
        (bisect_left(found.members, places.start, *ends), bisect_left(found.members, places.stop, *ends))
        for ends in pairwise(bounds)
    ]
    counts = array("i", bytes(4 * len(places)))
    for first, last in spans:
        for at in found.members[first:last]:
            counts[at - places.start] += 1
    free = array("i", accumulate(counts, initial=0))
    blocks_of = array("i", bytes(4 * free[-1]))
    for block, (first, last) in enumerate(spans):
        for at in found.members[first:last]:
            blocks_of[free[at - places.start]] = block
            free[at - places.start] += 1
    return counts, blocks_of


def joined(parts: Iterable[Blocks]) -> Blocks:
    """Return the blocks of several as one."""
    sizes, members = array("i"), array("i")
    for each in parts:
        sizes.extend(each.sizes)
        members.extend(each.members)
    return Blocks(sizes, members)


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


@lru_cache(maxsize=32_768)
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
