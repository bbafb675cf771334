"""``counciljobs searches``: saved searches, whose new matches are told once."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from counciljobs.clock import stamp
from counciljobs.errors import NOTHING_DONE, Stop
from counciljobs.helptext import help_of
from counciljobs.output import note, print_json, say
from counciljobs.session import session_of

if TYPE_CHECKING:
    from storage.searching import Search, Searches

NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,60}")
"""A search's name is the name of its feed's file too."""
HELP = help_of(
    "Save searches, and be told of new matches alone. What matches when a search is saved counts as seen; run tells "
    "what came since, once. A search may want words (as the full-text search reads them), a condition (as export "
    "--where), and an employer. With --feeds, run leaves an RSS file for each search.",
    "counciljobs searches add planners --words planner --where \"region = 'London'\"",
    "counciljobs searches list",
    "counciljobs searches run --feeds feeds",
    "counciljobs searches remove planners",
)


@click.group("searches", help=HELP)
def searches() -> None:
    """Hold the four verbs."""


ADD = help_of("Save a search.", "counciljobs searches add social-workers --words 'social worker' --council Leeds")


@searches.command("add", help=ADD)
@click.argument("name")
@click.option("--words", metavar="WORDS", help="Words that all have to stand in the advert.")
@click.option("--where", metavar="SQL", help="A condition on the exported columns.")
@click.option("--council", metavar="NAME|CODE", help="Only this employer, by name or GSS code.")
@click.pass_context
def add(context: click.Context, *, name: str, words: str | None, where: str | None, council: str | None) -> None:
    """Save a search under a name."""
    from counciljobs.employers import employer  # noqa: PLC0415
    from counciljobs.stores import existing_to_write  # noqa: PLC0415
    from storage.searching import Search, Searches  # noqa: PLC0415

    session = session_of(context)
    if not NAME.fullmatch(name):
        raise Stop(f"A search's name is of small letters, digits and hyphens, such as planners-london, not {name!r}.")
    if not (words or where or council):
        raise Stop("A search wants --words, --where or --council: it would find every job.")
    with existing_to_write(session.settings.db) as store:
        code = None if council is None else employer(council, store, session.clock().date())
        count = Searches(store).add(
            Search(name=name, words=words, condition=where, council=code), stamp(session.clock())
        )
    if not session.quiet:
        now = "1 live job matches" if count == 1 else f"{count} live jobs match"
        note(f"Saved {name}: {now} now; run tells new ones.")


@searches.command("list", help=help_of("Show the saved searches.", "counciljobs searches list --json"))
@click.pass_context
def listed(context: click.Context) -> None:
    """Show every search."""
    from msgspec.structs import asdict  # noqa: PLC0415

    from counciljobs.stores import existing  # noqa: PLC0415
    from counciljobs.tables import print_table  # noqa: PLC0415
    from storage.searching import Searches  # noqa: PLC0415

    session = session_of(context)
    with existing(session.settings.db) as store:
        found = [asdict(one) for one in Searches(store).all_of_them()]
    if session.json:
        print_json(found)
    else:
        names = ("name", "words", "condition", "council", "ran_at")
        print_table(("name", "words", "where", "council", "last run"), [[one[name] for name in names] for one in found])


RUN = help_of("Tell the new matches of all searches, or of those named.", "counciljobs searches run planners --json")


@searches.command("run", help=RUN)
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option("--feeds", type=click.Path(path_type=Path), metavar="DIR", help="Leave an RSS file a search here.")
@click.pass_context
def run(context: click.Context, *, names: tuple[str, ...], feeds: Path | None) -> None:
    """Show what is new, then keep that it was shown."""
    from counciljobs.stores import existing_to_write  # noqa: PLC0415
    from storage.searching import Searches  # noqa: PLC0415

    session = session_of(context)
    with existing_to_write(session.settings.db) as store:
        saved = Searches(store)
        for search in _chosen(saved, names):
            fresh = saved.fresh(search)
            if session.json:
                print_json({"search": search.name, **row} for row in fresh)
            elif fresh or not session.quiet:
                _say(search, fresh)
            saved.told(search, [str(row["job"]) for row in fresh], stamp(session.clock()))
            if feeds is not None:
                feeds.mkdir(parents=True, exist_ok=True)
                saved.feed(search, feeds / f"{search.name}.xml")


@searches.command("remove", help=help_of("Forget a search.", "counciljobs searches remove planners"))
@click.argument("name")
@click.pass_context
def remove(context: click.Context, name: str) -> None:
    """Forget a search and what it has found."""
    from counciljobs.stores import existing_to_write  # noqa: PLC0415
    from storage.searching import Searches  # noqa: PLC0415

    session = session_of(context)
    with existing_to_write(session.settings.db) as store:
        if not Searches(store).remove(name):
            raise Stop(f"There is no search {name!r}: counciljobs searches list shows them.", NOTHING_DONE)
    if not session.quiet:
        note(f"Removed {name}.")


def _chosen(saved: "Searches", names: tuple[str, ...]) -> "list[Search]":
    found = {search.name: search for search in saved.all_of_them()}
    for name in names:
        if name not in found:
            raise Stop(f"There is no search {name!r}: counciljobs searches list shows them.")
    if not found:
        raise Stop("No search is saved yet: counciljobs searches add saves one.", NOTHING_DONE)
    return [found[name] for name in names] or list(found.values())


def _say(search: "Search", fresh: "list[dict[str, object]]") -> None:
    from counciljobs.output import one_line  # noqa: PLC0415

    say(f"{search.name}: {'nothing new' if not fresh else f'{len(fresh)} new'}")
    for row in fresh:
        parts = (row["title"], row["recruiter"], row["location"], row["salary_text"])
        closes = f"closes {str(row['closes_at'])[:10]}" if row["closes_at"] else None
        said = "; ".join(one_line(str(part)) for part in (*parts, closes, row["url"]) if part)
        say(f"  {said}")
