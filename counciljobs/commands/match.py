"""``counciljobs match``: a person's decision on whether two postings are one job."""

import getpass
from typing import TYPE_CHECKING

import click

from counciljobs.clock import stamp
from counciljobs.errors import NOTHING_DONE, Stop
from counciljobs.helptext import help_of
from counciljobs.output import note, print_json
from counciljobs.session import Session, session_of

if TYPE_CHECKING:
    from storage.joining.deciding import Decision

HELP = help_of(
    "Decide whether two postings are one job. A posting is named SOURCE:SOURCE_REF, as explain and export --postings "
    "show it. A decision stands above every rule, survives every later run and rebuild, and can be taken back.",
    "counciljobs match duplicate leeds:1234 yorkshire-jobs:A77",
    'counciljobs match not-duplicate leeds:1234 leeds:1235 --why "two schools"',
    "counciljobs match undo leeds:1234 leeds:1235",
    "counciljobs match list",
)
WHO = click.option("--by", metavar="NAME", help="Who decides (default: who is logged in).")
WHY = click.option("--why", metavar="TEXT", help="Why, for those who come after.")


@click.group("match", help=HELP)
def match() -> None:
    """Hold the four verbs."""


def _both(verb: str, text: str, decision: "Decision") -> None:
    @match.command(verb, help=help_of(text, f"counciljobs match {verb} leeds:1234 yorkshire-jobs:A77"))
    @click.argument("one", metavar="A")
    @click.argument("other", metavar="B")
    @WHO
    @WHY
    @click.pass_context
    def decide(context: click.Context, *, one: str, other: str, by: str | None, why: str | None) -> None:
        from counciljobs.stores import existing_to_write  # noqa: PLC0415

        session = session_of(context)
        pair = (_key(one), _key(other))
        with existing_to_write(session.settings.db) as store:
            store.decide(pair, decision, stamp(session.clock()), by=by or _who(), reason=why)
        _say(session, f"{one} and {other} are {'one job' if decision == 'duplicate' else 'two jobs'} from now on.")


_both("duplicate", "Decide that two postings advertise one job.", "duplicate")
_both("not-duplicate", "Decide that two postings are two jobs.", "not_duplicate")


@match.command("undo", help=help_of("Take a decision back: the rules decide again.", "counciljobs match undo a:1 b:2"))
@click.argument("one", metavar="A")
@click.argument("other", metavar="B")
@click.pass_context
def undo(context: click.Context, *, one: str, other: str) -> None:
    """Take the decision back."""
    from counciljobs.stores import existing_to_write  # noqa: PLC0415

    session = session_of(context)
    with existing_to_write(session.settings.db) as store:
        had = store.undecide((_key(one), _key(other)))
    if not had:
        raise Stop(f"Nobody decided on {one} and {other}: nothing is changed.", NOTHING_DONE)
    _say(session, f"The decision on {one} and {other} is taken back; the rules decide again.")


@match.command("list", help=help_of("Show every decision that stands.", "counciljobs match list --json"))
@click.pass_context
def listed(context: click.Context) -> None:
    """Show the decisions."""
    from counciljobs.stores import existing  # noqa: PLC0415
    from counciljobs.tables import print_table  # noqa: PLC0415

    session = session_of(context)
    with existing(session.settings.db) as store:
        rows = store.connection.execute(
            "SELECT source_a || ':' || ref_a, source_b || ':' || ref_b, decision, decided_by, reason, decided_at"
            " FROM match_overrides ORDER BY decided_at, 1, 2"
        ).fetchall()
    names = ("a", "b", "decision", "by", "why", "at")
    if session.json:
        print_json(dict(zip(names, row, strict=True)) for row in rows)
    else:
        print_table(names, [list(row) for row in rows])


def _key(text: str) -> tuple[str, str]:
    source, colon, ref = text.partition(":")
    if not (source and colon and ref):
        raise Stop(f"A posting is named SOURCE:SOURCE_REF, not {text!r}: see counciljobs export - --postings.")
    return source, ref


def _who() -> str | None:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return None


def _say(session: Session, text: str) -> None:
    if not session.quiet:
        note(text)
