"""``counciljobs dedupe``: the matcher as a filter, adverts in, their jobs out, in order."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from counciljobs.errors import NOTHING_DONE, SOME_FAILED, Stop
from counciljobs.helptext import help_of
from counciljobs.lines import lines_of
from counciljobs.output import json_line, raw_stdin, raw_stdout
from counciljobs.session import session_of

if TYPE_CHECKING:
    from counciljobs.plain_adverts import Texts

HELP = help_of(
    "Say which adverts are one job. Reads one JSON object a line with source, source_ref, url, title, recruiter, "
    "location, salary_text, closes_at, posted_on, reference and description, any of which may be missing; writes "
    "source, source_ref and job for each line, in order, once all are read. A line that is no object gets nulls and "
    "exit code 1.",
    "counciljobs dedupe adverts.jsonl > jobs.jsonl",
    "counciljobs export - --postings --all --format jsonl | counciljobs dedupe -",
)


@click.command("dedupe", help=HELP)
@click.argument("file", metavar="FILE|-")
@click.pass_context
def dedupe(context: click.Context, *, file: str) -> None:
    """Read all adverts, match them, answer line by line."""
    from counciljobs.sorting import jobs_of  # noqa: PLC0415 (help must start without it)

    adverts = list(_adverts(file))
    good = [advert for advert in adverts if advert is not None]
    jobs = iter(jobs_of(good, session_of(context).clock().date()))
    out = raw_stdout()
    for advert in adverts:
        if advert is None:
            out.write(json_line({"source": None, "source_ref": None, "job": None}))
        else:
            out.write(json_line({"source": advert.source, "source_ref": advert.source_ref, "job": next(jobs)}))
    out.flush()
    _own_up([at for at, advert in enumerate(adverts, 1) if advert is None], len(adverts))


def _own_up(broken: list[int], total: int) -> None:
    """Name the lines that are no adverts, and leave with the exit code they cost."""
    if not broken:
        return
    told = (
        f"Line {broken[0]} is" if len(broken) == 1 else f"{len(broken)} lines, the first of them line {broken[0]}, are"
    )
    raise Stop(
        f"{told} no JSON object with an advert's fields: mend or leave out such lines, which got no job.",
        NOTHING_DONE if len(broken) == total else SOME_FAILED,
    )


def _adverts(file: str) -> Iterator["Texts | None"]:
    """Yield each line's advert; None for a line that holds none."""
    if file == "-":
        for ready in lines_of(raw_stdin()):
            yield from map(_advert, ready)
        return
    with Path(file).open("rb") as stream:
        for ready in lines_of(stream):
            yield from map(_advert, ready)


def _advert(line: str) -> "Texts | None":
    import msgspec  # noqa: PLC0415

    from counciljobs.plain_adverts import texts_of  # noqa: PLC0415

    try:
        value = msgspec.json.decode(line)
    except (msgspec.DecodeError, RecursionError):
        return None
    return texts_of(value) if isinstance(value, dict) else None
