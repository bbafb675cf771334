"""Runs that a store lacks, taken in from the archive: by the code of a live run, with the answers and clock of then."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import zip_longest
from pathlib import Path

import msgspec
from msgspec import Struct

from scheduler.batching import Normalise
from scheduler.replay.aftermath import is_settled, settle
from scheduler.replay.bodies import Bodies
from scheduler.replay.films import Film
from scheduler.replay.parts import Manner, Part, Played
from scheduler.replay.players import Alone, Players, Several
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
        processes: how many processes play beside this one; with any, the bodies are theirs.
    """

    store: Store
    spool_dir: Path
    normalise: Normalise
    bodies: Bodies
    lenient: bool = False
    wanted: frozenset[str] = frozenset()
    heard: Callable[[int], None] = lambda _: None
    processes: int = 0

    @contextmanager
    def players(self) -> Iterator[Players]:
        """Give what plays parts in this manner, and let go of it in the end."""
        manner = Manner(spool_dir=self.spool_dir, normalise=self.normalise, lenient=self.lenient)
        if self.processes:
            with Several(manner, self.processes) as several:
                yield several
        else:
            yield Alone(manner, self.bodies)


class _Scene(Struct):
    """A run that is being played.

    Attributes:
        film: the run.
        had: sources whose part the store had.
        coming: what is still to be given to players.
        given: what was given and is not yet taken back.
        busy: sources of which the store has not all that the run brings.
        settled: whether the run is known to find nothing left by earlier ones.
    """

    film: Film
    had: frozenset[str]
    coming: deque[tuple[str, Path]]
    given: deque[Part]
    busy: set[str]
    settled: bool = False


def _scene(film: Film, store: Store) -> _Scene:
    return _Scene(film, rebuilding.stored_parts(store, film.run), deque(film.order), deque(), set(film.reels))


async def rebuild(films: Iterable[Film], playing: Playing, told: Told) -> None:
    """Take in every source run that the store lacks; what it has is passed over, its bodies noted.

    Raises:
        StoreError: when the store can't be written.
    """
    rebuilding.hasten(playing.store)
    every = list(films)
    with playing.players() as players:
        ahead: _Scene | None = None
        for film, after in zip_longest(every, every[1:]):
            if film.torn:
                told.notes.append(film.torn)
            scene = ahead or _scene(film, playing.store)
            ahead = await _play(scene, after, playing, players, told)


async def _play(scene: _Scene, after: Film | None, playing: Playing, players: Players, told: Told) -> _Scene | None:
    """Play a run to its end; returns the one after it when that was begun meanwhile."""
    film, store, late = scene.film, playing.store, rebuilding.is_late(playing.store, scene.film.run)
    if film.began is not None and not late:
        store.register([msgspec.to_builtins(source) for source in film.sources])
        if not scene.settled:
            told.notes += _recovered(film, film.began, playing)
    if film.began is not None and not frozenset(film.reels) <= scene.had:
        rebuilding.begin(store, film.run, film.began)
    following = None if late or not _is_whole(film) or not _finds_nothing(after) else after
    with store.writing():  # what a kill takes of the run, the next replay brings: one write of the file for all of it
        last, ahead = await _play_reels(scene, following, playing, players, told)
    finished_at = film.finished_at or (last if film.began is None else None)
    if finished_at is not None and late:
        rebuilding.finish_late(store, film.run, finished_at)
    elif finished_at is not None:

        def go_on() -> None:
            nonlocal ahead
            ahead = _begun(ahead, after, film.run, playing, players)

        store.finish_run(film.run, finished_at, settled=go_on)
    return ahead


def _is_whole(film: Film) -> bool:
    """Tell whether the live run stored all that it read and came to its end: what follows found it so."""
    return None not in (film.began, film.finished_at) and set(film.reels) <= set(film.stored)


def _finds_nothing(after: Film | None) -> bool:
    """Tell whether a run that is to be played found nothing that earlier ones had left."""
    return after is not None and after.began is not None and (after.found is None or not after.found.left)


def _begun(
    ahead: _Scene | None, after: Film | None, finishing: str, playing: Playing, players: Players
) -> _Scene | None:
    """Let players go on with the next run while the store finishes this one, where that can make no difference."""
    store = playing.store
    if after is None or rebuilding.is_late(store, after.run):
        return ahead
    if is_settled(store, playing.spool_dir, after.run, after.found, finishing):
        ahead = ahead or _scene(after, store)
        ahead.settled = True
        _fill(ahead, playing, players)
    return ahead


def _recovered(film: Film, began: str, playing: Playing) -> tuple[str, ...]:
    """Store what killed runs had left, as the live run did when it began."""
    store, spools, notes = playing.store, playing.spool_dir, list[str]()
    is_whole = not playing.wanted and not playing.lenient and not rebuilding.has_run(store, film.run)
    if film.found is not None and is_whole:
        notes = settle(store, spools, film.run, film.found, playing.normalise)
    return (
        *notes,
        *take_in_leftovers(store, leftovers(spools, but=film.run), playing.normalise, film.recovered_at or began),
    )


def _fill(scene: _Scene, playing: Playing, players: Players, before: _Scene | None = None) -> None:
    """Give players what they may have at hand; of a run begun before the last one ended, what that one is done with."""
    given = len(before.given) if before else 0
    while scene.coming and given + len(scene.given) < players.ahead:
        if before and scene.coming[0][0] in before.busy:
            return
        part = _part(scene.film, *scene.coming.popleft(), playing, scene.had)
        players.give(part)
        scene.given.append(part)


async def _play_reels(
    scene: _Scene, after: Film | None, playing: Playing, players: Players, told: Told
) -> tuple[str | None, _Scene | None]:
    """Play a run's sources, some ahead of what is stored, then those of the run after it that this one is done with.

    What the store knows of a source is settled when it has the source's own part: no other part and no end of a run
    changes it. Returns when the last source ended, and the run after it if it was begun.
    """
    film, last, ahead = scene.film, None, None
    stored = frozenset(film.stored) if film.began is not None else frozenset(film.reels)
    while scene.coming or scene.given:
        _fill(scene, playing, players)
        if after is not None and not scene.coming:
            ahead = ahead or _scene(after, playing.store)
            _fill(ahead, playing, players, scene)
        part = scene.given.popleft()
        played = await players.take()
        told.known += part.source in scene.had
        if played.nameless and not played.torn:
            told.notes.append(f"{part.path} does not say of which source it is: it is left out.")
        elif part.known is not None and not played.nameless:
            _store(part, played, playing, told, store=part.source in stored)
            last = max(last or "", played.ended)
        if played.torn:
            told.notes.append(played.torn)
        else:
            scene.busy.discard(part.source)
    return last, ahead


def _part(film: Film, name: str, path: Path, playing: Playing, had: frozenset[str]) -> Part:
    passed = name in had or film.silent or (playing.wanted and name not in playing.wanted)
    return Part(run=film.run, source=name, path=path, known=None if passed else playing.store.known(name))


def _store(part: Part, played: Played, playing: Playing, told: Told, *, store: bool) -> None:
    rebuilding.keep_out(playing.store, part.source, played.forgotten, played.began)
    if played.batch is not None and played.spool is not None:
        if store:
            take_in(playing.store, played.batch, played.spool)
        told.runs += 1
        told.pages += played.batch.source_run.pages
        playing.heard(played.batch.source_run.pages)
    elif store:  # the live run had its end, which the archive has lost: what is left counts as cut off
        mine = leftovers(playing.spool_dir, part.run, part.source)
        told.notes += take_in_leftovers(playing.store, mine, playing.normalise, played.ended)
        told.runs += 1
