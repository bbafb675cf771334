"""Runs that a store lacks, taken in from the archive: by the code of a live run, with the answers and clock of then."""

from collections.abc import Callable, Iterable
from pathlib import Path

import msgspec
from msgspec import Struct

from scheduler.batching import Normalise
from scheduler.replay.bodies import Bodies
from scheduler.replay.films import Film
from scheduler.replay.reel import Cut, Reel
from scheduler.source_run import Means, run_source, stamp
from scheduler.spool import leftovers
from scheduler.storing import take_in, take_in_leftovers
from storage import rebuilding
from storage.store import Store


class Told(Struct):
    """What a replay did.

    Attributes:
        runs: source runs that were taken in.
        pages: pages that were read for them.
        known: source runs that the store had already.
        notes: a sentence for each file that is torn or of no use.
    """

    runs: int = 0
    pages: int = 0
    known: int = 0
    notes: list[str] = []


class Playing(Struct, frozen=True, kw_only=True):
    """What a replay works with.

    Attributes:
        store: the store that takes the runs in.
        spool_dir: an empty folder of its own: runs that were killed leave there what the next one stores.
        normalise: what makes postings of adverts.
        bodies: where bodies stand.
        lenient: whether a request of today's reading may have an answer from an earlier run.
        wanted: which sources are taken; empty for all.
        heard: is told after each source run: how many pages.
    """

    store: Store
    spool_dir: Path
    normalise: Normalise
    bodies: Bodies
    lenient: bool = False
    wanted: frozenset[str] = frozenset()
    heard: Callable[[int], None] = lambda _: None


async def rebuild(films: Iterable[Film], playing: Playing, told: Told) -> None:
    """Take in every source run that the store lacks; what it has is passed over, its bodies noted.

    Raises:
        StoreError: when the store can't be written.
    """
    rebuilding.hasten(playing.store)
    for film in films:
        if film.torn:
            told.notes.append(film.torn)
        await _play(film, playing, told)


async def _play(film: Film, playing: Playing, told: Told) -> None:
    store, late = playing.store, rebuilding.is_late(playing.store, film.run)
    had = rebuilding.stored_parts(store, film.run)
    if film.began is not None and not late:
        store.register([msgspec.to_builtins(source) for source in film.sources])
        told.notes += take_in_leftovers(
            store, leftovers(playing.spool_dir), playing.normalise, film.recovered_at or film.began
        )
    if film.began is not None and not frozenset(film.reels) <= had:
        rebuilding.begin(store, film.run, film.began)
    last = await _play_reels(film, playing, told, had)
    finished_at = film.finished_at or (last if film.began is None else None)
    if finished_at is not None:
        (rebuilding.finish_late if late else Store.finish_run)(store, film.run, finished_at)


async def _play_reels(film: Film, playing: Playing, told: Told, had: frozenset[str]) -> str | None:
    """Play a run's sources; returns when the last of them ended."""
    last: str | None = None
    stored = frozenset(film.stored) if film.began is not None else frozenset(film.reels)
    for name, path in film.order:
        reel = Reel(path, playing.bodies, lenient=playing.lenient)
        if name in had or film.silent or (playing.wanted and name not in playing.wanted):
            reel.rewind_to_end()
            told.known += name in had
        elif reel.source is None:
            told.notes.append(f"{path} does not say of which source it is: it is left out.")
        else:
            await _play_reel(reel, film.run, playing, told, store=name in stored)
            last = max(last or "", stamp(reel.clock()))
        if reel.torn:
            told.notes.append(reel.torn)
    return last


async def _play_reel(reel: Reel, run: str, playing: Playing, told: Told, *, store: bool) -> None:
    source = reel.source
    assert source is not None  # noqa: S101 (the caller has looked)
    means = Means(
        run=run,
        clock=reel.clock,
        spool_dir=playing.spool_dir,
        archive=None,
        normalise=playing.normalise,
        heard=lambda *_: None,
        timer=reel.timer,
        ending=reel.rewind_to_end,
    )
    try:
        rebuilding.keep_out(playing.store, source.id, reel.forgotten, stamp(reel.clock()))
        batch, spool = await run_source(source, playing.store.known(source.id), reel.fetch, means)
    except Cut:
        if store:  # the live run had its end, which the archive has lost: what is left counts as cut off
            told.notes += take_in_leftovers(
                playing.store, leftovers(playing.spool_dir), playing.normalise, stamp(reel.clock())
            )
            told.runs += 1
        return
    if store:
        take_in(playing.store, batch, spool)
    told.runs += 1
    told.pages += batch.source_run.pages
    playing.heard(batch.source_run.pages)
