"""``counciljobs demo``: two days of a small world on this machine, collected through the real fetcher."""

import click

from counciljobs.crash import keep_log
from counciljobs.helptext import help_of
from counciljobs.session import session_of

HELP = help_of(
    "Play two days of a small world on this machine. Serves the bundled pages on 127.0.0.1 and collects from them for "
    "real: adverts appear, change and go, and two sources fail on the second day. "
    "Starts from a fresh store with a fixed clock, and writes "
    "counciljobs.db and counciljobs.csv here (or beside --db); a store that holds anything else is never overwritten.",
    "counciljobs demo",
    "counciljobs --db /tmp/try.db demo",
)


@click.command("demo", help=HELP)
@click.pass_context
def demo(context: click.Context) -> None:
    """Play the two days, and exit 0 when the demonstration itself went through."""
    from counciljobs.demo.play import play  # noqa: PLC0415

    keep_log()
    play(session_of(context))
