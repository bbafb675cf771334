"""``counciljobs doctor``: is everything here that a run needs?"""

import click

from counciljobs.errors import SOME_FAILED
from counciljobs.helptext import help_of
from counciljobs.output import print_json, say
from counciljobs.session import session_of

HELP = help_of(
    "Check that all a run needs is here. Looks at Python, SQLite, settings, sources, store, disk and clock; each line "
    "is ok, warn or fail and says what to do. Exit code 1 when something fails.",
    "counciljobs doctor",
    "counciljobs doctor --json",
)


@click.command("doctor", help=HELP)
@click.pass_context
def doctor(context: click.Context) -> None:
    """Run every check and show its answer."""
    from counciljobs.checks import run_checks  # noqa: PLC0415

    session = session_of(context)
    answers = run_checks(session)
    if session.json:
        print_json(answers)
    for answer in answers:
        if not session.json and not (session.quiet and answer.level == "ok"):
            say(f"{answer.level:<5} {answer.check:<9} {answer.message}")
    if any(answer.level == "fail" for answer in answers):
        raise click.exceptions.Exit(SOME_FAILED)
