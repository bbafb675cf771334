"""``counciljobs schedule``: stay up and collect on the timetable."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from counciljobs.afterwards import Afterwards, served
from counciljobs.crash import keep_log
from counciljobs.errors import DONE, SOME_FAILED, Stop
from counciljobs.helptext import help_of
from counciljobs.output import print_json
from counciljobs.runs import collectable, publishable, run_settings
from counciljobs.session import Session, session_of
from counciljobs.settings import MOST_CONCURRENCY

if TYPE_CHECKING:
    from counciljobs.keeping import Teller
    from scheduler.timetable.keeper import Keeper

FILE = click.Path(path_type=Path)
HELP = help_of(
    "Stay up and collect every source on its timetable, until SIGTERM or Ctrl-C. A source that names none follows "
    "[schedule] in the settings, else daily. What was missed while nothing ran is caught up once, or told as missed "
    "when it is too late; a source that keeps failing is tried daily. With --once, run what is due now and end, as a "
    "system timer wants it; with --list, show when each source is due next.",
    "COUNCILJOBS_CONTACT=jobs@example.org counciljobs schedule",
    "counciljobs schedule --once --publish snapshot.db",
    "counciljobs schedule --list",
)


@click.command("schedule", help=HELP)
@click.option("--once", is_flag=True, help="Run what is due now, then end.")
@click.option("--list", "listed", is_flag=True, help="Show when each source is due next, and run nothing.")
@click.option("--archive", type=FILE, metavar="DIR", help="Keep every page in this folder.")
@click.option("--sources", type=FILE, metavar="FILE|DIR", help="Source rows to keep, instead of the whole register.")
@click.option("--publish", type=FILE, metavar="FILE", help="Leave a consistent copy of the store after each run.")
@click.option(
    "--concurrency", type=click.IntRange(1, MOST_CONCURRENCY), metavar="N", help="Requests in flight at most (32)."
)
@click.pass_context
def schedule(
    context: click.Context,
    *,
    once: bool,
    listed: bool,
    archive: Path | None,
    sources: Path | None,
    publish: Path | None,
    concurrency: int | None,
) -> None:
    """Open the store, be its only schedule, and keep it."""
    session = session_of(context)
    if listed:
        _print_turns(session)
        return
    if session.fixed_clock and not once:
        raise Stop("A clock that stands still makes nothing due: use --now with --once only.")
    from counciljobs.journal import journal_of  # noqa: PLC0415
    from counciljobs.rows import chosen  # noqa: PLC0415
    from storage.locking import only_schedule  # noqa: PLC0415
    from storage.store import Store  # noqa: PLC0415

    keep_log()
    journal = journal_of(session.clock)
    target = publishable(publish or session.settings.publish)
    afterwards = Afterwards(session, target, served(session.settings.metrics_port), journal.trouble, archive)
    rows = collectable(chosen((), sources, session.settings))
    settings = run_settings(session, rows, archive, concurrency)
    with Store.open(session.settings.db) as store, only_schedule(session.settings.db):
        from counciljobs.keeping import Teller, keeper_of  # noqa: PLC0415 (loads the network stack)

        keeper = keeper_of(rows, store, settings, session, journal)
        teller = Teller(session, afterwards, journal)
        code = _once(keeper, teller) if once else _stay(keeper, teller)
    raise click.exceptions.Exit(code)


def _stay(keeper: "Keeper", teller: "Teller") -> int:
    import asyncio  # noqa: PLC0415

    from scheduler.timetable.clockwork import Clockwork  # noqa: PLC0415

    teller.begin(keeper)

    async def main() -> None:
        await Clockwork(keeper, teller.tell).run()

    asyncio.run(main())
    teller.end()
    return DONE


def _once(keeper: "Keeper", teller: "Teller") -> int:
    import asyncio  # noqa: PLC0415

    made = asyncio.run(keeper.tick())
    teller.tell(made)
    if made.trouble:
        return SOME_FAILED
    return teller.worst


def _print_turns(session: Session) -> None:
    from msgspec.structs import asdict  # noqa: PLC0415

    from counciljobs.stores import existing  # noqa: PLC0415
    from counciljobs.tables import print_table  # noqa: PLC0415
    from storage.timetable import Timetable  # noqa: PLC0415

    with existing(session.settings.db) as store:
        turns = Timetable(store).turns()
    if session.json:
        print_json(map(asdict, turns))
    else:
        headings = ("source", "timetable", "next due (UTC)")
        print_table(headings, [[turn.source, turn.rule, turn.next_due[:16].replace("T", " ")] for turn in turns])
