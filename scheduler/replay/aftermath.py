"""What a live run found when it began (runs that were killed, and their spools), brought about in a replay.

A kill can fall between a step and the note of it: a page archived but not spooled, a source stored but not noted. The
next run's ledger tells what there was in truth, and a replay is set to that before it goes on.
"""

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

from scheduler.archiving import Found
from scheduler.batching import Normalise
from scheduler.spool import Left, Leftover, Spool, Spooled, cut_to, leftovers, spool_path
from scheduler.storing import take_in_leftovers
from storage import rebuilding
from storage.latest import RunRow
from storage.store import Store


def settle(store: Store, spools: Path, run: str, found: Found, normalise: Normalise) -> list[str]:
    """Make store and spools what the live run found; returns a sentence for each part that could not be stored.

    Args:
        store: where it is brought about.
        spools: the folder of spools, in which some of the run's own may stand already.
        run: its name.
        found: what it found.
        normalise: what makes postings of adverts.

    Raises:
        StoreError: when the store or a spool can't be written.
    """
    runs, left = found.runs, found.left
    recovered = {row.run for row in runs if row.ended}
    for one in left:
        if one.stored:
            _shape(spools, one)
    told = _stored_after_all(store, leftovers(spools, but=run), left, recovered, normalise)
    for one in left:
        _shape(spools, one)
    for row in runs:
        if rebuilding.is_first(store, row.run) and not rebuilding.has_run(store, row.run):
            continue  # from before the archive
        rebuilding.begin(store, row.run, row.began)
        if row.ended and not rebuilding.is_finished(store, row.run):
            store.finish_run(row.run, row.ended)
    return told


def is_settled(store: Store, spools: Path, run: str, found: Found | None, finishing: str) -> bool:
    """Tell whether a run that found this finds nothing to do but to go on, once the run before it is finished."""
    if next(iter(leftovers(spools, but=run)), None) is not None:
        return False
    return found is None or not (found.left or any(_is_open(store, row) for row in found.runs if row.run != finishing))


def _is_open(store: Store, row: RunRow) -> bool:
    """Tell whether a run was finished by then that is not in this store; one from before the archive counts as done."""
    if not row.ended or (rebuilding.is_first(store, row.run) and not rebuilding.has_run(store, row.run)):
        return False
    return not rebuilding.is_finished(store, row.run)


def _stored_after_all(
    store: Store, there: Iterable[Leftover], left: Sequence[Left], recovered: Collection[str], normalise: Normalise
) -> list[str]:
    """Store what had been stored by the killed run, or by one that was killed itself before it came to say so."""
    meant = {(one.head.run, one.head.source): one.stored for one in left}
    told: list[str] = []
    for spooled in list(there):
        if not isinstance(spooled, Spooled):
            continue
        stored = meant.get((spooled.head.run, spooled.head.source))
        if stored:
            told += _stored_in_time(store, spooled, normalise)
        if stored is not None:
            continue
        if spooled.source_run is not None or spooled.head.run in recovered:
            told += take_in_leftovers(store, [spooled], normalise, None)
        else:
            spooled.path.unlink(missing_ok=True)  # a power cut took the live one: nobody stored it
    return told


def _stored_in_time(store: Store, spooled: Spooled, normalise: Normalise) -> list[str]:
    """Store what the store had before the kill, and so before all that was left; its spool stays, as it did."""
    kept = spooled.path.read_bytes()
    told = list(take_in_leftovers(store, [spooled], normalise, None))
    spooled.path.write_bytes(kept)
    return told


def _shape(spools: Path, left: Left) -> None:
    """Cut a spool to what the live one held; one that held no page yet is made."""
    path = spool_path(spools, left.head)
    if path.exists():
        cut_to(path, left.leaves, ended=left.ended)
    elif not left.leaves and not left.ended:
        with Spool(spools, left.head):
            pass
