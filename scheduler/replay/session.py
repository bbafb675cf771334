"""One replay from end to end: what the store lacks is taken in, what it has is read again."""

import asyncio
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from msgspec import Struct

from scheduler.batching import Normalise
from scheduler.replay.bodies import Bodies
from scheduler.replay.films import Film
from scheduler.replay.foreign import Crawl, take_in_crawl
from scheduler.replay.players import players_for
from scheduler.replay.rebuild import Playing, Told, rebuild
from scheduler.replay.reread import Period, reread
from scraper.sources.model import Source
from storage import rebuilding
from storage.rereading import Difference
from storage.store import Store


class Replayed(Struct, kw_only=True):
    """What a replay did, or would do.

    Attributes:
        taken: source runs that the store lacked and has now (would have, when dry).
        reread: source runs whose pages were read again.
        pages: pages that were read.
        differences: what today's reading makes different.
        notes: a sentence for each file that is torn or of no use.
    """

    taken: int = 0
    reread: int = 0
    pages: int = 0
    differences: list[Difference] = []
    notes: list[str] = []


def replay(
    store: Store,
    films: Sequence[Film],
    period: Period,
    normalise: Normalise,
    at: str,
    *,
    dry: bool,
    heard: Callable[[int], None],
) -> Replayed:
    """Take in the period's source runs that the store lacks, and read those again that it has.

    Raises:
        StoreError: when the store can't be written.
    """
    done = Replayed()
    had = [film for film in films if period.holds(film) and _meant(film, period) & _stored(store, film)]
    lacked = sum(len(_meant(film, period) - _stored(store, film)) for film in films if period.holds(film))
    if had:
        done.differences, told = reread(store, films, period, normalise, at, dry=dry)
        done.reread, done.pages, done.notes = told.runs - lacked, told.pages, told.notes
    if dry:
        done.taken = lacked
        return done
    told = _taken_in(store, films, period, normalise, heard)
    done.taken = told.runs
    done.pages += told.pages
    done.notes = list(dict.fromkeys((*done.notes, *told.notes)))
    return done


def crawled(store: Store, files: Sequence[Path], sources: Sequence[Source], normalise: Normalise) -> Told:
    """Take in what other crawls' files show of these sources.

    Raises:
        StoreError: when the store can't be written.
    """
    bodies, told = Bodies(), Told()
    with tempfile.TemporaryDirectory(prefix="counciljobs-") as name:
        playing = Playing(store=store, spool_dir=Path(name), normalise=normalise, bodies=bodies)
        asyncio.run(take_in_crawl(Crawl(files, bodies), sources, playing, told))
    bodies.close()
    return told


def _taken_in(
    store: Store, films: Sequence[Film], period: Period, normalise: Normalise, heard: Callable[[int], None]
) -> Told:
    bodies, told = Bodies(), Told()
    with tempfile.TemporaryDirectory(prefix="counciljobs-") as name:
        playing = Playing(
            store=store,
            spool_dir=Path(name),
            normalise=normalise,
            bodies=bodies,
            wanted=period.sources,
            heard=heard,
            processes=players_for(sum(len(film.reels) for film in films)),
        )
        asyncio.run(rebuild(period.cut(films), playing, told))
    bodies.close()
    return told


def _stored(store: Store, film: Film) -> frozenset[str]:
    return rebuilding.stored_parts(store, film.run)


def _meant(film: Film, period: Period) -> frozenset[str]:
    every = frozenset(film.reels)
    return every & period.sources if period.sources else every
