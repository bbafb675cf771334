"""Groups of postings that grow together, with what forbids them to."""

from collections.abc import Iterable, Sequence

from storage.matching.items import Item, Key, Pair, seat


class Groups:
    """Disjoint groups of postings by their places in the input; people's decisions hold from the start."""

    def __init__(self, items: Sequence[Item], decisions: Iterable[Pair] = ()) -> None:
        self._items = items
        self._seats = list(map(seat, items))
        self._leader = list(range(len(items)))
        self._members: dict[int, list[int]] = {}
        self._apart: dict[int, set[int]] = {}
        self._decide(decisions)

    def _decide(self, decisions: Iterable[Pair]) -> None:
        made = list(decisions)
        if not made:
            return
        places: dict[Key, int] = {item.key: at for at, item in enumerate(self._items)}
        known = [(places[each.one], places[each.other], each.decision) for each in made if _has(places, each)]
        for one, other, decision in known:
            if decision == "not_duplicate":
                self._apart.setdefault(one, set()).add(other)
                self._apart.setdefault(other, set()).add(one)
        for one, other, decision in sorted(known, key=lambda each: (self.name(each[0]), self.name(each[1]))):
            if decision == "duplicate" and not self._parted(self.of(one), self.of(other)):
                self.join(one, other)

    def name(self, at: int) -> Key:
        """Return the name of a posting."""
        return self._items[at].key

    def source(self, at: int) -> str:
        """Return the source of a posting."""
        return self._items[at].source

    def of(self, at: int) -> list[int]:
        """Return the members of a posting's group."""
        leader = self._leader[at]
        return self._members.get(leader, [leader])

    def leader(self, at: int) -> int:
        """Return the posting that names a posting's group, until that grows."""
        return self._leader[at]

    def same(self, one: int, other: int) -> bool:
        """Tell whether two postings are in one group."""
        return self._leader[one] == self._leader[other]

    def may_join(self, one: int, other: int) -> bool:
        """Tell whether nothing forbids two groups to be one: no source twice, no pair that a person parted."""
        mine, theirs = self.of(one), self.of(other)
        return not (self._share_source(mine, theirs) or (bool(self._apart) and self._parted(mine, theirs)))

    def _share_source(self, mine: list[int], theirs: list[int]) -> bool:
        seats = {self._seats[at] for at in mine}
        return any(self._seats[at] in seats for at in theirs)

    def _parted(self, mine: list[int], theirs: list[int]) -> bool:
        return any(not self._apart.get(at, set()).isdisjoint(theirs) for at in mine)

    def join(self, one: int, other: int) -> None:
        """Make two groups one."""
        mine, theirs = self._leader[one], self._leader[other]
        if mine == theirs:
            return
        into, gone = (mine, theirs) if mine < theirs else (theirs, mine)
        members = self._members.get(into, [into]) + self._members.pop(gone, [gone])
        self._members[into] = members
        for at in members:
            self._leader[at] = into

    def lists(self) -> list[list[int]]:
        """Return all groups, each sorted, in the order of their first members."""
        alone = (at for at, leader in enumerate(self._leader) if leader == at and at not in self._members)
        return sorted([*([at] for at in alone), *(sorted(group) for group in self._members.values())])


def _has(places: dict[Key, int], each: Pair) -> bool:
    return each.one in places and each.other in places
