"""From pairs to jobs: best evidence first, one live advert a source, and no link between equal rivals."""

import gc
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from storage.matching.evidence import LINK_AT, MARGIN, weigh
from storage.matching.groups import Groups
from storage.matching.items import Item, Pair
from storage.matching.near import Edges, near, near_of
from storage.matching.profiles import Profile, Profiles


def match(items: Sequence[Item], decisions: Iterable[Pair] = (), processes: int | None = None) -> list[list[int]]:
    """Return the jobs, each as the places of its postings in the input, in order; the input's order does not matter.

    Args:
        items: the postings.
        decisions: what people decided of pairs.
        processes: among how many processes to share the work, which changes nothing in the outcome; None for as many
            as the machine has processors, where there is work enough.
    """
    order = sorted(range(len(items)), key=lambda at: _neighbourhood(items[at]))
    sorted_items = [items[at] for at in order]
    with no_cycles():
        jobs = _link(sorted_items, near(sorted_items, processes), decisions)
    return sorted(sorted(order[at] for at in group) for group in jobs)


@contextmanager
def no_cycles() -> Iterator[None]:
    """Let the collector of cycles rest: it would search millions of objects, half the time, and matching makes none."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def edges(items: Sequence[Item], fresh: Collection[int] | None = None) -> Edges:
    """Return the pairs that come near a link, with their evidence: what ``link`` decides on.

    Each depends on its two postings alone, so that edges can be kept, and those of a changed posting made anew.

    Args:
        items: all that share a key with one another, or, where fresh is given, with one of those.
        fresh: places of the postings whose edges are wanted; None for all.
    """
    return near(items, 1, fresh)


def edges_of(profiles: Mapping[int, Profile], pairs: Iterable[tuple[int, int]]) -> Edges:
    """Return what ``edges`` does of some pairs: an index that keeps filings knows from ``meetings`` which to weigh."""
    return near_of(profiles, pairs)


def link(items: Sequence[Item], edges: Edges, decisions: Iterable[Pair] = ()) -> list[list[int]]:
    """Return the jobs as ``match`` does, from edges already weighed.

    What becomes of a posting depends on the postings that edges (and people's decisions) join to it, directly or
    through others, and on nothing else: such a connected part of the whole may be linked by itself.
    """
    return _link(items, dict(edges), decisions)


def _link(items: Sequence[Item], scores: Edges, decisions: Iterable[Pair]) -> list[list[int]]:
    groups = Groups(items, decisions)
    _join(groups, Profiles(items), scores)
    return groups.lists()


def _neighbourhood(item: Item) -> tuple[str, str, str, str]:
    """Return what likely partners share, so that they are compared one soon after the other and texts are read once."""
    return (item.area or "", item.recruiter or "", item.source, item.ref)


WORTH_REMEMBERING = 6
"""Pairs of members from which on the answer for two groups is kept: one advert on a hundred sources asks it again for
each pair, and most jobs have two or three."""
OBJECTION = -4.0
"""Two members of a job may lack evidence for one another; less than nothing is evidence that they are two, which a
little of may be overruled."""
OVERRULED = 6.0
"""What all pairs of two groups come to on the average, where one speaks a little against one job: as much as a link."""


def _join(groups: Groups, profiles: Mapping[int, Profile], scores: Edges) -> None:
    """Join groups along the pairs, the surest first; ties go by the postings' names, never by their order."""
    waiting = sorted(
        ((score, *_named(groups, one, other)) for (one, other), score in scores.items() if score >= LINK_AT),
        key=lambda each: (-each[0], groups.name(each[1]), groups.name(each[2])),
    )
    scorer = Scorer(groups, profiles, scores)
    while waiting:
        left = [each for each in waiting if not _settle(groups, scorer, *each)]
        if len(left) == len(waiting):
            break
        waiting = left


def _named(groups: Groups, one: int, other: int) -> tuple[int, int]:
    return (one, other) if groups.name(one) <= groups.name(other) else (other, one)


def _settle(groups: Groups, scorer: "Scorer", score: float, one: int, other: int) -> bool:
    """Join two postings' groups unless something forbids it; False when a rival may yet go elsewhere."""
    if groups.same(one, other) or not scorer.may_join(one, other):
        return True
    if scorer.has_rival(one, other, score) or scorer.has_rival(other, one, score):
        return False
    scorer.join(one, other)
    return True


class Scorer:
    """The evidence between groups: every member has to agree, or at least not to object."""

    def __init__(self, groups: Groups, profiles: Mapping[int, Profile], scores: Edges) -> None:
        self._groups, self._profiles, self._scores = groups, profiles, scores
        self._near: dict[int, list[tuple[int, float]]] = defaultdict(list)
        self._answers: dict[int, dict[int, bool]] = defaultdict(dict)
        for (one, other), score in scores.items():
            self._near[one].append((other, score))
            self._near[other].append((one, score))

    def _score(self, one: int, other: int) -> float:
        pair = (one, other) if one < other else (other, one)
        score = self._scores.get(pair)
        if score is None:
            score = self._scores[pair] = weigh(self._profiles[one], self._profiles[other])
        return score

    def may_join(self, one: int, other: int) -> bool:
        """Tell whether no two members of two postings' groups speak against one another."""
        groups = self._groups
        mine, theirs = groups.leader(one), groups.leader(other)
        if len(groups.of(one)) * len(groups.of(other)) < WORTH_REMEMBERING:
            return self._agree(mine, theirs)
        answer = self._answers[mine].get(theirs)
        if answer is None:
            answer = self._remember(mine, theirs, self._agree(mine, theirs))
        return answer

    def join(self, one: int, other: int) -> None:
        """Make two groups one: it may join what both may."""
        groups = self._groups
        both = groups.leader(one), groups.leader(other)
        known = {each for leader in both for each in self._answers[leader]}.difference(both)
        answers = {each: all(self.may_join(leader, each) for leader in both) for each in known}
        for leader in both:
            for each in self._answers.pop(leader):
                self._answers[each].pop(leader, None)
        groups.join(one, other)
        for each, answer in answers.items():
            self._remember(groups.leader(one), each, answer)

    def _remember(self, mine: int, theirs: int, answer: bool) -> bool:  # noqa: FBT001 (what is remembered)
        self._answers[mine][theirs] = self._answers[theirs][mine] = answer
        return answer

    def _agree(self, one: int, other: int) -> bool:
        groups = self._groups
        if not groups.may_join(one, other):
            return False
        scores = [self._score(a, b) for a in groups.of(one) for b in groups.of(other)]
        least = min(scores)
        return least >= 0 or (least >= OBJECTION and sum(scores) >= OVERRULED * len(scores))

    def has_rival(self, one: int, other: int, score: float) -> bool:
        """Tell whether a posting that can't be one job with the other is nearly as good a match for the one."""
        groups = self._groups
        return any(
            rival_score > score - MARGIN
            and not groups.same(rival, other)
            and not groups.same(rival, one)
            and self.may_join(one, rival)
            and not self.may_join(other, rival)
            for rival, rival_score in self._near[one]
        )
