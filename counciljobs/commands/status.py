"""``counciljobs status``: what is broken, since when, and what to do."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from counciljobs.errors import Stop
from counciljobs.helptext import help_of
from counciljobs.output import print_json
from counciljobs.session import session_of

if TYPE_CHECKING:
    from scheduler.summary import SourceResult

HELP = help_of(
    "Show what is broken, since when, and what to do. Sources that need a person stand last, next to the prompt.",
    "counciljobs status",
    "counciljobs status kirklees --json",
    "counciljobs status --html status.html",
)


@click.command("status", help=HELP)
@click.argument("names", nargs=-1, metavar="[SOURCE]...")
@click.option("--html", type=click.Path(path_type=Path), metavar="FILE", help="Write it as a page for a browser.")
@click.pass_context
def status(context: click.Context, *, names: tuple[str, ...], html: Path | None) -> None:
    """Read the store's memory of every source and show it."""
    from counciljobs.states import results_of  # noqa: PLC0415
    from counciljobs.status_page import page  # noqa: PLC0415
    from counciljobs.statuses import print_status  # noqa: PLC0415
    from counciljobs.stores import existing  # noqa: PLC0415
    from counciljobs.summaries import json_of  # noqa: PLC0415
    from storage.writers import in_place  # noqa: PLC0415

    session = session_of(context)
    with existing(session.settings.db) as store:
        results = _wanted(results_of(store, session.clock()), names)
    if html is not None:
        with in_place(html) as file:
            file.write(page(results, session.clock()).encode())
    elif session.json:
        print_json(map(json_of, results))
    else:
        print_status(results, said=bool(names))


def _wanted(results: "list[SourceResult]", names: tuple[str, ...]) -> "list[SourceResult]":
    known = {result.source for result in results}
    for name in names:
        if name not in known:
            raise Stop(f"No source {name!r} is in this store; {_nearest(name, known)}.")
    return [result for result in results if not names or result.source in names]


def _nearest(name: str, known: set[str]) -> str:
    from difflib import get_close_matches  # noqa: PLC0415

    near = get_close_matches(name, sorted(known), n=1)
    return f"did you mean {near[0]}" if near else "counciljobs status lists those that are"
