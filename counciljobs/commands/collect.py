"""``counciljobs collect``: one run over the sources."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from counciljobs.afterwards import Afterwards
from counciljobs.crash import keep_log
from counciljobs.helptext import help_of
from counciljobs.output import note, print_json
from counciljobs.runs import collectable, publishable, run_settings
from counciljobs.session import Session, session_of
from counciljobs.settings import MOST_CONCURRENCY

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scheduler.collect import CollectSettings
    from scheduler.summary import RunSummary
    from scraper.sources.model import Source

FILE = click.Path(path_type=Path)
HELP = help_of(
    "Run once over the sources, into the store. Each source gets its own verdict; nothing it does stops another. "
    "Exit code 1 when some sources were partial, blocked or broken (each is named), 3 when none could be collected. "
    "COUNCILJOBS_CONTACT (a mail address or URL) must be set before a run leaves this machine.",
    "COUNCILJOBS_CONTACT=jobs@example.org counciljobs collect",
    "counciljobs collect kirklees islington --publish snapshot.db",
    "counciljobs collect --sources my-sources.toml --json",
)


@click.command("collect", help=HELP)
@click.argument("names", nargs=-1, metavar="[SOURCE]...")
@click.option("--archive", type=FILE, metavar="DIR", help="Keep every page in this folder.")
@click.option(
    "--sources", type=FILE, metavar="FILE|DIR", help="Source rows: collect these; a SOURCE may be of the register too."
)
@click.option("--publish", type=FILE, metavar="FILE", help="Leave a consistent copy of the store for analysts.")
@click.option(
    "--concurrency", type=click.IntRange(1, MOST_CONCURRENCY), metavar="N", help="Requests in flight at most (32)."
)
@click.pass_context
def collect(
    context: click.Context,
    *,
    names: tuple[str, ...],
    archive: Path | None,
    sources: Path | None,
    publish: Path | None,
    concurrency: int | None,
) -> None:
    """Run, show, publish, and say by the exit code how it went."""
    from counciljobs.rows import chosen  # noqa: PLC0415
    from counciljobs.summaries import exit_code  # noqa: PLC0415

    session = session_of(context)
    keep_log()
    afterwards = Afterwards(session, publishable(publish or session.settings.publish), archive=archive)
    rows = collectable(chosen(names, sources, session.settings))
    settings = run_settings(session, rows, archive, concurrency)
    summary = _run(session, rows, settings)
    _show(session, summary)
    added = afterwards(summary.results)
    raise click.exceptions.Exit(exit_code(summary) or added)


def _run(session: Session, rows: "Sequence[Source]", settings: "CollectSettings") -> "RunSummary":
    from counciljobs.progress import observing  # noqa: PLC0415
    from scheduler.collect import collect as run  # noqa: PLC0415
    from storage.store import Store  # noqa: PLC0415

    total = sum(row.collectable for row in rows)
    quiet = session.quiet or session.json
    with Store.open(session.settings.db) as store, observing(total, quiet=quiet) as observer:
        return run(rows, store, settings, clock=session.clock, observer=observer)


def _show(session: Session, summary: "RunSummary") -> None:
    from counciljobs.summaries import json_of, print_run, troubles  # noqa: PLC0415

    if session.json:
        print_json(map(json_of, summary.results))
    elif not session.quiet:
        print_run(summary)
    for sentence in (*summary.notes, *troubles(summary.results)):
        note(sentence)
    if summary.interrupted:
        note("The run was stopped before its end; what was read is kept, and nothing was closed by it.")
