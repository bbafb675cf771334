"""``counciljobs normalise``: texts in, one object a text out, in order; a filter that answers as it goes."""

import sys
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import BinaryIO

import click

from counciljobs.clock import read_date
from counciljobs.errors import Stop
from counciljobs.helptext import help_of
from counciljobs.lines import lines_of, text_of_argument
from counciljobs.output import json_line, note, raw_stdin, raw_stdout
from counciljobs.readers import FIELDS, reader_for, recruiter_code
from counciljobs.session import Session, session_of

HELP = help_of(
    "Read texts as salaries, places, employers or dates. KIND is salary, location, recruiter, date or contract; one "
    "JSON object a text comes out, in order, empty ones too. Without TEXT and --input, standard input is read, one "
    "text a line.",
    'counciljobs normalise salary "£26,927 to £31,678 per annum"',
    "counciljobs normalise date --on 2026-11-23 --input dates.txt",
    'counciljobs normalise location --recruiter "Essex County Council" Chelmsford',
)


@click.command("normalise", help=HELP)
@click.argument("kind", metavar="KIND", type=click.Choice(list(FIELDS)))
@click.argument("texts", nargs=-1, metavar="[TEXT]...")
@click.option("--input", "source", metavar="FILE|-", help="Texts to read, one a line; - is standard input.")
@click.option("--on", metavar="DATE", help="The day the text was current (default today; for salary, unknown).")
@click.option("--recruiter", metavar="NAME|CODE", help="The employer, by name or GSS code, as context.")
@click.option("--rules", is_flag=True, help="Add the rule and the text behind each field.")
@click.pass_context
def normalise(
    context: click.Context,
    *,
    kind: str,
    texts: tuple[str, ...],
    source: str | None,
    on: str | None,
    recruiter: str | None,
    rules: bool,
) -> None:
    """Answer every text with one object."""
    if texts and source is not None:
        raise Stop("Give texts or --input, not both.")
    session = session_of(context)
    day = _today(session, kind) if on is None else read_date(on, "--on")
    if recruiter is not None:
        _check_employer(recruiter, day)
    read = reader_for(kind, day, recruiter)
    fields = (*FIELDS[kind], "rules") if rules else FIELDS[kind]
    if texts:
        _answer((text_of_argument(text) for text in texts), read, fields)
    elif source is None or source == "-":
        if sys.stdin.isatty() and not session.quiet:
            note("Reading texts from the terminal, one a line; Ctrl-D ends.")
        _stream(raw_stdin(), read, fields)
    else:
        with Path(source).open("rb") as stream:
            _stream(stream, read, fields)


def _today(session: Session, kind: str) -> date | None:
    """The day to read undated texts on: an old pay text must not be held against today's minimum wage."""
    return None if kind == "salary" else session.clock().date()


def _check_employer(named: str, day: date | None) -> None:
    """Refuse an employer that gives no context, so that a slip of the pen is not passed over.

    A school or a company is known for what it is, and has no authority's code to give.

    Raises:
        Stop: when the register has no such code, or no employer can be told from the name.
    """
    from scraper.normalising import recruiter  # noqa: PLC0415 (loads the register)
    from scraper.reference import authorities  # noqa: PLC0415 (loads the register)

    code = recruiter_code(named, day)
    if code is not None and authorities.get(code) is None:
        raise Stop(f"No authority has the code {named}: counciljobs sources coverage lists the councils with theirs.")
    if code is None and recruiter.read(named, on=day, authority=None).kind == "unknown":
        raise Stop(f"--recruiter {named!r} is no employer known by that name: give its full name or its GSS code.")


def _stream(stream: BinaryIO, read: Callable[[str], object], fields: tuple[str, ...]) -> None:
    """Answer all the lines that have come before waiting for more, so that a program can hold a conversation."""
    for ready in lines_of(stream):
        _answer(ready, read, fields)


def _answer(texts: Iterable[str], read: Callable[[str], object], fields: tuple[str, ...]) -> None:
    out = raw_stdout()
    for text in texts:
        reading = read(text)
        out.write(json_line({field: getattr(reading, field) for field in fields}))
    out.flush()
