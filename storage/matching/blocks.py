"""All pairs of a set of postings that share a key, found without holding more than a part of the blocks."""

from array import array
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, chain, pairwise
from math import nan
from typing import NamedTuple

from storage.matching.filing import told_of
from storage.matching.items import Item, seat
from storage.matching.keys import WIDE, WIDEST, keys_of
from storage.matching.profiles import Profile
from storage.matching.times import EXTENDED_DAYS


class Filed(NamedTuple):
    """Postings filed by their keys, as plain numbers: a million of them fit in memory, and go to another process.

    Attributes:
        keys, holders: in each slice of the keys, every key and the place of the posting filed under it.
        references, numberings, employers: what ``Asked`` knows of each posting.
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
        told = told_of(profile)
        references.append(-1 - at if told.reference is None else told.reference)
        numberings.append(NOT_TOLD if told.numbering is None else told.numbering)
        employers.append(NOT_TOLD if told.employer is None else told.employer)
        if told.is_poor:
            poor.append(at)
        for key in set(keys_of(profile)):
            slice_of = (key >> 2) % SLICES
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
            if not key & WIDE:
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


class Asked:
    """What is asked of every pair before it is weighed: where it says no, so does the weighing."""

    def __init__(self, items: Sequence[Item], files: Sequence[Filed]) -> None:
        """Take what is told of all postings; each is filed once, in the order of their places."""
        self.sources = [seat(item) for item in items]
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
            and (not abs(dates[other] - closes) > EXTENDED_DAYS or references[other] == reference)
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
