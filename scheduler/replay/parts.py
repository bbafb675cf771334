"""Playing one archived source run: a function of its file, what the store knew before, and the bodies of earlier files.

It writes nothing but its spool, so that it can be done in any process; what it brings is for the caller to store.
"""

import contextlib
from pathlib import Path

import msgspec
from msgspec import Struct

from scheduler.batching import Normalise
from scheduler.replay.bodies import Bodies
from scheduler.replay.reel import Cut, Reel
from scheduler.source_run import Means, run_source, stamp
from storage.batch import Batch, Known


class Part(Struct, frozen=True, kw_only=True):
    """What is to be played.

    Attributes:
        run: the run's name.
        source: the source's id.
        path: its file.
        known: what the store knows of the source; None when only the bodies of the file are wanted.
    """

    run: str
    source: str
    path: Path
    known: Known | None


class Played(Struct, frozen=True, kw_only=True):
    """What a part came to.

    Attributes:
        batch: what to store; None when nothing was to be played, or the file ends before the source run did.
        spool: the batch's spool file.
        cut: whether the file ends before the source run did: what it read is in its spool.
        nameless: whether the file does not say that it is this source's.
        torn: why the file could not be read to its end.
        began: when the source run began.
        ended: the last moment that the file tells of.
        forgotten: marks of adverts that had been forgotten when it began.
    """

    batch: Batch | None = None
    spool: Path | None = None
    cut: bool = False
    nameless: bool = False
    torn: str = ""
    began: str = ""
    ended: str = ""
    forgotten: frozenset[bytes] = frozenset()


class Manner(Struct, frozen=True, kw_only=True):
    """How parts are played: see Playing, of which these are the words that another process has to know."""

    spool_dir: Path
    normalise: Normalise
    lenient: bool = False


async def play(part: Part, manner: Manner, bodies: Bodies) -> Played:
    """Play a part.

    Raises:
        StoreError: when its spool can't be written.
    """
    reel = Reel(part.path, bodies, lenient=manner.lenient)
    if part.known is None:
        reel.rewind_to_end()
        return Played(torn=reel.torn)
    if reel.source is None or reel.source.id != part.source:
        return Played(torn=reel.torn, nameless=True)
    began = stamp(reel.clock())
    known = msgspec.structs.replace(part.known, forgotten=part.known.forgotten | reel.forgotten)
    batch, spool = None, None
    with contextlib.suppress(Cut):  # told by there being no batch
        batch, spool = await run_source(reel.source, known, reel.fetch, _means(part, manner, reel))
    return Played(
        batch=batch,
        spool=spool,
        cut=batch is None,
        torn=reel.torn,
        began=began,
        ended=stamp(reel.clock()),
        forgotten=reel.forgotten,
    )


def _means(part: Part, manner: Manner, reel: Reel) -> Means:
    return Means(
        run=part.run,
        clock=reel.clock,
        spool_dir=manner.spool_dir,
        archive=None,
        normalise=manner.normalise,
        heard=_unheard,
        timer=reel.timer,
        ending=reel.rewind_to_end,
    )


def _unheard(_source: str, _pages: int, _adverts: int) -> None:
    """Nobody watches the pages of a replay."""
