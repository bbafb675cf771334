"""``counciljobs explain``: why postings are one job, and why each field has its value."""

from difflib import get_close_matches
from typing import TYPE_CHECKING

import click

from counciljobs.errors import Stop
from counciljobs.helptext import help_of
from counciljobs.output import one_line, print_json, say
from counciljobs.session import session_of

if TYPE_CHECKING:
    from storage.joining.explaining import Explained, Field, Told
    from storage.store import Store

HELP = help_of(
    "Say in plain sentences why a job's postings are one job and why its nearest neighbour is not (give a job's id), "
    "or why each field of a posting has its value: the rule, and the words that it read (give SOURCE:SOURCE_REF).",
    "counciljobs explain j26753kydmvany",
    "counciljobs explain demo-leeds:4417 --json",
)
LONGEST = 100
"""Letters of a value or of the words behind it that are shown; --json has them whole."""


@click.command("explain", help=HELP)
@click.argument("name", metavar="JOB|POSTING")
@click.pass_context
def explain(context: click.Context, name: str) -> None:
    """Find what is meant, and explain it."""
    from counciljobs.stores import existing  # noqa: PLC0415
    from storage.joining import explaining  # noqa: PLC0415

    session = session_of(context)
    with existing(session.settings.db) as store:
        source, colon, ref = name.partition(":")
        if colon:
            found = explaining.fields_of(store.connection, source, ref)
            if found is None:
                raise Stop(f"There is no posting {name} in this store; {_nearest(store, name)}.")
            job, fields = found
            if session.json:
                print_json([{"posting": name, "job": job, "fields": fields}])
            else:
                _say_fields(name, job, fields)
            return
        told = explaining.explained(store.connection, name)
        if told is None:
            raise Stop(f"There is no job {name} in this store; {_nearest(store, name)}.")
    if session.json:
        print_json([told])
    else:
        _say_job(told)


def _nearest(store: "Store", name: str) -> str:
    source, colon, ref = name.partition(":")
    if colon:
        query = "SELECT source || ':' || source_ref FROM postings WHERE source = ? OR source_ref = ? LIMIT 5000"
        known = [row[0] for row in store.connection.execute(query, (source, ref))]
    else:
        known = [
            row[0]
            for row in store.connection.execute("SELECT id FROM jobs WHERE id LIKE ? LIMIT 50", (name[:4] + "%",))
        ]
    near = get_close_matches(name, known, n=1, cutoff=0.3)
    return (
        f"did you mean {near[0]}" if near else "a job's id is in the first column of an export, a posting is SOURCE:REF"
    )


def _say_fields(name: str, job: str, fields: "list[Field]") -> None:
    from counciljobs.tables import print_table  # noqa: PLC0415

    rows = [[field.field, _short(field.value), field.rule, _short(field.text)] for field in fields]
    say(f"{one_line(name)} is advertised as job {job}. Fields that are not listed are not known.")
    say()
    print_table(("field", "value", "rule", "read from"), rows)


def _short(value: object) -> str | None:
    if value is None:
        return None
    text = one_line(str(value))
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}..."


def _say_job(told: "Explained") -> None:
    if told.asked:
        say(f"{told.asked} turned out to be {told.job}.")
    count = len(told.members)
    say(f"Job {told.job} is advertised by {'1 posting' if count == 1 else f'{count} postings'}:")
    for member in told.members:
        said = ", ".join(one_line(part) for part in (member.title, member.recruiter) if part)
        rule = "" if count == 1 else f"; linked by {member.rule.replace('_', ' ')}, {member.score:.4f} sure"
        say(f"  {one_line(member.posting)}: {said} ({member.status}{rule})")
    for pair in told.together:
        _say_pair(f"Why {one_line(pair.one)} and {one_line(pair.other)} are one job:", pair)
    for sentence in told.decisions:
        say(one_line(sentence))
    if told.nearest is None:
        say("No other posting comes near.")
    else:
        near = told.nearest
        _say_pair(f"Its nearest neighbour is {one_line(near.other)} (job {near.job}); why it is another job:", near)


def _say_pair(head: str, pair: "Told") -> None:
    say(head)
    for sentence in pair.sentences:
        say(f"  - {sentence}")
