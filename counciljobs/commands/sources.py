"""``counciljobs sources``: the register of who is collected."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from counciljobs.commands.sources_check import check
from counciljobs.commands.sources_coverage import coverage
from counciljobs.commands.sources_discover import discover, refresh
from counciljobs.commands.sources_new import new
from counciljobs.helptext import help_of
from counciljobs.output import note, print_json
from counciljobs.session import session_of

if TYPE_CHECKING:
    from scraper.sources.model import Source

GROUP_HELP = help_of("The register of sources: who is collected, and from where.", "counciljobs sources list")
LIST_HELP = help_of(
    "List the sources. --json prints each row whole.",
    "counciljobs sources list --platform jobposting",
    "counciljobs sources list --authority E08000034 --json",
)
COLUMNS = ("id", "platform", "enabled", "evidence", "checked_on", "name", "url")


@click.group("sources", help=GROUP_HELP, invoke_without_command=True)
@click.pass_context
def sources(context: click.Context) -> None:
    """Show what there is when no verb is given."""
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


for verb in (check, coverage, discover, new, refresh):
    sources.add_command(verb)


@sources.command("list", help=LIST_HELP)
@click.argument("names", nargs=-1, metavar="[SOURCE]...")
@click.option(
    "--sources",
    "given",
    type=click.Path(path_type=Path),
    metavar="FILE|DIR",
    help="List these source rows instead of the register.",
)
@click.option("--platform", metavar="P", help="Only sources on this platform.")
@click.option("--authority", metavar="CODE", help="Only sources of, or covering, this GSS code.")
@click.option("--enabled/--disabled", default=None, help="Only those a run collects, or only the others.")
@click.option("--evidence", metavar="WORD", help="Only rows known as captured, described, discovered or unverified.")
@click.pass_context
def list_sources(
    context: click.Context,
    *,
    names: tuple[str, ...],
    given: Path | None,
    platform: str | None,
    authority: str | None,
    enabled: bool | None,
    evidence: str | None,
) -> None:
    """Show the rows that pass every filter."""
    from counciljobs.rows import chosen  # noqa: PLC0415
    from counciljobs.tables import print_table  # noqa: PLC0415

    session = session_of(context)
    rows = [
        row
        for row in chosen(names, given, session.settings)
        if platform in {None, row.platform}
        and evidence in {None, row.evidence}
        and enabled in {None, row.collectable}
        and _is_of(row, authority)
    ]
    if session.json:
        print_json(rows)
        return
    print_table(COLUMNS, [[_shown(getattr(row, column)) for column in COLUMNS] for row in rows])
    if not session.quiet:
        note(f"Rows: {len(rows)}, of which a run collects {sum(row.collectable for row in rows)}.")


def _is_of(row: "Source", authority: str | None) -> bool:
    return authority is None or authority.strip().upper() in {row.authority, *row.covers}


def _shown(value: object) -> str | None:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return None if value is None else str(value)
