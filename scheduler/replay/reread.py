"""A period of the archive read again with today's rules, beside what the store has."""

import asyncio
import tempfile
from collections.abc import Sequence
from pathlib import Path

import msgspec
from msgspec import Struct

from scheduler.batching import Normalise
from scheduler.replay.bodies import Bodies
from scheduler.replay.films import Film
from scheduler.replay.rebuild import Playing, Told, rebuild
from storage import rereading
from storage.rereading import Difference
from storage.store import Store


class Period(Struct, frozen=True, kw_only=True):
    """Which part of an archive is meant: runs from ``since`` to ``until`` (stamps, both included), these sources."""

    since: str = ""
    until: str = "9999"
    sources: frozenset[str] = frozenset()

    def holds(self, film: Film) -> bool:
        """Tell whether a run began within."""
        began = _dashed(film.run)
        return self.since <= began <= self.until

    def cut(self, films: Sequence[Film]) -> list[Film]:
        """Return the period's runs whole, and earlier ones as mere pages: their bodies may be meant by later ones."""
        earlier = [film for film in films if _dashed(film.run) < self.since]
        return [_only_pages(film) for film in earlier] + [film for film in films if self.holds(film)]


def _dashed(run: str) -> str:
    """Return when a run began, from its name: 20261123T090000Z-0001."""
    day, clock = run[:8], run[9:15]
    return f"{day[:4]}-{day[4:6]}-{day[6:8]}T{clock[:2]}:{clock[2:4]}:{clock[4:6]}Z"


def reread(
    store: Store, films: Sequence[Film], period: Period, normalise: Normalise, at: str, *, dry: bool
) -> tuple[list[Difference], Told]:
    """Read a period's pages again and return what differs from the store; write it unless ``dry``.

    Raises:
        StoreError: when the store can't be written.
    """
    bodies, told = Bodies(), Told()
    found: list[Difference] = []
    with tempfile.TemporaryDirectory(prefix="counciljobs-") as name:
        folder = Path(name)
        with Store.open(folder / "fresh.db") as fresh:
            playing = Playing(
                store=fresh,
                spool_dir=folder / "spool",
                normalise=normalise,
                bodies=bodies,
                lenient=True,
                wanted=period.sources,
            )
            asyncio.run(rebuild(period.cut(films), playing, told))
            for source in _sources(films, period):
                found += rereading.reread(store, source, fresh, at, dry=dry)
    bodies.close()
    if not dry:
        rereading.take_up(store)
    return found, told


def _only_pages(film: Film) -> Film:
    return msgspec.structs.replace(film, began=None, sources=(), stored=[], finished_at=None, silent=True)


def _sources(films: Sequence[Film], period: Period) -> list[str]:
    every = {source for film in films if period.holds(film) for source in film.reels}
    return sorted(every & period.sources if period.sources else every)
