"""``counciljobs export``: the jobs, taken away as a file."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from counciljobs.errors import Stop
from counciljobs.helptext import help_of
from counciljobs.output import note
from counciljobs.readers import recruiter_code
from counciljobs.session import Session, session_of

if TYPE_CHECKING:
    from storage.exports import Rows
    from storage.store import Store

FORMATS = ("csv", "json", "jsonl")
LATER = ("parquet", "xlsx", "rss", "datapackage")
"""Formats that the command line's contract names and that are not built yet."""
ENDINGS = {
    ".csv": "csv",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".parquet": "parquet",
    ".xlsx": "xlsx",
}

HELP = help_of(
    "Write the jobs to a file. One row a job, live ones unless --all; the format follows from the file's ending unless "
    "--format says it. An existing file is replaced at once, when the new one is whole.",
    "counciljobs export jobs.csv",
    "counciljobs export - --format jsonl --council E10000012 --since 2026-11-01",
    "counciljobs export pay.csv --all --columns title,recruiter,salary_min,salary_max --excel",
)


@click.command("export", help=HELP)
@click.argument("out", metavar="OUT|-")
@click.option("--format", "form", metavar="FORMAT", help="csv, json or jsonl (one object a line).")
@click.option("--live/--all", default=True, help="Only live jobs (the default), or all ever seen.")
@click.option("--postings", is_flag=True, help="One row a posting instead of one a job.")
@click.option("--since", metavar="DATE", help="Only what was first seen on this day or later.")
@click.option("--council", metavar="NAME|CODE", help="Only this employer, by name or GSS code.")
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
    columns: str | None,
    excel: bool,
) -> None:
    """Choose the rows, write them, say how many."""
    from counciljobs.stores import existing  # noqa: PLC0415
    from storage import exports  # noqa: PLC0415

    session = session_of(context)
    chosen = _format(out, form, session)
    wanted = None if columns is None else _names(columns)
    code_or_name = council and (recruiter_code(council, session.clock().date()) or council)
    with existing(session.settings.db) as store:
        rows = _rows(store, live=live, postings=postings, since=since, council=code_or_name, columns=wanted)
        count = exports.export(rows, None if out == "-" else Path(out), chosen, excel=excel)
    if out != "-" and not session.quiet:
        note(f"{count} {'postings' if postings else 'jobs'} written to {out}.")


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
    if chosen in LATER:
        raise Stop(f"The format {chosen} is not built yet: use csv, json or jsonl.")
    if chosen not in FORMATS:
        told = f"There is no format {form!r}" if form else f"The ending of {out} names no format"
        raise Stop(f"{told}: say --format csv, json or jsonl.")
    return chosen


def _rows(
    store: "Store", *, live: bool, postings: bool, since: str | None, council: str | None, columns: list[str] | None
) -> "Rows":
    from storage import exports  # noqa: PLC0415
    from storage.errors import StoreError  # noqa: PLC0415

    try:
        return exports.rows(store, live=live, postings=postings, since=since, council=council, columns=columns)
    except StoreError as error:  # a column or date that was typed, not the file
        raise Stop(str(error)) from None
