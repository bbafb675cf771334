"""``counciljobs replay``: rebuild or repair a store from archived pages."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from counciljobs.clock import read_time, stamp
from counciljobs.errors import DONE, NOTHING_DONE, SOME_FAILED, Stop
from counciljobs.helptext import help_of
from counciljobs.output import note, one_line, print_json, say
from counciljobs.session import Session, session_of

if TYPE_CHECKING:
    from scheduler.replay.films import Film
    from scheduler.replay.reread import Period
    from scheduler.replay.session import Replayed
    from storage.rereading import Difference

FILE = click.Path(path_type=Path)
SHOWN = 60
"""Characters of a value in a line of differences: enough to see what it was."""
HELP = help_of(
    "Run again from archived pages (folders of --archive, or WARC files), with no network. Source runs that the store "
    "lacks are taken in as they were: the same ids, dates, verdicts and closures. Those it has are read again with "
    "today's rules, and what comes out differently is changed and marked as reparse. With --dry-run nothing is "
    "written, and each difference is shown. --sources names the rows for WARC files of other crawls: their pages are "
    "read for what they show, and close nothing. Exit code 1 when a file was torn or of no use.",
    "counciljobs --db rebuilt.db replay archive/",
    "counciljobs replay archive/ --dry-run --since 2026-11-01 --source kirklees",
    "counciljobs replay crawl.warc.gz --sources my-sources.toml",
)


@click.command("replay", help=HELP)
@click.argument("archive", nargs=-1, required=True, type=FILE, metavar="ARCHIVE...")
@click.option("--dry-run", is_flag=True, help="Write nothing: show what would change, field by field.")
@click.option("--since", metavar="TIME", help="Only runs that began then or later.")
@click.option("--until", metavar="TIME", help="Only runs that began then or earlier.")
@click.option("--source", "names", multiple=True, metavar="SOURCE", help="Only this source; may be given again.")
@click.option("--sources", type=FILE, metavar="FILE|DIR", help="Source rows to read other crawls' pages by.")
@click.pass_context
def replay(
    context: click.Context,
    *,
    archive: tuple[Path, ...],
    dry_run: bool,
    since: str | None,
    until: str | None,
    names: tuple[str, ...],
    sources: Path | None,
) -> None:
    """Find the runs, replay them, show, and say by the exit code how it went."""
    from scheduler.replay.films import films  # noqa: PLC0415 (loads the parsers)
    from scheduler.replay.players import get_ready  # noqa: PLC0415
    from scraper.normalising.posting import normalise  # noqa: PLC0415

    session = session_of(context)
    files = _files(archive)
    get_ready(len(files), normalise)
    ours, foreign = films(files)
    period = _period(since, until, names)
    done = _replayed(session, ours, period, dry=dry_run)
    if foreign and sources is not None and not dry_run:
        _take_in_crawl(session, foreign, sources, done)
    elif foreign and sources is None:
        done.notes += [f"{file} is not an archive of counciljobs: name its sources with --sources." for file in foreign]
    _show(session, done, dry=dry_run)
    nothing = not (done.taken or done.reread)
    raise click.exceptions.Exit((NOTHING_DONE if nothing else SOME_FAILED) if done.notes or nothing else DONE)


def _files(archive: tuple[Path, ...]) -> list[Path]:
    from scheduler.replay.films import warc_files  # noqa: PLC0415

    for path in archive:
        if not path.exists():
            raise Stop(
                f"There is no archive at {path}: name the folder that collect was given as --archive, or a WARC file.",
                NOTHING_DONE,
            )
    files = warc_files(archive)
    if not files:
        raise Stop(f"There are no WARC files (.warc, .warc.gz) at {archive[0]}.", NOTHING_DONE)
    return files


def _period(since: str | None, until: str | None, names: tuple[str, ...]) -> "Period":
    from scheduler.replay.reread import Period  # noqa: PLC0415

    return Period(
        since=stamp(read_time(since, "--since")) if since else "",
        until=stamp(read_time(until, "--until")) if until else "9999",
        sources=frozenset(names),
    )


def _replayed(session: Session, ours: "list[Film]", period: "Period", *, dry: bool) -> "Replayed":
    from scheduler.replay.session import replay as run  # noqa: PLC0415
    from scraper.normalising.posting import normalise  # noqa: PLC0415
    from storage.store import Store  # noqa: PLC0415

    at = stamp(session.clock())
    with Store.open(session.settings.db) as store:
        return run(store, ours, period, normalise, at, dry=dry, heard=lambda _: None)


def _take_in_crawl(session: Session, files: list[Path], sources: Path, done: "Replayed") -> None:
    from counciljobs.rows import chosen  # noqa: PLC0415
    from scheduler.replay.session import crawled  # noqa: PLC0415
    from scraper.normalising.posting import normalise  # noqa: PLC0415
    from storage.store import Store  # noqa: PLC0415

    rows = chosen((), sources, session.settings)
    with Store.open(session.settings.db) as store:
        told = crawled(store, files, rows, normalise)
    done.taken += told.runs
    done.reread += told.known
    done.pages += told.pages
    done.notes += told.notes


def _show(session: Session, done: "Replayed", *, dry: bool) -> None:
    if session.json:
        print_json(done.differences)
    elif dry:
        for line in _lines(done.differences):
            say(line)
    for sentence in done.notes:
        note(sentence)
    if not session.quiet:
        would, are = ("would be", "would be") if dry else ("were", "were")
        note(
            f"{done.taken} source runs {would} taken in, {done.reread} read again ({done.pages} pages); "
            f"{len(done.differences)} fields {are} changed."
        )


def _lines(differences: "list[Difference]") -> list[str]:
    """Return the differences by source, a line each."""
    lines: list[str] = []
    source = None
    for one in differences:
        if one.source != source:
            source = one.source
            lines.append(source)
        lines.append(f"  {one_line(one.source_ref)} {one.field}: {_short(one.old)} -> {_short(one.new)}")
    return lines


def _short(value: object) -> str:
    text = "nothing" if value is None else one_line(str(value))
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"
