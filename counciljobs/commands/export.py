"""``counciljobs export``: the jobs, taken away as a file."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click

from counciljobs.employers import employer
from counciljobs.errors import Stop
from counciljobs.helptext import help_of
from counciljobs.output import note
from counciljobs.session import Session, session_of

T = TypeVar("T")

FORMATS = ("csv", "json", "jsonl", "parquet", "xlsx", "rss", "datapackage")
ENDINGS = {
    ".csv": "csv",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".parquet": "parquet",
    ".xlsx": "xlsx",
    ".rss": "rss",
    ".xml": "rss",
    ".zip": "datapackage",
}

HELP = help_of(
    "Write the jobs to a file. One row a job, live ones unless --all; the format follows from the file's ending unless "
    "--format says it. An existing file is replaced at once, when the new one is whole.",
    "counciljobs export jobs.csv",
    "counciljobs export - --format jsonl --council E10000012 --since 2026-11-01",
    "counciljobs export pay.csv --all --columns title,recruiter,salary_min,salary_max --excel",
    "counciljobs export well-paid.xlsx --where \"salary_annual_min >= 50000 AND region = 'London'\"",
    "counciljobs export package.zip --format datapackage --all",
)


@click.command("export", help=HELP)
@click.argument("out", metavar="OUT|-")
@click.option(
    "--format",
    "form",
    metavar="FORMAT",
    help="csv, json, jsonl (one object a line), parquet, xlsx, rss or datapackage.",
)
@click.option("--live/--all", default=True, help="Only live jobs (the default), or all ever seen.")
@click.option("--postings", is_flag=True, help="One row a posting instead of one a job.")
@click.option("--since", metavar="DATE", help="Only what was first seen on this day or later.")
@click.option("--council", metavar="NAME|CODE", help="Only this employer, by name or GSS code.")
@click.option("--where", metavar="SQL", help='Only what meets this condition on the columns, such as "posts > 1".')
@click.option("--columns", metavar="A,B,C", help="Only these columns, in this order.")
@click.option("--excel", is_flag=True, help="Begin a CSV with the mark that makes Excel read it as UTF-8.")
@click.pass_context
def export(  # noqa: PLR0913 (the contract of the command line)
    context: click.Context,
    *,
    out: str,
    form: str | None,
    live: bool,
    postings: bool,
    since: str | None,
    council: str | None,
    where: str | None,
    columns: str | None,
    excel: bool,
) -> None:
    """Choose the rows, write them, say how many."""
    from counciljobs.stores import existing  # noqa: PLC0415
    from storage import exports  # noqa: PLC0415

    session = session_of(context)
    chosen = _format(out, form, session)
    wanted = None if columns is None else _names(columns)
    if chosen == "rss" and wanted:
        raise Stop("A feed has its own fields: leave --columns out, or take another format.")
    condition = None if where is None else _typed(lambda: exports.condition(where))
    _typed(lambda: exports.format_of(chosen))
    with existing(session.settings.db) as store:
        named = None if council is None else employer(council, store, session.clock().date())
        rows = _typed(
            lambda: exports.rows(
                store, live=live, postings=postings, since=since, council=named, where=condition, columns=wanted
            )
        )
        count = exports.export(rows, None if out == "-" else Path(out), chosen, excel=excel)
    if out != "-" and not session.quiet:
        note(f"{count} {'postings' if postings else 'jobs'} written to {out}.")


def _typed(read: Callable[[], T]) -> T:
    """Read what a person typed; what is wrong with it is no fault of the file."""
    from storage.errors import StoreError  # noqa: PLC0415

    try:
        return read()
    except StoreError as error:
        raise Stop(str(error)) from None


def _names(columns: str) -> list[str]:
    names = [name.strip() for name in columns.split(",") if name.strip()]
    if not names:
        raise Stop("--columns wants names with commas between them, such as title,recruiter.")
    return names


def _format(out: str, form: str | None, session: Session) -> str:
    """Return the format: as said, else by the file's ending, else CSV (JSON lines where JSON is asked for)."""
    if form is None and out == "-":
        return "jsonl" if session.json else "csv"
    chosen = (form or ENDINGS.get(Path(out).suffix.lower(), "")).lower()
    if chosen not in FORMATS:
        told = f"There is no format {form!r}" if form else f"The ending of {out} names no format"
        raise Stop(f"{told}: say --format {', '.join(FORMATS[:-1])} or {FORMATS[-1]}.")
    return chosen
