"""``counciljobs sources coverage``: which councils the register reaches, and how."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from counciljobs.helptext import help_of
from counciljobs.output import note, print_json
from counciljobs.session import session_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scraper.sources.coverage import Covered

HELP = help_of(
    "Show which councils are reached, and how. own_site: by the council's own site; discovered: by one that sources "
    "discover found and nobody has looked at; board: by a board that carries its adverts; unverified: by a row that "
    "nothing speaks for yet; not_yet. --json prints one object a council.",
    "counciljobs sources coverage",
    "counciljobs sources coverage --json | grep not_yet",
    "counciljobs sources coverage --state not_yet --nation Wales",
)
COLUMNS = ("code", "name", "nation", "type", "state", "sources")


@click.command("coverage", help=HELP)
@click.option("--state", metavar="STATE", help="List the councils in this state.")
@click.option("--nation", metavar="NATION", help="List the councils of this nation.")
@click.option("--sources", "given", type=click.Path(path_type=Path), metavar="FILE|DIR", help="More source rows.")
@click.pass_context
def coverage(context: click.Context, *, state: str | None, nation: str | None, given: Path | None) -> None:
    """Count by nation and type, or list the councils that were asked for."""
    from counciljobs.rows import every  # noqa: PLC0415
    from scraper.sources.coverage import REACHED  # noqa: PLC0415
    from scraper.sources.coverage import coverage as answer  # noqa: PLC0415

    session = session_of(context)
    everyone = answer(every(given, session.settings))
    asked = _asked(everyone, state, nation)
    if session.json:
        print_json(asked)
    elif state is None and nation is None:
        _print_counts(everyone)
    else:
        _print_councils(asked)
    if not session.quiet and not session.json:
        reached = sum(one.state in REACHED for one in everyone)
        note(f"Reached: {reached} of {len(everyone)} councils.")


def _asked(answers: "Sequence[Covered]", state: str | None, nation: str | None) -> "list[Covered]":
    from counciljobs.options import one_of  # noqa: PLC0415
    from scraper.sources.coverage import STATES  # noqa: PLC0415

    wanted = None if state is None else one_of(state, STATES, "--state")
    land = None if nation is None else one_of(nation, sorted({one.nation for one in answers}), "--nation")
    return [one for one in answers if wanted in {None, one.state} and land in {None, one.nation}]


def _print_counts(answers: "Sequence[Covered]") -> None:
    from counciljobs.tables import print_table  # noqa: PLC0415
    from scraper.sources.coverage import STATES, totals  # noqa: PLC0415

    rows: list[list[str | int]] = [
        [group.nation, group.type, group.councils, group.reached, *group.states] for group in totals(answers)
    ]
    print_table(("nation", "type", "councils", "reached", *STATES), rows)


def _print_councils(answers: "Sequence[Covered]") -> None:
    from counciljobs.tables import print_table  # noqa: PLC0415

    print_table(COLUMNS, [_cells(one) for one in answers])


def _cells(one: "Covered") -> list[str]:
    return [one.code, one.name, one.nation, one.type, one.state, ", ".join(one.sources)]
