"""``counciljobs sources new``: a source's row, its page as a fixture, and a test that waits for a person."""

import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import click

from counciljobs.errors import NOTHING_DONE, Stop
from counciljobs.helptext import help_of
from counciljobs.options import gss_code, platform_options, web_address
from counciljobs.output import note, print_json, say
from counciljobs.session import Session, session_of

if TYPE_CHECKING:
    from counciljobs.looks import Look
    from scraper.sources.model import Source

FILE = click.Path(path_type=Path)
OWN_ROWS = Path("sources.toml")
"""Where a new row goes when neither --into nor the settings name a place."""
HELP = help_of(
    "Add a source. Fetches its first listing page as a run would, reads it, writes the row to your own TOML, and saves "
    "the page as a fixture with e-mail addresses and telephone numbers masked, beside a golden of what was read and a "
    "test with a frozen clock that fails until a person has compared the two. Nothing is written when the platform "
    "can't read the page.",
    "COUNCILJOBS_CONTACT=jobs@example.org counciljobs sources new https://jobs.example.gov.uk/rss --platform feed",
    "counciljobs sources new https://jobs.example.gov.uk/ --platform tribepad --authority E08000035",
)


@click.command("new", help=HELP)
@click.argument("url", metavar="URL")
@click.option("--platform", required=True, metavar="P", help="The platform that serves it, such as jobposting.")
@click.option("--id", "ident", metavar="ID", help="Its id (default from the council or the host).")
@click.option("--name", metavar="NAME", help="Its name for people (default the council's name, or the host).")
@click.option("--authority", metavar="CODE", help="GSS code of the council whose own site it is.")
@click.option("--option", "options", multiple=True, metavar="K=V", help="An option of the platform; may be repeated.")
@click.option("--into", type=FILE, metavar="FILE|DIR", help="Where the row goes (default your own rows).")
@click.option("--fixtures", type=FILE, default=Path("fixtures"), metavar="DIR", help="Where its folder of tests goes.")
@click.pass_context
def new(  # noqa: PLR0913 (the contract of the command line)
    context: click.Context,
    *,
    url: str,
    platform: str,
    ident: str | None,
    name: str | None,
    authority: str | None,
    options: tuple[str, ...],
    into: Path | None,
    fixtures: Path,
) -> None:
    """Look at the page, then write the row, the fixture, the golden and the test."""
    from counciljobs.cases import check_free, write_case  # noqa: PLC0415
    from scraper.sources.writing import add_row, check_new  # noqa: PLC0415

    session = session_of(context)
    code = None if authority is None else gss_code(authority)
    row = _row(session, web_address(url), platform, (ident, name), code, options)
    _check_platform(platform)
    rows = into or session.settings.sources or OWN_ROWS
    check_new(rows, row)
    check_free(fixtures / row.id)
    look = _look(session, row)
    files = write_case(fixtures / row.id, look)
    add_row(_file(rows, row), row)
    _show(session, look, [_file(rows, row), *files])


def _row(
    session: Session,
    url: str,
    platform: str,
    given: tuple[str | None, str | None],
    authority: str | None,
    options: tuple[str, ...],
) -> "Source":
    """Return the row as it will be written. It is "discovered": a page went through, and nobody has looked yet."""
    from scraper.reference.authorities import get  # noqa: PLC0415
    from scraper.sources.building import ident as ident_of  # noqa: PLC0415
    from scraper.sources.model import Source  # noqa: PLC0415

    council = get(authority)
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    ident, name = given
    return Source(
        id=ident or (ident_of(council) if council else re.sub(r"[^a-z0-9]+", "-", host).strip("-")),
        name=name or (council.name if council else host),
        platform=platform,
        url=url,
        authority=authority,
        options=platform_options(options),
        evidence="discovered",
        checked_on=session.clock().date().isoformat(),
        notes="Set evidence to captured once a person has compared its golden with its page.",
    )


def _check_platform(name: str) -> None:
    from scraper.platforms import registry  # noqa: PLC0415

    try:
        registry.load(name)
    except registry.UnknownPlatformError as error:
        raise Stop(str(error)) from None


def _look(session: Session, row: "Source") -> "Look":
    from counciljobs.looks import look_at  # noqa: PLC0415
    from counciljobs.manners import fetching  # noqa: PLC0415

    (look,) = look_at([row], fetching(session, [row.url]), session.clock)
    if look.problem:
        others = _others(look, row.platform)
        told = f"{look.problem.verdict} ({look.problem.cause}): {look.problem.message.rstrip('.')}"
        raise Stop(f"Nothing was written: {told}.{others}", NOTHING_DONE)
    return look


def _others(look: "Look", asked: str) -> str:
    """Return which other platforms know the page as theirs, as a sentence."""
    from scraper.platforms import registry  # noqa: PLC0415

    page = look.page
    if page is None:
        return ""
    found = [name for name in registry.names() if name != asked and registry.load(name).recognise(page)]
    return f" It looks like {' or '.join(found)}." if found else ""


def _file(path: Path, row: "Source") -> Path:
    return path / f"{row.id}.toml" if path.is_dir() else path


def _show(session: Session, look: "Look", paths: list[Path]) -> None:
    count = len(look.listing.adverts) if look.listing else 0
    if session.json:
        print_json([{"source": look.source.id, "adverts": count, "files": [str(path) for path in paths]}])
    elif not session.quiet:
        for path in paths:
            say(str(path))
    if not session.quiet:
        note(
            f"{look.source.id}: {count} adverts read. Take names of people out of {paths[1]}, compare it with "
            f"{paths[2].name}, then write the day into LOOKED_AT in {paths[3].name}."
        )
