"""What discovery works on and what it leaves: the councils to look at, the findings so far, the file of rows."""

import asyncio
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Self

from counciljobs.errors import Stop
from counciljobs.manners import fetching
from counciljobs.session import Session
from counciljobs.settings import Settings
from scheduler.discovery import state, writing
from scheduler.discovery.finding import Finding, Start
from scheduler.discovery.rows import rows_of
from scraper.fetching import Fetcher, Site
from scraper.pages import Page, Request
from scraper.reference import authorities
from scraper.sources import loader
from scraper.sources.checks import near
from scraper.sources.model import Source
from scraper.status import check_status


class Keeper:
    """The findings so far and the file made of them; a dry run keeps them in memory alone."""

    def __init__(self, file: Path, rows: Sequence[Source], findings: dict[str, Finding], *, dry_run: bool) -> None:
        self.file, self.findings, self._dry_run = file, findings, dry_run
        self._register = {row.id: row for row in rows}
        self._taken = writing.ids_beside(file)

    @classmethod
    def open(cls, file: Path, rows: Sequence[Source], *, dry_run: bool) -> Self:
        """Read what earlier calls found.

        Raises:
            SourceError: the file is somebody's own, or a file beside it is wrong.
        """
        writing.check_ours(file)
        return cls(file, rows, state.read_state(writing.state_of(file)), dry_run=dry_run)

    def keep(self, *findings: Finding) -> None:
        """Take findings: into the state first, then into the rows, so that a kill in between loses nothing."""
        self.findings |= {finding.council: finding for finding in findings}
        if not self._dry_run:
            state.append(writing.state_of(self.file), findings)
            writing.write(self.file, self.text())

    def text(self) -> str:
        """Return the file of rows that all findings come to."""
        return writing.text_of(rows_of(self.findings.values(), self._register), self._taken)


def place_of(into: Path | None, own: Path | None) -> Path:
    """Return the file of discovered rows: where the command says, else in the user's own folder, else here."""
    place = into or (own.parent if own and own.suffix == ".toml" else own) or Path()
    return writing.file_in(place)


def rows_beside(file: Path, given: Path | None, settings: Settings) -> tuple[Source, ...]:
    """Return every row in force but discovery's own: what was discovered is made anew from what is known without it.

    Raises:
        SourceError: when a row is wrong.
        Stop: when there is no such file.
    """
    paths = [path for path in (settings.sources, given) if path is not None]
    for path in paths:
        if not path.exists():
            raise Stop(f"There is no file or folder of sources at {path}.")
    files = [one for path in paths for one in (sorted(path.glob("*.toml")) if path.is_dir() else [path])]
    return loader.load([loader.BUNDLED, *(one for one in files if one.resolve() != file.resolve())])


def starts_of(
    rows: Sequence[Source], names: Sequence[str], findings: Mapping[str, Finding], *, again: bool
) -> list[Start]:
    """Return the councils to look at: those named, else all whose platform is unknown; none twice unless again.

    Raises:
        Stop: a name is no council's.
    """
    councils = [row for row in rows if _is_council(row)]
    wanted = [_named(name, councils) for name in names] or [row for row in councils if row.platform == "unknown"]
    met = {ident for ident, finding in findings.items() if finding.looked_at}
    return [
        Start(row=row, careers=findings[row.id].careers if row.id in findings else None)
        for row in {row.id: row for row in wanted}.values()
        if again or row.id not in met
    ]


def _is_council(row: Source) -> bool:
    found = authorities.get(row.authority)
    return found is not None and found.is_council


def _named(name: str, councils: Sequence[Source]) -> Source:
    codes = {one.code for one in authorities.named(name)} | {name.upper()}
    for row in councils:
        if row.id == name or row.authority in codes:
            return row
    raise Stop(f"There is no council {name!r}; {near(name, [row.id for row in councils])}")


def told_by(rows: Sequence[Source], pages: Mapping[str, str], findings: Mapping[str, Finding]) -> list[Finding]:
    """Return what an export of links says of councils that discovery has not looked at and no row knows."""
    return [
        Finding(
            council=row.id, code=row.authority, careers=pages[row.authority], saw="Careers page as GOV.UK tells it."
        )
        for row in rows
        if row.authority and row.authority in pages and row.platform == "unknown"
        if row.id not in findings or not findings[row.id].looked_at
    ]


def export_page(session: Session, place: str) -> Page:
    """Return the export from a file, or fetched with the manners of a run.

    Raises:
        Stop: there is no such file, or no contact is set.
        Problem: what fetching met.
    """
    stamp = session.clock().strftime("%Y-%m-%dT%H:%M:%SZ")
    if not place.startswith(("https://", "http://")):
        return Page(url=place, body=Path(place).read_bytes(), fetched_at=stamp)
    page = asyncio.run(_fetched(session, place))
    check_status(page)
    return page


async def _fetched(session: Session, url: str) -> Page:
    async with Fetcher(fetching(session, [url]), clock=session.clock) as fetcher:
        return await fetcher.session(Site(id="local-links", url=url)).fetch(Request(url=url))
