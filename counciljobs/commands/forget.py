"""``counciljobs forget``: an advert leaves the store, the archive and the copies, and does not come back."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from counciljobs.clock import stamp
from counciljobs.errors import DONE, SOME_FAILED, Stop
from counciljobs.helptext import help_of
from counciljobs.output import note
from counciljobs.runs import publish, publishable
from counciljobs.session import Session, session_of
from counciljobs.stores import existing

if TYPE_CHECKING:
    from scraper.records import Advert

FILE = click.Path(path_type=Path)
HELP = help_of(
    "Forget an advert for good: its words leave the store, its history and its search, every archived page that "
    "shows it, and the copy for analysts, which is made anew. A mark that tells nothing keeps it from coming back. "
    "POSTING is SOURCE:SOURCE_REF. The archive and the copy of the settings are cleared without being named.",
    "counciljobs forget kirklees:12345 --archive archive/ --publish snapshot.db",
)


@click.command("forget", help=HELP)
@click.argument("posting", metavar="POSTING")
@click.option("--archive", multiple=True, type=FILE, metavar="DIR", help="Clear this archive too; may be given again.")
@click.option("--publish", "copies", multiple=True, type=FILE, metavar="FILE", help="Make this copy anew too.")
@click.pass_context
def forget(context: click.Context, *, posting: str, archive: tuple[Path, ...], copies: tuple[Path, ...]) -> None:
    """Clear the archive, then the store, then the copies."""
    from storage import forgetting  # noqa: PLC0415
    from storage.store import Store  # noqa: PLC0415

    session = session_of(context)
    source, colon, ref = posting.partition(":")
    if not (source and colon and ref):
        raise Stop(f"POSTING is SOURCE:SOURCE_REF, such as kirklees:12345, not {posting!r}.")
    targets = _copies(session, copies)
    with existing(session.settings.db) as store:
        advert = forgetting.advert_of(store, source, ref)
    pages, notes = _clear_archive(session, archive, source, ref, advert)
    with Store.open(session.settings.db) as store:
        had = forgetting.forget(store, source, ref, stamp(session.clock()))
    failed = max([DONE, *(publish(session.settings.db, target) for target in targets)])
    for sentence in notes:
        note(sentence)
    if not session.quiet:
        what = "is forgotten" if had else "is not in the store, and will not come into it"
        note(f"{posting} {what}; {pages} archived pages gave way.")
    raise click.exceptions.Exit(SOME_FAILED if notes else failed)


def _copies(session: Session, copies: tuple[Path, ...]) -> list[Path]:
    """Return the copies to make anew: those named, and that of the settings where there is one already."""
    known = session.settings.publish
    every = [*copies, *([known] if known is not None and known.exists() else [])]
    return [target for target in map(publishable, dict.fromkeys(every)) if target is not None]


def _clear_archive(
    session: Session, archive: tuple[Path, ...], source: str, ref: str, advert: "Advert | None"
) -> tuple[int, list[str]]:
    from scheduler.replay.forgetting import forget_in  # noqa: PLC0415 (loads the parsers)

    for path in archive:
        if not path.exists():
            raise Stop(f"There is no archive at {path}: name the folder that collect was given as --archive.")
    known = session.settings.archive
    every = [*archive, *([known] if known is not None and known.exists() else [])]
    try:
        return forget_in(every, source, ref, advert)
    except OSError as error:
        raise Stop(f"The archive can't be cleared ({error}): nothing in the store was forgotten yet.") from None
