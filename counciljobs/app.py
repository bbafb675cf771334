"""The program: its global options and its verbs. Every verb imports what it needs when it runs, so help is instant."""

from pathlib import Path

import click

from counciljobs.commands import (
    backup,
    collect,
    dedupe,
    demo,
    doctor,
    explain,
    export,
    forget,
    match,
    normalise,
    parse,
    replay,
    report,
    schedule,
    searches,
    serve,
    sources,
    status,
)
from counciljobs.session import open_session

ABOUT = """Collects UK council job adverts, reads them into honest records and keeps them in one SQLite file.

\b
Examples:
  counciljobs demo
  COUNCILJOBS_CONTACT=jobs@example.org counciljobs collect
  counciljobs status
  counciljobs export jobs.csv

Exit codes: 0 done; 1 done but something failed (named); 2 usage; 3 nothing could be done."""
FILE = click.Path(path_type=Path)


def _version(context: click.Context, _parameter: click.Parameter, wanted: bool) -> None:
    if wanted and not context.resilient_parsing:
        from importlib.metadata import version  # noqa: PLC0415 (slow to import, seldom asked)

        click.echo(f"counciljobs {version('counciljobs')}")
        context.exit()


@click.group(
    "counciljobs",
    help=ABOUT,
    invoke_without_command=True,
    context_settings={"help_option_names": ["--help", "-h"], "max_content_width": 100},
)
@click.option("--db", type=FILE, metavar="FILE", help="The store (default counciljobs.db here, or COUNCILJOBS_DB).")
@click.option("--now", metavar="TIME", help="The clock, such as 2026-11-23T09:00:00Z: for simulations and replays.")
@click.option(
    "--config",
    type=FILE,
    metavar="FILE",
    help="Settings as TOML (default counciljobs.toml here, or COUNCILJOBS_CONFIG).",
)
@click.option("--json", is_flag=True, help="Answer with one JSON object a line, not a table.")
@click.option("--quiet", is_flag=True, help="Show no progress and no notes, only answers.")
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_version, help="Show the version.")
@click.pass_context
def program(
    context: click.Context, *, db: Path | None, now: str | None, config: Path | None, json: bool, quiet: bool
) -> None:
    """Open the session that every verb works in."""
    if context.invoked_subcommand is None:
        click.echo(context.get_help())
        context.exit()
    context.obj = open_session(db=db, now=now, config=config, json=json, quiet=quiet)


for verb in (
    collect.collect,
    demo.demo,
    explain.explain,
    match.match,
    report.report,
    schedule.schedule,
    serve.serve,
    searches.searches,
    status.status,
    export.export,
    replay.replay,
    backup.backup,
    forget.forget,
    parse.parse,
    normalise.normalise,
    dedupe.dedupe,
    sources.sources,
    doctor.doctor,
):
    program.add_command(verb)
