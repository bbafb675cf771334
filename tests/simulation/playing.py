"""A world played to a store, day by day, as runs would bring it."""

import random
from collections.abc import Callable

import msgspec

from scraper.normalising.context import Context
from scraper.normalising.posting import normalise
from scraper.records import Advert
from storage.batch import Batch, SeenPosting, SourceRun
from storage.hashing import listed_hash
from storage.store import Store
from tests.simulation.truth import Showing, World

EDIT = " Interviews are held on site."
REDESIGN = "Salary: "
READS = 0.5
"""Share of its adverts that a source in trouble gives."""


class Player:
    """Brings a world's days to a store; ``shuffle`` seeds the order of sources, ``twice`` brings every batch again."""

    def __init__(self, store: Store, world: World, *, shuffle: int | None = None, twice: bool = False) -> None:
        self.store, self.world, self.twice = store, world, twice
        self._order = random.Random(shuffle) if shuffle is not None else None
        self._sent: dict[tuple[str, str], Advert] = {}

    def play(self, watch: Callable[[int], None] | None = None) -> None:
        """Play all days; ``watch`` is called after each."""
        for day in range(self.world.days):
            self._day(day)
            if watch is not None:
                watch(day)

    def _day(self, day: int) -> None:
        stamp = stamp_of(self.world, day)
        run = self.store.begin_run(stamp)
        sources = self.world.sources
        if self._order is not None:
            self._order.shuffle(sources)
        for source in sources:
            batch = self._batch(run, source, day, stamp)
            for _ in range(2 if self.twice else 1):
                self.store.ingest(batch)
        for _ in range(2 if self.twice else 1):
            self.store.finish_run(run, stamp)

    def _batch(self, run: str, source: str, day: int, stamp: str) -> Batch:
        sky = self.world.sky(source, day)
        shown = {one.ref: one for one in self.world.shown(source, day)} if sky in {"fine", "partial"} else {}
        if sky == "partial":
            shown = {ref: shown[ref] for ref in sorted(shown)[: int(len(shown) * READS)]}
        verdict = {"fine": "ok" if shown else "empty", "down": "broken", "partial": "partial", "empty": "empty"}[sky]
        told = SourceRun(
            run=run,
            source=source,
            started_at=stamp,
            finished_at=stamp,
            verdict=verdict,
            extent="window" if source in self.world.windows else "full",
            complete=sky in {"fine", "empty"},
            adverts=len(shown),
        )
        changed = [seen for one in shown.values() if (seen := self._seen(one, day, stamp)) is not None]
        return Batch(source_run=told, postings=tuple(changed), seen=tuple(shown))

    def _seen(self, one: Showing, day: int, stamp: str) -> SeenPosting | None:
        """Return what is to be written of an advert; None when it is as it was."""
        advert = self._printed(one, day)
        if self._sent.get((one.source, one.ref)) == advert:
            return None
        self._sent[one.source, one.ref] = advert
        posting = normalise(advert, Context(source=one.source, fetched_at=stamp))
        return SeenPosting(posting=posting, advert=advert, listed_hash=listed_hash(advert))

    def _printed(self, one: Showing, day: int) -> Advert:
        closing = one.closing(day)
        advert = msgspec.structs.replace(one.advert, closing_text=closing.text if closing else None)
        if one.edited is not None and day >= one.edited:
            advert = msgspec.structs.replace(advert, description=f"{advert.description}{EDIT}")
        if day >= self.world.redesigned.get(one.source, self.world.days):
            advert = msgspec.structs.replace(advert, salary_text=f"{REDESIGN}{advert.salary_text}")
        return advert


def stamp_of(world: World, day: int) -> str:
    """Return the stamp of a day's run."""
    return world.at(day).strftime("%Y-%m-%dT%H:%M:%SZ")
