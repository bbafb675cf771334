"""How well a store's jobs and chains of re-adverts agree with the truth."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations

from msgspec import Struct

from storage.store import Store
from tests.simulation.playing import stamp_of
from tests.simulation.truth import Showing, Vacancy, World


class Share(Struct, frozen=True):
    """So many of so many, and which were not."""

    good: int
    all: int
    missing: tuple[str, ...] = ()

    @property
    def value(self) -> float:
        """From 0 to 1; nothing of nothing is all of it."""
        return self.good / self.all if self.all else 1.0


class Spell(Struct, frozen=True):
    """A spell as stored."""

    source: str
    posting: int
    number: int
    start: str
    end: str | None
    job: str
    censored: int


class Agreement:
    """A store beside the truth, once its world is over."""

    def __init__(self, store: Store, world: World) -> None:
        self._store, self._world = store, world
        self._spells: dict[tuple[str, str], list[Spell]] = defaultdict(list)
        query = (
            "SELECT p.source, p.source_ref, p.id, s.number, s.started_at, s.ended_at, p.job, p.left_censored"
            " FROM posting_spells AS s JOIN postings AS p ON p.id = s.posting ORDER BY p.id, s.number"
        )
        for source, ref, *rest in store.connection.execute(query):
            self._spells[source, ref].append(Spell(source, *rest))
        self._of: dict[int, set[int]] = defaultdict(set)
        self._shown: dict[int, list[Spell]] = defaultdict(list)
        self._round_of: dict[tuple[int, int], Vacancy] = {}
        for one in world.showings:
            self._place(one)

    def _place(self, one: Showing) -> None:
        """Note which spells a showing was."""
        world = self._world
        first, last = stamp_of(world, one.start), stamp_of(world, one.end)
        for spell in self._spells[one.source, one.ref]:
            if first <= spell.start < last:
                self._of[spell.posting].add(one.vacancy.number)
                self._shown[one.vacancy.number].append(spell)
                self._round_of[spell.posting, spell.number] = one.vacancy

    def matching(self) -> tuple[Share, Share]:
        """Return precision and recall over pairs of postings.

        One whose id served two rounds is right beside either, and is not asked to be found beside both.
        """
        jobs = {spell.posting: spell.job for spells in self._spells.values() for spell in spells}
        by_job: dict[str, list[int]] = defaultdict(list)
        by_vacancy: dict[int, list[int]] = defaultdict(list)
        for posting, job in jobs.items():
            by_job[job].append(posting)
            for number in self._of[posting]:
                by_vacancy[number].append(posting)
        ours, truly = set(_pairs(by_job.values())), set(_pairs(by_vacancy.values()))
        asked = {pair for pair in truly if all(len(self._of[posting]) == 1 for posting in pair)}
        return self._share(ours, truly), self._share(asked, ours)

    def _share(self, pairs: set[tuple[int, int]], those: set[tuple[int, int]]) -> Share:
        return Share(
            len(pairs & those), len(pairs), tuple(f"{one} and {other}" for one, other in sorted(pairs - those))
        )

    def chained(self) -> Share:
        """Return the share of re-adverts that are chained, of those seen in both rounds, the earlier to its end.

        A window proves no end, so a copy there may still count as up when the next round begins.
        """
        links = self._store.connection.execute("SELECT posting, earlier_posting FROM readverts").fetchall()
        jobs = {spell.posting: spell.job for spells in self._spells.values() for spell in spells}
        made = {(jobs[one], jobs[other]) for one, other in links}
        missing = []
        seen = 0
        for now, before in self._world.rounds():
            later, earlier = self._shown[now.number], self._shown[before.number]
            if not later or not earlier or min(one.start for one in later) <= min(one.start for one in earlier):
                continue
            if self._lingers(earlier, min(one.start for one in later)):
                continue
            seen += 1
            if not any((one.job, other.job) in made for one in later for other in earlier):
                missing.append(f"{now.number} after {before.number}: {_told(later)} after {_told(earlier)}")
        return Share(seen - len(missing), seen, tuple(missing))

    def _lingers(self, spells: list[Spell], start: str) -> bool:
        return any(one.source in self._world.windows and (one.end is None or one.end > start) for one in spells)

    def chains(self) -> Share:
        """Return the share of links between rounds that join two rounds of one post.

        One vacancy under its own id may have two rounds: away for more than two weeks, or extended after it had closed.
        """
        wrong = []
        links = self._store.connection.execute(
            "SELECT posting, spell, earlier_posting, earlier_spell, rule FROM readverts ORDER BY 1, 2"
        ).fetchall()
        for posting, spell, earlier, earlier_spell, rule in links:
            now, before = self._round_of.get((posting, spell)), self._round_of.get((earlier, earlier_spell))
            known = now is not None and before is not None and now.post == before.post
            if not known or (now == before and rule != "same_ref"):
                wrong.append(f"{rule}: {posting}/{spell} after {earlier}/{earlier_spell}: {now} after {before}")
        return Share(len(links) - len(wrong), len(links), tuple(wrong))


def _told(spells: list[Spell]) -> str:
    return ", ".join(f"{one.posting}/{one.number} {one.start[:10]} to {(one.end or '')[:10]}" for one in spells)


def _pairs(groups: Iterable[list[int]]) -> Iterator[tuple[int, int]]:
    for members in groups:
        yield from combinations(sorted(set(members)), 2)
