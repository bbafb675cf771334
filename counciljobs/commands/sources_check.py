"""``counciljobs sources check``: one page of each source, to see whether it is still what its row says."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from counciljobs.errors import DONE, NOTHING_DONE, SOME_FAILED, Stop
from counciljobs.helptext import help_of
from counciljobs.output import note, print_json
from counciljobs.session import Session, session_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from counciljobs.checkups import Checkup
    from scraper.sources.model import Source
    from storage.batch import Known

HELP = help_of(
    "Look at one listing page of each source: is its platform still recognised, how many adverts does it show, which "
    "fields are filled, and what has changed since the last run. Nothing is stored. Obeys robots.txt and the pace of "
    "a run, and needs COUNCILJOBS_CONTACT as a run does. Exit code 1 when some can't be read, 3 when none can.",
    "counciljobs sources check kirklees",
    "counciljobs sources check --sources my-sources.toml --json",
)
HEADINGS = ("source", "verdict", "cause", "recognised", "adverts", "declared", "new", "changed", "fields filled")
GOOD = {"ok", "empty"}


@click.command("check", help=HELP)
@click.argument("names", nargs=-1, metavar="[SOURCE]...")
@click.option(
    "--sources",
    "given",
    type=click.Path(path_type=Path),
    metavar="FILE|DIR",
    help="Check these source rows instead of the register.",
)
@click.pass_context
def check(context: click.Context, *, names: tuple[str, ...], given: Path | None) -> None:
    """Look at each source, compare it with the store, and say by the exit code how it went."""
    from counciljobs.checkups import checkup  # noqa: PLC0415
    from counciljobs.looks import look_at  # noqa: PLC0415
    from counciljobs.manners import fetching  # noqa: PLC0415
    from counciljobs.rows import chosen  # noqa: PLC0415

    session = session_of(context)
    rows = _readable(chosen(names, given, session.settings), named=bool(names))
    looks = look_at(rows, fetching(session, [row.url for row in rows]), session.clock)
    known = _known(session, rows)
    answers = [checkup(look, known[look.source.id]) for look in looks]
    _show(session, answers)
    raise click.exceptions.Exit(_exit_code(answers))


def _readable(rows: "Sequence[Source]", *, named: bool) -> "list[Source]":
    """Return those whose platform is known; a disabled one is checked when it is named."""
    found = [row for row in rows if row.platform != "unknown" and (named or row.enabled)]
    if not found:
        raise Stop(
            "None of these sources can be checked: their platform is not known yet. "
            "Where you know it, counciljobs sources new URL --platform P writes a row.",
            NOTHING_DONE,
        )
    return found


def _known(session: Session, rows: "Sequence[Source]") -> "Mapping[str, Known]":
    from counciljobs.stores import existing  # noqa: PLC0415
    from storage.batch import Known  # noqa: PLC0415

    if not session.settings.db.exists():
        return {row.id: Known() for row in rows}
    with existing(session.settings.db) as store:
        return {row.id: store.known(row.id) for row in rows}


def _exit_code(answers: "Sequence[Checkup]") -> int:
    good = [answer.verdict in GOOD for answer in answers]
    return DONE if all(good) else SOME_FAILED if any(good) else NOTHING_DONE


def _show(session: Session, answers: "Sequence[Checkup]") -> None:
    from counciljobs.tables import print_table  # noqa: PLC0415

    if session.json:
        print_json(answers)
    elif not session.quiet:
        print_table(HEADINGS, [_cells(answer) for answer in answers])
    for answer in answers:
        if answer.message:
            note(f"{answer.source} is {answer.verdict} ({answer.cause}): {answer.message.rstrip('.')}.")
        for sentence in () if session.quiet else answer.changes:
            note(f"{answer.source}: {sentence}")


def _cells(answer: "Checkup") -> list[str | int | None]:
    filled = ", ".join(f"{field.partition('_text')[0]} {share:.0%}" for field, share in answer.fields.items())
    recognised = "yes" if answer.recognised else "no"
    told = [answer.source, answer.verdict, answer.cause, recognised, answer.adverts, answer.declared_total]
    return [*told, answer.new, answer.changed, filled]
