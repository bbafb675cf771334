"""``counciljobs parse``: one page in, its postings out; no network, no store."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import click

from counciljobs.clock import read_time, stamp
from counciljobs.errors import SOME_FAILED, Stop
from counciljobs.helptext import help_of
from counciljobs.options import gss_code, platform_options, web_address
from counciljobs.output import note, print_json, raw_stdin
from counciljobs.session import Session, session_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scraper.normalising.context import Context
    from scraper.pages import Page
    from scraper.platforms.base import Listing, Options, Platform
    from scraper.records import Advert, Posting

HELP = help_of(
    "Read one saved page and print its postings. One JSON object a line. Exit code 1, with one sentence that names the "
    "cause, when the page is blocked or broken; an empty listing that says so is a success without output.",
    "counciljobs parse page.html --platform localgov --url https://www.localgov.co.uk/news/12345",
    "counciljobs parse - --platform feed --url https://jobs.example.gov.uk/rss < feed.xml",
    "counciljobs parse jobs.html --platform jobposting --url https://jobs.example.gov.uk/ --listing-info",
)
MOST_BYTES = 1 << 26
"""More than any page that is read: 16 million characters of four bytes. An endless file or pipe ends there."""


@click.command("parse", help=HELP)
@click.argument("file", metavar="FILE|-")
@click.option("--platform", required=True, metavar="P", help="The platform that serves the page, such as jobposting.")
@click.option("--url", required=True, metavar="U", help="The address it was served from.")
@click.option("--fetched-at", metavar="T", help="When it was fetched (default now).")
@click.option("--detail", is_flag=True, help="It is an advert's own page, not a listing.")
@click.option("--authority", metavar="CODE", help="GSS code of the council whose own site it is.")
@click.option("--option", "options", multiple=True, metavar="K=V", help="An option of the platform; may be repeated.")
@click.option("--listing-info", is_flag=True, help="Print one object about the listing instead of its postings.")
@click.pass_context
def parse(  # noqa: PLR0913 (the contract of the command line)
    context: click.Context,
    *,
    file: str,
    platform: str,
    url: str,
    fetched_at: str | None,
    detail: bool,
    authority: str | None,
    options: tuple[str, ...],
    listing_info: bool,
) -> None:
    """Read the page as its platform does and print what it shows."""
    session = session_of(context)
    from scraper.pages import Problem  # noqa: PLC0415

    reader = _platform(platform)
    code = None if authority is None else gss_code(authority)
    given: Options = {**platform_options(options), "url": web_address(url)}
    page = _page(session, file, url, fetched_at)
    if not listing_info:
        print_json(_postings(_adverts(reader, page, given, detail=detail), _context(platform, page, code)))
        return
    try:
        print_json([_info(_listing(reader, page, given))])
    except Problem as problem:
        print_json([_no_info(problem.cause)])
        note(f"counciljobs: {problem.verdict} ({problem.cause}): {problem.message}")
        raise click.exceptions.Exit(SOME_FAILED) from None


def _platform(name: str) -> "Platform":
    from scraper.platforms import registry  # noqa: PLC0415

    try:
        return registry.load(name)
    except registry.UnknownPlatformError as error:
        raise Stop(str(error)) from None


def _page(session: Session, file: str, url: str, fetched_at: str | None) -> "Page":
    from scraper.pages import Page  # noqa: PLC0415

    moment = session.clock() if fetched_at is None else read_time(fetched_at, "--fetched-at")
    if file == "-" and sys.stdin.isatty() and not session.quiet:
        note("Reading the page from the terminal; Ctrl-D ends it.")
    return Page(url=url, body=_body(file), fetched_at=stamp(moment))


def _body(file: str) -> bytes:
    if file == "-":
        return raw_stdin().read(MOST_BYTES)
    with Path(file).open("rb") as stream:
        return stream.read(MOST_BYTES)


def _listing(platform: "Platform", page: "Page", options: "Options") -> "Listing":
    from scraper.platforms.read import read_listing  # noqa: PLC0415

    return read_listing(platform, page, options)


def _adverts(platform: "Platform", page: "Page", options: "Options", *, detail: bool) -> "Iterable[Advert]":
    if not detail:
        return _listing(platform, page, options).adverts
    from scraper.platforms.read import read_detail  # noqa: PLC0415
    from scraper.records import Advert  # noqa: PLC0415

    return [read_detail(platform, page, Advert(source_ref=page.url, url=page.url))]


def _postings(adverts: "Iterable[Advert]", reading: "Context") -> "Iterator[Posting]":
    from scraper.normalising.posting import normalise  # noqa: PLC0415

    return (normalise(advert, reading) for advert in adverts)


def _context(platform: str, page: "Page", authority: str | None) -> "Context":
    """A page alone has no source row, so its host stands for the source: ids of two tenants must not meet."""
    from scheduler.source_run import reading_version  # noqa: PLC0415
    from scraper.normalising.context import Context  # noqa: PLC0415

    host = urlsplit(page.url).netloc.rpartition("@")[2]
    version = reading_version(platform)
    return Context(source=host, fetched_at=page.fetched_at, authority=authority, parser_version=version)


def _info(listing: "Listing") -> dict[str, object]:
    return {
        "adverts": len(listing.adverts),
        "declared_total": listing.declared_total,
        "next": listing.next[0].url if listing.next else None,
        "empty": listing.empty,
        "extent": listing.extent,
        "cause": None,
    }


def _no_info(cause: str) -> dict[str, object]:
    return {"adverts": 0, "declared_total": None, "next": None, "empty": False, "extent": None, "cause": cause}
