"""From pairs to jobs: best evidence first, one live advert a source, and no link between equal rivals."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from storage.matching.blocks import keys_of
from storage.matching.evidence import LINK_AT, weigh
from storage.matching.groups import Groups
from storage.matching.items import Item, Pair
from storage.matching.profiles import Profile, profile_of

WIDEST = 60
"""Postings a block may hold and still be compared each with each; a wider one is walked by closing date."""
REACH = 30
"""Neighbours by closing date that a posting of a wide block is compared with."""
Scores = dict[tuple[int, int], float]


def match(items: Sequence[Item], decisions: Iterable[Pair] = ()) -> list[list[int]]:
    """Return the jobs, each as the places of its postings in the input, in order; the input's order does not matter."""
    order = sorted(range(len(items)), key=lambda at: _neighbourhood(items[at]))
    near = [items[at] for at in order]
    profiles = [profile_of(item) for item in near]
    groups = Groups(near, decisions)
    link(groups, profiles, score_pairs(profiles))
    return sorted(sorted(order[at] for at in group) for group in groups.lists())


def _neighbourhood(item: Item) -> tuple[str, str, str, str]:
    """Return what likely partners share, so that they are compared one soon after the other and texts are read once."""
    return (item.area or "", item.recruiter or "", item.source, item.ref)


def candidate_pairs(profiles: Sequence[Profile]) -> Iterable[tuple[int, int]]:
    """Return the pairs that share a block, each once."""
    blocks: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for at, profile in enumerate(profiles):
        for key in keys_of(profile):
            blocks[key].append(at)
    total = len(profiles)
    found: set[int] = set()
    for members in blocks.values():
        if len(members) > WIDEST:
            members.sort(key=lambda at: (profiles[at].item.closes or 0, profiles[at].item.key))
        for place, one in enumerate(members):
            source = profiles[one].item.source
            for other in members[place + 1 : place + 1 + (REACH if len(members) > WIDEST else WIDEST)]:
                if profiles[other].item.source != source:
                    found.add(one * total + other if one < other else other * total + one)
    return (divmod(code, total) for code in sorted(found))


def score_pairs(profiles: Sequence[Profile]) -> Scores:
    """Return the evidence of every candidate pair that comes near a link."""
    scores: Scores = {}
    for one, other in candidate_pairs(profiles):
        score = weigh(profiles[one], profiles[other])
        if score >= LINK_AT - MARGIN:
            scores[one, other] = score
    return scores


MARGIN = 3.0
"""How much better a pair must be than the next for the same place: three bits are eight to one, past the five to one
that a wrong link costs against a missed one."""


OBJECTION = 0.0
"""Two members of a job may lack evidence for one another; less than nothing is evidence that they are two."""


def link(groups: Groups, profiles: Sequence[Profile], scores: Scores) -> None:
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
    groups.join(one, other)
    return True


class Scorer:
    """The evidence between groups: every member has to agree, or at least not to object."""

    def __init__(self, groups: Groups, profiles: Sequence[Profile], scores: Scores) -> None:
        self._groups, self._profiles, self._scores = groups, profiles, scores
        self._near: dict[int, list[tuple[int, float]]] = defaultdict(list)
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
        if not groups.may_join(one, other):
            return False
        return all(self._score(a, b) >= OBJECTION for a in groups.of(one) for b in groups.of(other))

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
