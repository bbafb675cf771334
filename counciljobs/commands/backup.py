"""``counciljobs backup``: a consistent copy of the store, also while a run writes."""

from pathlib import Path

import click

from counciljobs.helptext import help_of
from counciljobs.output import note
from counciljobs.runs import publishable
from counciljobs.session import session_of
from counciljobs.stores import existing

HELP = help_of(
    "Copy the store into one file that is whole and consistent, also while a run writes. The file takes its name only "
    "when it is complete, so an earlier copy stays until then. The copy is a store: put it in the place of a damaged "
    "one, or name it with --db.",
    "counciljobs backup /srv/backups/counciljobs.db",
)


@click.command("backup", help=HELP)
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@click.pass_context
def backup(context: click.Context, *, file: Path) -> None:
    """Open the store for reading and leave its copy."""
    session = session_of(context)
    target = publishable(file)
    assert target is not None  # noqa: S101 (the argument is required)
    with existing(session.settings.db) as store:
        store.publish(target)
    if not session.quiet:
        note(f"{target} holds a copy of {session.settings.db}, {target.stat().st_size} bytes.")
