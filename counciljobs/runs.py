"""What every command that runs over sources shares: its sources, its settings, and the copy it leaves."""

from pathlib import Path
from typing import TYPE_CHECKING

from counciljobs.errors import DONE, NOTHING_DONE, SOME_FAILED, Stop
from counciljobs.output import note
from counciljobs.session import Session
from counciljobs.spool import spool_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scheduler.collect import CollectSettings
    from scraper.sources.model import Source


def publishable(target: Path | None) -> Path | None:
    """Return where the copy goes.

    Raises:
        Stop: when that place can't hold it: told before a night's run, not after.
    """
    if target is not None and target.is_dir():
        raise Stop(f"{target} is a folder: name a file for the copy.")
    if target is not None and not target.absolute().parent.is_dir():
        raise Stop(f"There is no folder {target.parent} for the copy: make it or name another place.")
    return target


def collectable(rows: "tuple[Source, ...]") -> "tuple[Source, ...]":
    """Return the rows.

    Raises:
        Stop: when a run may fetch none of them.
    """
    if not any(row.collectable for row in rows):
        raise Stop(
            "None of these sources can be collected: they are disabled or their platform is not known yet.",
            NOTHING_DONE,
        )
    return rows


def run_settings(
    session: Session, rows: "Sequence[Source]", archive: Path | None, concurrency: int | None
) -> "CollectSettings":
    """Return how a run over these sources works.

    Raises:
        Stop: when one of them is not on this machine and no contact is set.
    """
    from counciljobs.manners import fetching  # noqa: PLC0415
    from scheduler.collect import CollectSettings  # noqa: PLC0415 (loads the network stack)

    fetch = fetching(session, [row.url for row in rows if row.collectable], concurrency)
    archived = archive or session.settings.archive
    return CollectSettings(fetch=fetch, spool_dir=spool_of(session.settings.db), archive=archived)


def publish(db: Path, target: Path | None) -> int:
    """Leave the copy, once the run has been told; a copy that fails is a part of the command that failed."""
    from storage.store import Store, StoreError  # noqa: PLC0415

    if target is None:
        return DONE
    try:
        with Store.open(db) as store:
            store.publish(target)
    except StoreError as error:
        note(f"The run is stored, but the copy was not made: {error}")
        return SOME_FAILED
    return DONE
