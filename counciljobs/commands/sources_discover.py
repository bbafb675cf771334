"""``counciljobs sources discover``: from councils' websites to source rows."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from counciljobs.errors import DONE, NOTHING_DONE, SOME_FAILED, Stop
from counciljobs.helptext import help_of
from counciljobs.output import note, print_json, say
from counciljobs.session import Session, session_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scheduler.discovery.finding import Finding, Start

FILE = click.Path(path_type=Path)
HERE = Path()
"""Where discovered.toml goes when neither --into nor the settings name a place."""
HELP = help_of(
    "Find where councils list their jobs. Starts from each council's website, or from the careers page that sources "
    "refresh told, follows the few links that lead to vacancies, within robots.txt and pace and under 12 requests a "
    "council, and reads adverts before it believes a site. COUNCIL is a row's id, a GSS code or a council's name; "
    "without any, every council whose platform is unknown is looked at once. What is found goes to discovered.toml "
    "(evidence discovered), what is not stays unknown with the reason. Stopped at any moment, the same command goes "
    "on where it was. Exit code 1 when some stay unknown, 3 when all do.",
    "COUNCILJOBS_CONTACT=jobs@example.org counciljobs sources discover --into my-sources",
    "counciljobs sources discover kirklees E06000047 --dry-run",
)


@click.command("discover", help=HELP)
@click.argument("names", nargs=-1, metavar="[COUNCIL]...")
@click.option("--sources", "given", type=FILE, metavar="FILE|DIR", help="More source rows, over the register.")
@click.option("--into", type=FILE, metavar="FILE|DIR", help="Where the rows go (default your own folder, or here).")
@click.option("--dry-run", is_flag=True, help="Print the rows that would be written, and write nothing.")
@click.option("--again", is_flag=True, help="Look again at councils that were looked at before.")
@click.pass_context
def discover(
    context: click.Context, *, names: tuple[str, ...], given: Path | None, into: Path | None, dry_run: bool, again: bool
) -> None:
    """Look, tell each finding as it comes, and write the rows after each."""
    from counciljobs.discoveries import Keeper, place_of, rows_beside, starts_of  # noqa: PLC0415 (loads the network stack)
    from counciljobs.manners import fetching  # noqa: PLC0415
    from scheduler.discovery.campaign import discover as run  # noqa: PLC0415

    session = session_of(context)
    file = place_of(into, session.settings.sources)
    rows = rows_beside(file, given, session.settings)
    keeper = Keeper.open(file, rows, dry_run=dry_run)
    starts = starts_of(rows, names, keeper.findings, again=again)
    if not starts:
        _nothing_left(session, keeper.text(), dry_run=dry_run)
    met: list[Finding] = []

    def heard(finding: "Finding") -> None:
        keeper.keep(finding)
        met.append(finding)
        _tell(session, finding, len(met), len(starts))

    run(starts, rows, fetching(session, _addresses(starts)), clock=session.clock, heard=heard)
    _show(session, keeper.text() if dry_run else None, met)
    raise click.exceptions.Exit(_exit_code(met))


def _addresses(starts: "Sequence[Start]") -> list[str]:
    return [start.careers or start.row.url for start in starts]


def _nothing_left(session: Session, text: str, *, dry_run: bool) -> None:
    if dry_run:
        say(text)
    if not session.quiet:
        note("Every council that was meant has been looked at: --again looks once more.")
    raise click.exceptions.Exit(DONE)


def _tell(session: Session, finding: "Finding", number: int, total: int) -> None:
    if session.json:
        print_json([finding])
    elif not session.quiet:
        where = f" {finding.entry.platform} {finding.entry.url}" if finding.entry else ""
        note(
            f"[{number}/{total}] {finding.council}: {finding.state}{where} ({finding.requests} requests). {finding.saw}"
        )


def _show(session: Session, text: str | None, met: "Sequence[Finding]") -> None:
    if text is not None and not session.json:
        say(text)
    if not session.quiet:
        own = sum(finding.state == "own_site" for finding in met)
        board = sum(finding.state == "board" for finding in met)
        note(f"Councils: {len(met)}; own site {own}, board {board}, unknown {len(met) - own - board}.")


def _exit_code(met: "Sequence[Finding]") -> int:
    found = [finding.entry is not None for finding in met]
    return DONE if all(found) else SOME_FAILED if any(found) else NOTHING_DONE


REFRESH_HELP = help_of(
    "Take the careers page of each council from GOV.UK's export of local links (a CSV file, or its address), so that "
    "sources discover starts there. Councils that were looked at already are left as they are.",
    "counciljobs sources refresh links_to_services_provided_by_local_authorities.csv",
    "COUNCILJOBS_CONTACT=jobs@example.org counciljobs sources refresh https://local-links-manager.publishing."
    "service.gov.uk/data/links_to_services_provided_by_local_authorities.csv",
)


@click.command("refresh", help=REFRESH_HELP)
@click.argument("place", metavar="FILE|URL")
@click.option("--sources", "given", type=FILE, metavar="FILE|DIR", help="More source rows, over the register.")
@click.option("--into", type=FILE, metavar="FILE|DIR", help="Where the rows go (default your own folder, or here).")
@click.option("--dry-run", is_flag=True, help="Print the rows that would be written, and write nothing.")
@click.pass_context
def refresh(context: click.Context, *, place: str, given: Path | None, into: Path | None, dry_run: bool) -> None:
    """Read the export and keep what it says of councils that discovery has not looked at."""
    from counciljobs.discoveries import Keeper, export_page, place_of, rows_beside, told_by  # noqa: PLC0415
    from scheduler.discovery.local_links import careers_pages  # noqa: PLC0415

    session = session_of(context)
    file = place_of(into, session.settings.sources)
    rows = rows_beside(file, given, session.settings)
    keeper = Keeper.open(file, rows, dry_run=dry_run)
    pages = careers_pages(export_page(session, place))
    told = told_by(rows, pages, keeper.findings)
    if not pages:
        raise Stop(f"{place} names no council's page on jobs.", NOTHING_DONE)
    keeper.keep(*told)
    if session.json:
        print_json(told)
    elif dry_run:
        say(keeper.text())
    if not session.quiet:
        note(f"Careers pages: {len(pages)} in the export, {len(told)} taken for councils not looked at yet.")
